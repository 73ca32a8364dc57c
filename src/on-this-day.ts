// Use case: a date, a zone and a choice of accounts become the day's memories.

import { dateOf, rangesOf, Temporal, type PlainDate } from './calendar.ts';
import { memoriesOf, type Memories, type Wanted } from './memories.ts';
import type { Db } from './store/database.ts';
import { nearestTweet, timeSpan, tweetsIn } from './store/tweets.ts';

export interface DayQuery extends Wanted {
  /** As if today were this date: only earlier years count. */
  readonly date: PlainDate;
  readonly timeZone: string;
  readonly accountIds: readonly number[];
}

export function onThisDay(db: Db, query: DayQuery): Memories {
  const ranges = rangesOf(query.date, earlierYears(db, query), query.timeZone);
  const found = ranges.map((range) => ({ year: range.year, tweets: tweetsIn(db, range, query.accountIds) }));
  return memoriesOf(query.date, query.timeZone, found, query);
}

/** The day nearest to the query's that has memories, in either direction; null when there is none at all. */
export function nearestDay(db: Db, query: DayQuery): PlainDate | null {
  let nearest: number | null = null;
  for (const year of earlierYears(db, query)) {
    const anniversary = query.date.with({ year });
    for (const direction of ['before', 'after'] as const) {
      const from = anniversary.add({ days: direction === 'after' ? 1 : 0 }).toZonedDateTime(query.timeZone);
      const tweet = nearestTweet(db, direction, from.epochMilliseconds, query.accountIds, query);
      if (!tweet) continue;
      const date = dateOf(tweet.postedAt, tweet.dateOnly ? 'UTC' : query.timeZone);
      const days = anniversary.until(date, { largestUnit: 'days' }).days;
      if (days !== 0 && (nearest === null || Math.abs(days) < Math.abs(nearest))) nearest = days;
    }
  }
  return nearest === null ? null : query.date.add({ days: nearest });
}

function earlierYears(db: Db, query: DayQuery): number[] {
  const span = timeSpan(db, query.accountIds);
  if (!span) return [];
  // The zone can put the very first tweet into the year before its UTC year.
  const first = Temporal.Instant.fromEpochMilliseconds(span.first).toZonedDateTimeISO('UTC').year - 1;
  return Array.from({ length: Math.max(0, query.date.year - first) }, (_, index) => first + index);
}

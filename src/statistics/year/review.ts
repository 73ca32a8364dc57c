// Use case: one year, looked back at.

import { dateOf, type PlainDate } from '../../time/calendar.ts';
import { localClock } from '../../time/zone.ts';
import { createHiddenFilter } from '../../memories/hide-filter.ts';
import { hydrator } from '../../memories/hydrate.ts';
import { type Library } from '../../library/database.ts';
import type { Memory } from '../../library/memory.ts';
import { rangeOfPeriod, yearPeriod } from '../../time/period.ts';
import { computeStatistics, type Statistics, type StatisticsQuery } from '../statistics.ts';
import { visitKinds, visitEngagement } from '../../memories/post-scan.ts';
import { timeSpan } from '../../library/posts.ts';
import { calendarOf, type YearCalendar } from '../year-calendar.ts';

export type ReviewQuery = Omit<StatisticsQuery, 'period'> & { readonly today: PlainDate };

/** A year in numbers and in its own words: all that a view of it needs. */
export interface YearReview {
  readonly year: number;
  /** The year has ended. */
  readonly isOver: boolean;
  readonly statistics: Statistics;
  readonly calendar: YearCalendar;
  /** How many posts the year before had. */
  readonly before: number;
  /** What one's own posts were given, as far as the archives count it. */
  readonly likes: number;
  readonly retweets: number;
  /** Photos, videos and GIFs of one's own posts. */
  readonly media: number;
  /** The most liked, with all that belongs to them. */
  readonly mostLiked: readonly Memory[];
  /** One's own first and last words; the same post if there is only one, null if there is none. */
  readonly first: Memory | null;
  readonly last: Memory | null;
}

/** How many posts a review shows of those that were liked most. */
const MOST_LIKED = 3;

export function computeYearReview(library: Library, query: ReviewQuery, year: number): YearReview {
  const { today, timeZone } = query;
  const found = computeStatistics(library, { ...query, period: yearPeriod(year) });
  const hydrate = hydrator(library, { ...query, retweets: true, replies: true });
  return {
    year,
    isOver: today.year > year,
    statistics: found,
    calendar: calendarOf(found.days, { year, today, timeZone }, { retweets: 0, replies: 0, hidden: found.hidden }),
    before: postsOfYear(library, query, year - 1),
    ...resonance(library, query, year),
    mostLiked: found.mostLiked.slice(0, MOST_LIKED).map(hydrate),
    first: found.first && hydrate(found.first),
    last: found.last && hydrate(found.last),
  };
}

/**
 * The year that is worth looking back at: in December this one, else the last one before that has posts; this one if no
 * other has. Null when there are no posts.
 */
export function reviewedYear({ db }: Library, query: ReviewQuery): number | null {
  const { today, accountIds, timeZone } = query;
  const span = timeSpan(db, accountIds);
  if (!span) return null;
  const latest = today.month === 12 ? today.year : today.year - 1;
  const earliest = dateOf(span.first, timeZone).year - 1;
  for (let year = latest; year >= earliest; year -= 1) {
    if (postsOfYear({ db }, query, year) > 0) return year;
  }
  return postsOfYear({ db }, query, today.year) > 0 ? today.year : null;
}

type Year = Pick<Library, 'db'>;

function postsOfYear({ db }: Year, { accountIds, hidden, timeZone, circle }: ReviewQuery, year: number): number {
  const selection = { accountIds, range: rangeOfPeriod(yearPeriod(year), timeZone), circle };
  const filter = createHiddenFilter(db, selection, hidden, timeZone, localClock(timeZone));
  let posts = 0;
  visitKinds(db, selection, filter.ids, (moment) => {
    if (!filter.hides(moment)) posts += 1;
  });
  return posts;
}

function resonance(
  { db }: Year,
  { accountIds, hidden, timeZone, circle }: ReviewQuery,
  year: number,
): Pick<YearReview, 'likes' | 'retweets' | 'media'> {
  const selection = { accountIds, range: rangeOfPeriod(yearPeriod(year), timeZone), circle };
  const filter = createHiddenFilter(db, selection, hidden, timeZone, localClock(timeZone));
  const sums = { likes: 0, retweets: 0, media: 0 };
  visitEngagement(db, selection, filter.ids, (moment, { likes, retweets, media }) => {
    if (filter.hides(moment)) return;
    sums.likes += likes ?? 0;
    sums.retweets += retweets ?? 0;
    sums.media += media;
  });
  return sums;
}

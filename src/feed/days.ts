// The days of a feed, and which of the tweets each of them has.

import type { Memory } from '../library/memory.ts';
import { stableId } from '../platform/stable-id.ts';
import { localDateOf, rangeOf, type PlainDate } from '../time/calendar.ts';
import { feedText, type FeedDay } from './atom-xml.ts';

/** What a feed is made of besides its tweets. */
export interface FeedContext {
  /** The zone whose days count. */
  readonly timeZone: string;
  /** The local date now. */
  readonly today: PlainDate;
  /** Handles of the accounts asked for. */
  readonly accounts: readonly string[];
}

/** How many days back a feed goes, today included. */
export const DAYS = 30;
/** More tweets of one day are only counted, the oldest of them. */
export const MOST_TWEETS = 100;

/** A day of the feed, and what is kept of its tweets. */
export interface Kept {
  readonly date: PlainDate;
  readonly tweets: Memory[];
  count: number;
}

/** The whole feed with this id, and how many days and tweets are in it. Of one day's tweets the oldest come first. */
export async function feedOf(
  tweets: AsyncIterable<Memory>,
  id: string,
  context: FeedContext,
): Promise<{ readonly text: string; readonly days: number; readonly tweets: number }> {
  const days = emptyDays(context.today);
  const byDay = daysOfYear(days);
  for await (const tweet of tweets) {
    const day = dayOf(tweet, byDay, context);
    if (day) keep(day, tweet);
  }
  const shown = days.filter(({ count }) => count > 0).map((day) => feedDay(id, day, context));
  const { accounts, timeZone } = context;
  const text = feedText({ id, accounts, days: shown, beganAt: beginningOf(context.today, context), timeZone });
  return { text, days: shown.length, tweets: shown.reduce((sum, day) => sum + day.tweets.length, 0) };
}

/** The days of a feed, the newest first. */
export function daysUpTo(today: PlainDate): PlainDate[] {
  return Array.from({ length: DAYS }, (_, ago) => today.subtract({ days: ago }));
}

export function emptyDays(today: PlainDate): Kept[] {
  return daysUpTo(today).map((date) => ({ date, tweets: [], count: 0 }));
}

/** The day of the feed that remembers a tweet. */
export function dayOf(
  tweet: Pick<Memory, 'postedAt' | 'dateOnly'>,
  byDay: ReadonlyMap<string, Kept>,
  { timeZone }: FeedContext,
): Kept | undefined {
  const date = localDateOf(tweet, timeZone);
  const day = byDay.get(date.toString().slice(5));
  return day && date.year < day.date.year ? day : undefined;
}

/** The days by month and day. In a common year 28 February also remembers the 29ths. */
export function daysOfYear(days: readonly Kept[]): Map<string, Kept> {
  const byDay = new Map(days.map((day) => [day.date.toString().slice(5), day]));
  const last = byDay.get('02-28');
  if (last && !last.date.inLeapYear) byDay.set('02-29', last);
  return byDay;
}

function keep(day: Kept, tweet: Memory): void {
  day.count += 1;
  day.tweets.push(tweet);
  if (day.tweets.length > MOST_TWEETS) day.tweets.shift();
}

function feedDay(feed: string, { date, tweets, count }: Kept, context: FeedContext): FeedDay {
  return {
    id: stableId(feed, date.toString()),
    date,
    tweets: tweets.toReversed(),
    count,
    beganAt: beginningOf(date, context),
  };
}

function beginningOf(date: PlainDate, { timeZone }: FeedContext): number {
  return rangeOf(date, date, timeZone).from;
}

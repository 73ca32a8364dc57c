// The days of a feed, and which of the posts each of them has.

import type { Memory } from '../library/memory.ts';
import { stableId } from '../platform/stable-id.ts';
import { datesRememberedOn, localDateOf, monthAndDay, rangeOf, type PlainDate } from '../time/calendar.ts';
import { feedText, type FeedDay } from './atom-xml.ts';

/** What a feed is made of besides its posts. */
export interface FeedContext {
  /** The zone whose days count. */
  readonly timeZone: string;
  /** The local date now. */
  readonly today: PlainDate;
  /** Handles of the accounts asked for. */
  readonly accounts: readonly string[];
}

/** How many days back a feed goes, today included. */
export const FEED_DAYS = 30;
/** More posts of one day are only counted, the oldest of them. */
export const MAX_POSTS = 100;

/** A day of the feed, and what is kept of its posts. */
export interface FeedDayPosts {
  readonly date: PlainDate;
  readonly posts: Memory[];
  count: number;
}

/** The whole feed with this id, and how many days and posts are in it. Of one day's posts the oldest come first. */
export async function buildFeed(
  posts: AsyncIterable<Memory>,
  id: string,
  context: FeedContext,
): Promise<{ readonly text: string; readonly days: number; readonly posts: number }> {
  const days = emptyDays(context.today);
  const byDay = daysOfYear(days);
  for await (const post of posts) {
    const day = dayOf(post, byDay, context);
    if (day) addToDay(day, post);
  }
  const shown = days.filter(({ count }) => count > 0).map((day) => feedDay(id, day, context));
  const { accounts, timeZone } = context;
  const text = feedText({ id, accounts, days: shown, beganAt: beginningOf(context.today, context), timeZone });
  return { text, days: shown.length, posts: shown.reduce((sum, day) => sum + day.posts.length, 0) };
}

/** The days of a feed, the newest first. */
export function daysUpTo(today: PlainDate): PlainDate[] {
  return Array.from({ length: FEED_DAYS }, (_, ago) => today.subtract({ days: ago }));
}

export function emptyDays(today: PlainDate): FeedDayPosts[] {
  return daysUpTo(today).map((date) => ({ date, posts: [], count: 0 }));
}

/** The day of the feed that remembers a post. */
export function dayOf(
  post: Pick<Memory, 'postedAt' | 'dateOnly'>,
  byDay: ReadonlyMap<string, FeedDayPosts>,
  { timeZone }: FeedContext,
): FeedDayPosts | undefined {
  const date = localDateOf(post, timeZone);
  const day = byDay.get(monthAndDay(date));
  return day && date.year < day.date.year ? day : undefined;
}

/** The days by the month and day that they remember. */
export function daysOfYear(days: readonly FeedDayPosts[]): Map<string, FeedDayPosts> {
  return new Map(days.flatMap((day) => datesRememberedOn(day.date).map((remembered) => [remembered, day])));
}

function addToDay(day: FeedDayPosts, post: Memory): void {
  day.count += 1;
  day.posts.push(post);
  if (day.posts.length > MAX_POSTS) day.posts.shift();
}

function feedDay(feed: string, { date, posts, count }: FeedDayPosts, context: FeedContext): FeedDay {
  return {
    id: stableId(feed, date.toString()),
    date,
    posts: posts.toReversed(),
    count,
    beganAt: beginningOf(date, context),
  };
}

function beginningOf(date: PlainDate, { timeZone }: FeedContext): number {
  return rangeOf(date, date, timeZone).from;
}

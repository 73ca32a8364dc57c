// The days of a feed, and which of the posts each of them has.

import type { Memory } from '../library/memory.ts';
import { chooseFromYears, type UsualFor } from '../memories/choose.ts';
import { stableId } from '../platform/stable-id.ts';
import { datesRememberedOn, localDateOf, monthAndDay, rangeOf, type PlainDate } from '../time/calendar.ts';
import { feedText, type FeedDay, type FeedYear } from './atom-xml.ts';

/** What a feed is made of apart from its posts. */
export interface FeedContext {
  /** The zone whose days count. */
  readonly timeZone: string;
  /** The local date now. */
  readonly today: PlainDate;
  /** Handles of the accounts asked for. */
  readonly accounts: readonly string[];
  readonly usualFor: UsualFor;
}

/** How many days back a feed goes, today included. */
const FEED_DAYS = 30;
/** A day's other posts are only counted: those that come last in rank, after something of every year. */
const MAX_POSTS = 100;

/** The posts that a day remembers, the oldest first. Days are asked for one by one, so that no more than one's need be held. */
export type PostsOn = (date: PlainDate) => Promise<readonly Memory[]>;

/** The whole feed with this id, and how many days and posts are in it. */
export async function buildFeed(
  postsOn: PostsOn,
  id: string,
  context: FeedContext,
): Promise<{ readonly text: string; readonly days: number; readonly posts: number }> {
  const { accounts, timeZone, today } = context;
  const days: FeedDay[] = [];
  for (const date of daysUpTo(today)) {
    const posts = await postsOn(date);
    if (posts.length > 0) days.push(feedDay(id, date, posts, context));
  }
  const text = feedText({ id, accounts, days, beganAt: beginningOf(today, context), timeZone });
  const shown = days.flatMap(({ years }) => years.map((year) => year.posts.length));
  return { text, days: days.length, posts: shown.reduce((sum, count) => sum + count, 0) };
}

/** The days of a feed, the newest first. */
function daysUpTo(today: PlainDate): PlainDate[] {
  return Array.from({ length: FEED_DAYS }, (_, ago) => today.subtract({ days: ago }));
}

/** Tells for a post which day of the feed remembers it, if any. */
export function rememberedBy({
  today,
  timeZone,
}: Pick<FeedContext, 'today' | 'timeZone'>): (post: Pick<Memory, 'postedAt' | 'dateOnly'>) => PlainDate | null {
  const days = new Map(daysUpTo(today).flatMap((day) => datesRememberedOn(day).map((date) => [date, day])));
  return (post) => {
    const date = localDateOf(post, timeZone);
    const day = days.get(monthAndDay(date));
    return day && date.year < day.year ? day : null;
  };
}

function feedDay(feed: string, date: PlainDate, posts: readonly Memory[], context: FeedContext): FeedDay {
  return {
    id: stableId(feed, date.toString()),
    date,
    years: feedYears(posts, context),
    count: posts.length,
    beganAt: beginningOf(date, context),
  };
}

/** All posts, or as many as there is room for; the newest first. */
function feedYears(posts: readonly Memory[], { timeZone, usualFor }: FeedContext): FeedYear[] {
  const years = new Map<number, { year: number; posts: Memory[] }>();
  for (const post of posts.toReversed()) {
    const { year } = localDateOf(post, timeZone);
    const own = years.get(year) ?? { year, posts: [] };
    own.posts.push(post);
    years.set(year, own);
  }
  const all = [...years.values()];
  if (posts.length <= MAX_POSTS) return all.map((year) => ({ ...year, omitted: 0 }));
  const oldestFirst = all.map((year) => ({ ...year, posts: year.posts.toReversed() }));
  const chosen = chooseFromYears(oldestFirst, MAX_POSTS, usualFor);
  return chosen.map((share, index) => {
    const ids = new Set(share.posts.map(({ id }) => id));
    // The parts of a thread stand together in a choice, but each at its time in a feed.
    return { ...share, posts: all[index]?.posts.filter(({ id }) => ids.has(id)) ?? [] };
  });
}

function beginningOf(date: PlainDate, { timeZone }: FeedContext): number {
  return rangeOf(date, date, timeZone).from;
}

// A feed of the last days: for each what was written on it in earlier years.

import { localDateOf, rangeOf, type PlainDate } from '../time/calendar.ts';
import type { Memory } from '../memories/selection.ts';
import type { Glimpse } from '../search/find-posts.ts';
import { feedText, type FeedDay } from '../feed/atom-xml.ts';
import type { ExportContext, ExportedTweets, GlimpsedFormat } from './format.ts';
import { stableId } from '../text/stable-id.ts';

/** How many days back a feed goes, today included. */
const DAYS = 30;
/** More tweets of one day are only counted, the oldest of them. */
const MOST_TWEETS = 100;

/** A day of the feed, and what is kept of its tweets. */
interface Kept {
  readonly date: PlainDate;
  readonly tweets: Memory[];
  count: number;
}

export const atom: GlimpsedFormat = {
  makes: 'file',
  reads: 'glimpses',
  order: 'oldest',
  async write(glimpses, out, context) {
    const id = stableId('feed', context.query, ...context.accounts);
    const { text, tweets } = await feedOf(remembered(glimpses, context), id, context);
    await out.write(text);
    return tweets;
  },
};

export type FeedContext = Pick<ExportContext, 'timeZone' | 'today' | 'accounts'>;

/** The whole feed with this id, and how many days and tweets are in it. Of one day's tweets the oldest come first. */
export async function feedOf(
  tweets: ExportedTweets,
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

function emptyDays(today: PlainDate): Kept[] {
  return daysUpTo(today).map((date) => ({ date, tweets: [], count: 0 }));
}

/** The day of the feed that remembers a tweet. */
function dayOf(
  tweet: Pick<Memory, 'postedAt' | 'dateOnly'>,
  byDay: ReadonlyMap<string, Kept>,
  { timeZone }: FeedContext,
): Kept | undefined {
  const date = localDateOf(tweet, timeZone);
  const day = byDay.get(date.toString().slice(5));
  return day && date.year < day.date.year ? day : undefined;
}

/** The days by month and day. In a common year 28 February also remembers the 29ths. */
function daysOfYear(days: readonly Kept[]): Map<string, Kept> {
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

/** Of all tweets those that a day of the feed remembers; only they are read. */
async function* remembered(glimpses: AsyncIterable<Glimpse>, context: ExportContext): ExportedTweets {
  const byDay = daysOfYear(emptyDays(context.today));
  for await (const glimpse of glimpses) {
    const tweet = dayOf(glimpse, byDay, context) ? glimpse.whole() : null;
    if (tweet) yield tweet;
  }
}

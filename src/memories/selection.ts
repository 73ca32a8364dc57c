// A day's memories: which of the tweets found are shown, in which order, and how many are left out.

import type { PlainDate } from '../time/calendar.ts';
import { isHidden, type HideRule } from './hide-rules.ts';
import type { Block, Memory } from '../library/memory.ts';

export interface Wanted {
  readonly retweets: boolean;
  readonly replies: boolean;
}

export interface YearOfMemories {
  readonly year: number;
  readonly yearsAgo: number;
  /** By time. */
  readonly tweets: readonly Memory[];
}

export interface LeftOut {
  readonly retweets: number;
  readonly replies: number;
  readonly hidden: number;
}

export interface Memories {
  readonly date: PlainDate;
  readonly timeZone: string;
  /** Newest first; only years with something to show. */
  readonly years: readonly YearOfMemories[];
  readonly shown: number;
  readonly leftOut: LeftOut;
}

export interface Choice extends Wanted {
  readonly timeZone: string;
  readonly hidden: readonly HideRule[];
  /** False where others look: what was for the author's Twitter Circle is then not even counted. */
  readonly circle?: boolean;
}

/** Arranges what was found in each year, newest year first, within a year in the order given. */
export function memoriesOf(
  date: PlainDate,
  found: readonly { readonly year: number; readonly tweets: readonly Memory[] }[],
  choice: Choice,
): Memories {
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  const isShown = (tweet: Memory): boolean => {
    const reason = leftOutAs(tweet, choice);
    if (reason !== null) leftOut[reason] += 1;
    return reason === null;
  };
  const years = found
    .map(({ year, tweets }) => ({
      year,
      yearsAgo: date.year - year,
      tweets: tweets.filter((tweet) => isFor(tweet, choice) && isShown(tweet)),
    }))
    .filter(({ tweets }) => tweets.length > 0)
    .sort((a, b) => b.year - a.year);
  const shown = years.reduce((sum, { tweets }) => sum + tweets.length, 0);
  return { date, timeZone: choice.timeZone, years, shown, leftOut };
}

/** Whether whoever looks may know of a tweet at all. */
export function isFor(tweet: Memory, { circle = true }: Pick<Choice, 'circle'>): boolean {
  return circle || !tweet.circle;
}

/** Why a tweet is not shown; null when it is. Threads are replies to oneself: they stay when replies are left out. */
export function leftOutAs(tweet: Memory, choice: Choice): keyof LeftOut | null {
  if (tweet.kind === 'retweet' && !choice.retweets) return 'retweets';
  if (tweet.kind === 'reply' && !choice.replies) return 'replies';
  return isHidden(tweet, choice.hidden, choice.timeZone) ? 'hidden' : null;
}

/** Puts the parts of each thread together, where its first part stands. */
export function blocksOf(tweets: readonly Memory[]): Block[] {
  const blocks = new Map<string, Memory[]>();
  for (const tweet of tweets) {
    const key = tweet.thread?.id ?? tweet.id;
    const block = blocks.get(key);
    if (block) block.push(tweet);
    else blocks.set(key, [tweet]);
  }
  return [...blocks.values()];
}

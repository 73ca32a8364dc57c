// The day's memories: which of the tweets found are shown, in which order, and how many are left out.

import type { PlainDate } from './calendar.ts';
import type { Tweet } from './tweet.ts';

/** A tweet that somebody looks back at. */
export interface Memory extends Tweet {
  /** The author's handle. */
  readonly account: string;
}

export interface Wanted {
  readonly retweets: boolean;
  readonly replies: boolean;
}

export interface YearOfMemories {
  readonly year: number;
  readonly yearsAgo: number;
  readonly tweets: readonly Memory[];
}

export interface Memories {
  readonly date: PlainDate;
  readonly timeZone: string;
  /** Newest first; only years with something to show. */
  readonly years: readonly YearOfMemories[];
  readonly shown: number;
  readonly leftOut: { readonly retweets: number; readonly replies: number };
}

/** Arranges what was found in each year, newest year first, within a year in the order given. */
export function memoriesOf(
  date: PlainDate,
  timeZone: string,
  found: readonly { readonly year: number; readonly tweets: readonly Memory[] }[],
  wanted: Wanted,
): Memories {
  const all = found.flatMap(({ tweets }) => tweets);
  const years = found
    .map(({ year, tweets }) => ({
      year,
      yearsAgo: date.year - year,
      tweets: tweets.filter((tweet) => isWanted(tweet, wanted)),
    }))
    .filter(({ tweets }) => tweets.length > 0)
    .sort((a, b) => b.year - a.year);
  return {
    date,
    timeZone,
    years,
    shown: years.reduce((sum, { tweets }) => sum + tweets.length, 0),
    leftOut: {
      retweets: wanted.retweets ? 0 : all.filter(({ kind }) => kind === 'retweet').length,
      replies: wanted.replies ? 0 : all.filter(({ kind }) => kind === 'reply').length,
    },
  };
}

/** Whether a tweet is shown. Threads are replies to oneself: they stay when replies are left out. */
export function isWanted(tweet: Tweet, wanted: Wanted): boolean {
  if (tweet.kind === 'retweet') return wanted.retweets;
  return tweet.kind !== 'reply' || wanted.replies;
}

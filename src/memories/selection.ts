// A day's memories: which of the posts found are shown, in which order, and how many are left out.

import type { PlainDate } from '../time/calendar.ts';
import { isHidden, type HideRule } from './hide-rules.ts';
import type { Block, Memory } from '../library/memory.ts';

interface Wanted {
  readonly retweets: boolean;
  readonly replies: boolean;
}

interface YearOfMemories {
  readonly year: number;
  readonly yearsAgo: number;
  /** By time. */
  readonly posts: readonly Memory[];
  /** How many more there are, where only some were chosen. */
  readonly omitted?: number;
}

export interface Omitted {
  readonly retweets: number;
  readonly replies: number;
  readonly hidden: number;
}

export interface Memories {
  readonly date: PlainDate;
  readonly timeZone: string;
  /** Newest first; only years with something to show. */
  readonly years: readonly YearOfMemories[];
  /** How many there are, chosen or not. */
  readonly shown: number;
  readonly leftOut: Omitted;
}

export interface Choice extends Wanted {
  readonly timeZone: string;
  readonly hidden: readonly HideRule[];
  /** False where others look: what was for the author's Twitter Circle is then not even counted. */
  readonly circle?: boolean;
}

/** Arranges what was found in each year, newest year first, within a year in the order given. */
export function arrangeMemories(
  date: PlainDate,
  found: readonly { readonly year: number; readonly posts: readonly Memory[] }[],
  choice: Choice,
): Memories {
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  const isShown = (post: Memory): boolean => {
    const reason = omissionReason(post, choice);
    if (reason !== null) leftOut[reason] += 1;
    return reason === null;
  };
  const years = found
    .map(({ year, posts }) => ({
      year,
      yearsAgo: date.year - year,
      posts: posts.filter((post) => isVisibleTo(post, choice) && isShown(post)),
    }))
    .filter(({ posts }) => posts.length > 0)
    .sort((a, b) => b.year - a.year);
  const shown = years.reduce((sum, { posts }) => sum + posts.length, 0);
  return { date, timeZone: choice.timeZone, years, shown, leftOut };
}

/** Whether whoever looks may know of a post at all. */
export function isVisibleTo(post: Memory, { circle = true }: Pick<Choice, 'circle'>): boolean {
  return circle || !post.circle;
}

/** Why a post is not shown; null when it is. Threads are replies to oneself: they stay when replies are left out. */
export function omissionReason(post: Memory, choice: Choice): keyof Omitted | null {
  if (post.kind === 'retweet' && !choice.retweets) return 'retweets';
  if (post.kind === 'reply' && !choice.replies) return 'replies';
  return isHidden(post, choice.hidden, choice.timeZone) ? 'hidden' : null;
}

/** Puts the parts of each thread together, where its first part stands. */
export function blocksOf(posts: readonly Memory[]): Block[] {
  const blocks = new Map<string, Memory[]>();
  for (const post of posts) {
    const key = post.thread?.id ?? post.id;
    const block = blocks.get(key);
    if (block) block.push(post);
    else blocks.set(key, [post]);
  }
  return [...blocks.values()];
}

// Use case: for a day with more memories than people read at once, the best ones, with something from every year, and
// how many of each year are left for later.

import type { Db } from '../library/database.ts';
import { sampleEngagement } from '../library/engagement.ts';
import type { Memory } from '../library/memory.ts';
import { shareBudget, type ChosenBlock, type Share } from './budget.ts';
import { rankedBlocks } from './ranking.ts';
import { blocksOf, type Memories } from './selection.ts';
import { usualEngagement, type UsualEngagement } from './usual-engagement.ts';

/** Tells what is usual for a post's account in its year. */
export type UsualFor = (post: Memory) => UsualEngagement;

/** Each account's year is read once, when the first of its posts is asked for. */
export function usualIn(db: Db): UsualFor {
  const known = new Map<string, UsualEngagement>();
  return ({ account, postedAt }) => {
    const year = new Date(postedAt).getUTCFullYear();
    const key = `${account} ${year}`;
    const usual = known.get(key) ?? usualEngagement(sampleEngagement(db, account, year));
    known.set(key, usual);
    return usual;
  };
}

/** At most `most` posts of all days together. Every year of a day is there, if there can be one post for each. */
export function choosePosts(days: readonly Memories[], most: number, usualFor: UsualFor): Memories[] {
  const chosen = chooseFromYears(
    days.flatMap(({ years }) => years),
    most,
    usualFor,
  );
  let next = 0;
  return days.map((day) => ({ ...day, years: chosen.slice(next, (next += day.years.length)) }));
}

/** At most `most` posts of all the years together, and how many each has besides; every year is there if each can have one. */
export function chooseFromYears<Year extends { readonly posts: readonly Memory[] }>(
  years: readonly Year[],
  most: number,
  usualFor: UsualFor,
): (Year & { readonly omitted: number })[] {
  const groups = years.map((year) => ({ key: year, blocks: rankedBlocks(blocksOf(year.posts), usualFor) }));
  const shares = shareBudget(groups, most, (posts) => posts.length);
  return shares.map((share) => ({ ...share.key, posts: chosenPosts(share), omitted: share.omitted }));
}

function chosenPosts({ blocks }: Share<unknown, Memory>): Memory[] {
  return blocks.flatMap(withOmitted);
}

/** The posts of a block, which know when it is the beginning of a thread only. */
export function withOmitted({ posts, omitted }: ChosenBlock<Memory>): readonly Memory[] {
  if (omitted === 0) return posts;
  return posts.map((post) => (post.thread ? { ...post, thread: { ...post.thread, omitted } } : post));
}

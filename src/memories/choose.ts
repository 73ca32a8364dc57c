// Use case: of a day with more memories than anybody reads at once, those that come first, something of every year, and
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

/** At most `most` posts of all the days together; every year of a day is there if each can have one. */
export function choosePosts(days: readonly Memories[], most: number, usualFor: UsualFor): Memories[] {
  const groups = days.flatMap((day) =>
    day.years.map((year) => ({ key: year, blocks: rankedBlocks(blocksOf(year.posts), usualFor) })),
  );
  const shares = new Map(shareBudget(groups, most, (posts) => posts.length).map((share) => [share.key, share]));
  return days.map((day) => ({
    ...day,
    years: day.years.map((year) => {
      const share = shares.get(year);
      return share ? { ...year, posts: chosenPosts(share), omitted: share.omitted } : year;
    }),
  }));
}

function chosenPosts({ blocks }: Share<unknown, Memory>): Memory[] {
  return blocks.flatMap(withOmitted);
}

/** The posts of a block, which know when it is the beginning of a thread only. */
export function withOmitted({ posts, omitted }: ChosenBlock<Memory>): readonly Memory[] {
  if (omitted === 0) return posts;
  return posts.map((post) => (post.thread ? { ...post, thread: { ...post.thread, omitted } } : post));
}

// Which memories come first: by their points, and where these don't tell them apart by time. The same posts always come in
// the same order, whichever way they are handed over.

import { reasonsFor, type RankablePost } from './reasons.ts';
import type { UsualEngagement } from './usual-engagement.ts';

/** What tells two posts apart where their points don't. */
export interface PlacedPost {
  /** Digits. */
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly postedAt: number;
}

/** Posts that belong together: one, or parts of a thread, by time. */
export interface RankedBlock<Post> {
  readonly posts: readonly Post[];
  /** Each post's own. */
  readonly scores: readonly number[];
  readonly score: number;
}

/** How much a post has to say. */
export function scoreOf(post: RankablePost, usual: UsualEngagement): number {
  return reasonsFor(post, usual).reduce((sum, { points }) => sum + points, 0);
}

/** The blocks with their scores, in the order given. `usualFor` tells what is usual for a post's account in its year. */
export function rankedBlocks<Post extends RankablePost>(
  blocks: readonly (readonly Post[])[],
  usualFor: (post: Post) => UsualEngagement,
): RankedBlock<Post>[] {
  return blocks.map((posts) =>
    rankedBlock(
      posts,
      posts.map((post) => scoreOf(post, usualFor(post))),
    ),
  );
}

/** Who goes on has more to say, but no thread is better than its best part by more than a photo would make it. */
const FURTHER_PART = 2;
const MOST_FOR_PARTS = 10;

/** A block counts as its best post does, and a bit more for each further part. */
export function rankedBlock<Post>(posts: readonly Post[], scores: readonly number[]): RankedBlock<Post> {
  const best = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  return { posts, scores, score: best + Math.min(MOST_FOR_PARTS, FURTHER_PART * (posts.length - 1)) };
}

/** The first `count` posts of a block. */
export function beginningOf<Post>({ posts, scores }: RankedBlock<Post>, count: number): RankedBlock<Post> {
  return rankedBlock(posts.slice(0, count), scores.slice(0, count));
}

/** For `sort`: the block with most to say first, of equals the older. */
export function byRank<Post extends PlacedPost>(a: RankedBlock<Post>, b: RankedBlock<Post>): number {
  if (a.score !== b.score) return b.score - a.score;
  const [first, second] = [a.posts[0], b.posts[0]];
  return first && second ? byTime(first, second) : b.posts.length - a.posts.length;
}

/** For `sort`: the older post first, of the same moment the one with the smaller number. */
export function byTime(a: PlacedPost, b: PlacedPost): number {
  if (a.postedAt !== b.postedAt) return a.postedAt - b.postedAt;
  // Ids outgrow JavaScript's numbers, but of two the one with fewer digits is smaller.
  if (a.id.length !== b.id.length) return a.id.length - b.id.length;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** So many points more double the chance. */
const DOUBLING = 6;
/** Below the least all have the same small chance, and above the most the same great one: all of them come, if not as often. */
const LEAST = -6;
const MOST = 30;

/** How likely a post is to be drawn among others, as a share: at most 64 times as likely as any other. */
export function drawWeight(score: number): number {
  return 2 ** (Math.min(MOST, Math.max(LEAST, score)) / DOUBLING);
}

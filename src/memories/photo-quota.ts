// Which photos to put in a mail that can't take all of them: some of every year, and those of better posts first.

import { byTime, type PlacedPost, type RankedBlock } from './ranking.ts';

interface Candidate<Post, Photo> {
  readonly photo: Photo;
  readonly post: Post;
  readonly score: number;
}

/**
 * At most `most` photos of what is shown of each year, in the order in which they should be taken: each year's first one
 * before any year's second one, the better posts' before others'. Within a year every post comes to one before any comes
 * to two. A photo that stands in several places is taken once, and counts for each.
 */
export function spreadPhotos<Post extends PlacedPost, Photo>(
  years: readonly (readonly RankedBlock<Post>[])[],
  photosOf: (post: Post) => readonly Photo[],
  most = Infinity,
): Photo[] {
  const queues = years.map((blocks) => queueOf(blocks, photosOf));
  const taken = new Set<Photo>();
  const rounds = queues.reduce((longest, queue) => Math.max(longest, queue.length), 0);
  for (let round = 0; round < rounds; round += 1) {
    const turns = queues.flatMap((queue) => queue[round] ?? []).sort(byPost);
    for (const { photo } of turns) if (taken.size < most) taken.add(photo);
  }
  return [...taken];
}

/** A year's photos: each post's first one, from the best post on, then each post's second one, and so on. */
function queueOf<Post extends PlacedPost, Photo>(
  blocks: readonly RankedBlock<Post>[],
  photosOf: (post: Post) => readonly Photo[],
): Candidate<Post, Photo>[] {
  const candidates = blocks.flatMap(({ posts, scores }) =>
    posts.flatMap((post, at) => photosOf(post).map((photo, turn) => ({ photo, post, score: scores[at] ?? 0, turn }))),
  );
  return candidates.sort((a, b) => a.turn - b.turn || byPost(a, b));
}

function byPost<Post extends PlacedPost>(a: Candidate<Post, unknown>, b: Candidate<Post, unknown>): number {
  return b.score - a.score || byTime(a.post, b.post);
}

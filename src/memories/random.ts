// Use case: one memory from any time, preferably one with something to say.

import { usualIn, type UsualFor } from './choose.ts';
import { copiesFinder } from './copies.ts';
import { hydrator } from './hydrate.ts';
import type { Library, Db } from '../library/database.ts';
import { drawWeight, scoreOf } from './ranking.ts';
import {
  isVisibleTo,
  omissionAmongCopies,
  withCopies,
  type Choice,
  type FindCopies,
  type Omitted,
} from './selection.ts';
import type { FoundPost, Memory } from '../library/memory.ts';
import { timeSpan, postsFrom } from '../library/posts.ts';

/** How many moments are tried. */
const MOMENTS = 4;
/** How many posts are looked at from each moment on: the first alone would hardly ever be one written soon after another. */
const NEARBY = 25;

/** Null if nothing may be shown. Moments are drawn evenly over all years, so that talkative years don't win. */
export function randomMemory(
  library: Library,
  choice: Choice,
  accountIds: readonly number[],
  random: () => number,
): Memory | null {
  const span = timeSpan(library.db, accountIds);
  if (!span) return null;
  const copiesOf = copiesFinder(library, choice, accountIds);
  const from = (most: number): Iterable<FoundPost> => {
    const moment = span.first + Math.floor(random() * (span.last - span.first + 1));
    const all = roundFrom(library.db, accountIds, moment);
    return shownAmong(all, choice, copiesOf, most);
  };
  const complete = hydrator(library, choice);
  const hydrate = (posts: readonly FoundPost[]): Memory[] => complete(posts).map((post) => withCopies(post, copiesOf));
  const found = Array.from({ length: MOMENTS }, () => [...from(NEARBY)]).flat();
  const chosen = weightedChoice(hydrate(found), usualIn(library.db), random);
  if (chosen) return chosen;
  // Where nearly everything is left out, take whatever isn't.
  return hydrate(firstOf(from(Infinity)))[0] ?? null;
}

/** How many posts of all years the choice leaves out. */
export function countOmitted(library: Library, choice: Choice, accountIds: readonly number[]): Omitted {
  const copiesOf = copiesFinder(library, choice, accountIds);
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  for (const post of postsFrom(library.db, 'after', -Infinity, accountIds)) {
    const reason = isVisibleTo(post, choice) ? omissionAmongCopies(post, choice, copiesOf) : null;
    if (reason !== null && reason !== 'copy') leftOut[reason] += 1;
  }
  return leftOut;
}

/** Those that may be shown of the next `most` posts. */
function* shownAmong(
  posts: Iterable<FoundPost>,
  choice: Choice,
  copiesOf: FindCopies | null,
  most: number,
): Generator<FoundPost> {
  let looked = 0;
  for (const post of posts) {
    if (isVisibleTo(post, choice) && omissionAmongCopies(post, choice, copiesOf) === null) yield post;
    looked += 1;
    if (looked >= most) return;
  }
}

/** All posts from a moment on, then again from the first: otherwise the first ones would hardly ever come. */
function* roundFrom(db: Db, accountIds: readonly number[], moment: number): Generator<FoundPost> {
  yield* postsFrom(db, 'after', moment, accountIds);
  yield* postsFrom(db, 'after', -Infinity, accountIds);
}

function firstOf(posts: Iterable<FoundPost>): FoundPost[] {
  for (const post of posts) return [post];
  return [];
}

function weightedChoice(posts: readonly Memory[], usualFor: UsualFor, random: () => number): Memory | null {
  const weights = posts.map((post) => drawWeight(scoreOf(post, usualFor(post))));
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, post] of posts.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return post;
  }
  return posts.at(-1) ?? null;
}

// What is usual for an account in a year: three likes were many in 2009, and the same account's ordinary day in 2021.

/** How often something is counted for a post: the middle one, and what nine in ten don't exceed. */
export interface Usual {
  readonly median: number;
  readonly upper: number;
}

/** Null where nothing is known: the archives of some years don't count. */
export interface UsualEngagement {
  readonly likes: Usual | null;
  readonly retweets: Usual | null;
}

/** What was made of one post; null when the archive doesn't count. */
export interface Engagement {
  readonly likes: number | null;
  readonly retweets: number | null;
}

export const UNKNOWN_ENGAGEMENT: UsualEngagement = { likes: null, retweets: null };

/** What is usual among posts: those of one account and one year, all of them or some drawn evenly. */
export function usualEngagement(posts: Iterable<Engagement>): UsualEngagement {
  const all = [...posts];
  return { likes: usualOf(all.map(({ likes }) => likes)), retweets: usualOf(all.map(({ retweets }) => retweets)) };
}

function usualOf(counts: readonly (number | null)[]): Usual | null {
  const sorted = counts.filter((count) => count !== null).sort((a, b) => a - b);
  // Rounded down, so that the one great success among few posts doesn't become their measure.
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return sorted.length === 0 ? null : { median: quantile(0.5), upper: quantile(0.9) };
}

/**
 * How far a count is above what is usual, in steps: 0 at the median and below, 1 at the upper quantile, and as much again
 * for each time that it grows by the same factor. From a median and an upper quantile of 0 on each doubling is a step. A
 * count that isn't known is taken for a usual one.
 */
export function stepsAbove(count: number | null, usual: Usual | null): number {
  if (count === null || usual === null || count <= usual.median) return 0;
  const step = Math.log((1 + usual.upper) / (1 + usual.median));
  return Math.log((1 + count) / (1 + usual.median)) / Math.max(Math.LN2, step);
}

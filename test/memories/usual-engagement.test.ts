// What is usual for an account, and how far above that a post is.

import { describe, expect, test } from 'vitest';
import { stepsAbove, UNKNOWN_ENGAGEMENT, usualEngagement } from '../../src/memories/usual-engagement.ts';

describe('what is usual', () => {
  const counts = (...likes: (number | null)[]): ReturnType<typeof usualEngagement>['likes'] =>
    usualEngagement(likes.map((one) => ({ likes: one, retweets: null }))).likes;

  test('is the middle and what nine in ten do not exceed, in whatever order', () => {
    expect(counts(9, 0, 1, 8, 2, 7, 3, 6, 4, 5, 100)).toEqual({ median: 5, upper: 9 });
    expect(usualEngagement([{ likes: 1, retweets: 2 }])).toEqual({
      likes: { median: 1, upper: 1 },
      retweets: { median: 2, upper: 2 },
    });
  });

  test('is not made by the one success among few', () => {
    expect(counts(0, 253)).toEqual({ median: 0, upper: 0 });
    expect(counts(0, 253, 0)).toEqual({ median: 0, upper: 0 });
  });

  test('is unknown where nobody counted', () => {
    expect(counts()).toBeNull();
    expect(counts(null, null)).toBeNull();
    expect(counts(null, 4, null)).toEqual({ median: 4, upper: 4 });
    expect(usualEngagement([])).toEqual(UNKNOWN_ENGAGEMENT);
  });

  test.each<[count: number | null, median: number, upper: number, steps: number]>([
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [3, 0, 0, 2],
    [3, 3, 3, 0],
    [2, 3, 15, 0],
    [15, 3, 15, 1],
    [63, 3, 15, 2],
    [null, 0, 0, 0],
  ])('%j is above a median of %d and an upper quantile of %d by %d steps', (count, median, upper, steps) => {
    expect(stepsAbove(count, { median, upper })).toBeCloseTo(steps);
  });
});

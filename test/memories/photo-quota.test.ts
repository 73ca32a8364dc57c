// Which photos a mail takes along, spread over the years.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadPhotos } from '../../src/memories/photo-quota.ts';
import { rankedBlock, type PlacedPost, type RankedBlock } from '../../src/memories/ranking.ts';

interface Illustrated extends PlacedPost {
  readonly photos: readonly string[];
}

/** A post of that moment with these photos, as a block with the score. */
function shown(postedAt: number, score: number, ...photos: readonly string[]): RankedBlock<Illustrated> {
  return rankedBlock([{ id: String(postedAt), postedAt, photos }], [score]);
}

const photosOf = ({ photos }: Illustrated): readonly string[] => photos;

describe('photos', () => {
  const YEARS = [
    [shown(21, 40, 'a1', 'a2', 'a3'), shown(22, 60, 'b1', 'b2'), shown(23, 90)],
    [shown(15, 10, 'c1', 'c2')],
    [shown(9, 50, 'd1')],
    [shown(8, 30)],
  ];

  test('come of every year first, then of every post, the better posts’ before others’', () => {
    expect(spreadPhotos(YEARS, photosOf)).toEqual(['b1', 'd1', 'c1', 'a1', 'c2', 'b2', 'a2', 'a3']);
  });

  test.each([
    [0, []],
    [1, ['b1']],
    [3, ['b1', 'd1', 'c1']],
    [5, ['b1', 'd1', 'c1', 'a1', 'c2']],
  ])('come no more than %d', (most, photos) => {
    expect(spreadPhotos(YEARS, photosOf, most)).toEqual(photos);
  });

  test('of a thread come by what each part says', () => {
    const parts = [1, 2, 3].map((at) => ({ id: String(at), postedAt: at, photos: [`p${at}`] }));
    expect(spreadPhotos([[rankedBlock(parts, [5, 9, 5])]], photosOf)).toEqual(['p2', 'p1', 'p3']);
  });

  test('that stand in several places are taken once, and leave their place to others', () => {
    const years = [[shown(21, 40, 'same', 'a')], [shown(15, 30, 'same', 'b')]];
    expect(spreadPhotos(years, photosOf, 3)).toEqual(['same', 'a', 'b']);
  });

  test('come of no years, and of none with any', () => {
    expect(spreadPhotos([], photosOf)).toEqual([]);
    expect(spreadPhotos([[], [shown(8, 30)]], photosOf)).toEqual([]);
  });
});

test('for any day and number every year has its first photo before any has its second, and none is lost', () => {
  const aDay = fc
    .array(fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat({ max: 4 })), { maxLength: 8 }), { maxLength: 9 })
    .map((years) =>
      years.map((posts, year) =>
        posts.map(([score, count], at) =>
          shown(100 * year + at, score, ...Array.from({ length: count }, (_, photo) => `${year}/${at}/${photo}`)),
        ),
      ),
    );
  fc.assert(
    fc.property(aDay, fc.nat({ max: 60 }), (years, most) => {
      const all = years.map((blocks) => blocks.flatMap(({ posts }) => posts.flatMap(photosOf)));
      const taken = spreadPhotos(years, photosOf, most);
      expect(new Set(taken).size).toBe(Math.min(most, all.flat().length));
      const counts = all.map((photos) => photos.filter((photo) => taken.includes(photo)).length);
      const greatest = Math.max(0, ...counts);
      for (const [at, count] of counts.entries()) {
        expect(count).toBeGreaterThanOrEqual(Math.min(greatest - 1, all[at]?.length ?? 0));
      }
      const mixed = years.toReversed().map((blocks) => blocks.toReversed());
      expect(spreadPhotos(mixed, photosOf, most)).toEqual(taken);
    }),
  );
});

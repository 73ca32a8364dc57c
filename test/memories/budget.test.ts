// How a budget is shared among the years of a day: every year is there, and whatever isn't shown is counted.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareBudget, type Group, type Share } from '../../src/memories/budget.ts';
import { byRank, rankedBlock, type PlacedPost, type RankedBlock } from '../../src/memories/ranking.ts';
import { block } from './ranked-posts.ts';

type Year = Group<number, PlacedPost>;
type YearShare = Share<number, PlacedPost>;

/** A year with blocks of these scores, or of these scores and numbers of parts. */
function year(key: number, ...blocks: readonly (number | readonly [score: number, parts: number])[]): Year {
  return {
    key,
    blocks: blocks.map((draft, at) => {
      const [score, parts] = typeof draft === 'number' ? [draft, 1] : draft;
      return block(100 * key + at, score, parts);
    }),
  };
}

const eachPost = (posts: readonly PlacedPost[]): number => posts.length;

/** What is shown of each year, as the scores of first posts, with `+n` for further parts and `…n` for those left out. */
function told(shares: readonly YearShare[]): string[] {
  return shares.map(({ key, blocks, omitted }) => {
    const words = blocks.map(({ scores, posts, omitted: cut }) =>
      [String(scores[0]), posts.length > 1 ? `+${posts.length - 1}` : '', cut > 0 ? `…${cut}` : ''].join(''),
    );
    return `${key}: ${words.join(' ')}${omitted > 0 ? ` and ${omitted} more` : ''}`;
  });
}

const chosen = (years: readonly Year[], budget: number, costOf = eachPost): string[] =>
  told(shareBudget(years, budget, costOf));

describe('a budget of posts', () => {
  const YEARS = [year(2021, 40, 35, 30, 25), year(2015, 20, 10), year(2009, 5)];

  test.each<[budget: number, shown: readonly string[]]>([
    [7, ['2021: 40 35 30 25', '2015: 20 10', '2009: 5']],
    [6, ['2021: 40 35 30 25', '2015: 20 and 1 more', '2009: 5']],
    [4, ['2021: 40 35 and 2 more', '2015: 20 and 1 more', '2009: 5']],
    [3, ['2021: 40 and 3 more', '2015: 20 and 1 more', '2009: 5']],
    [2, ['2021: 40 and 3 more', '2015: 20 and 1 more', '2009:  and 1 more']],
    [1, ['2021: 40 and 3 more', '2015:  and 2 more', '2009:  and 1 more']],
    [0, ['2021:  and 4 more', '2015:  and 2 more', '2009:  and 1 more']],
    [Infinity, ['2021: 40 35 30 25', '2015: 20 10', '2009: 5']],
  ])('of %d', (budget, shown) => {
    expect(chosen(YEARS, budget)).toEqual(shown);
  });

  test('that is too small for all years goes to the best ones, wherever they stand', () => {
    expect(chosen([year(2021, 1, 2), year(2015, 3), year(2009, 9)], 1)).toEqual([
      '2021:  and 2 more',
      '2015:  and 1 more',
      '2009: 9',
    ]);
  });

  test('that is too small for years of equal rank goes to the oldest', () => {
    expect(chosen([year(2021, 7), year(2015, 7), year(2009, 7)], 2)).toEqual([
      '2021:  and 1 more',
      '2015: 7',
      '2009: 7',
    ]);
  });

  test('is shown in the order of the day, not of rank', () => {
    expect(chosen([year(2015, 10, 30, 5, 20)], 3)).toEqual(['2015: 10 30 20 and 1 more']);
  });

  test('shares nothing among no years, and a year without posts has none', () => {
    expect(shareBudget([], 5, eachPost)).toEqual([]);
    expect(chosen([year(2015), year(2009, 4)], 1)).toEqual(['2015: ', '2009: 4']);
    expect(chosen([{ key: 2015, blocks: [rankedBlock([], [])] }], 1)).toEqual(['2015: ']);
  });

  test('gives what is left to the best of any year', () => {
    expect(chosen([year(2015, 50, 10, 9), year(2009, 40, 30)], 3)).toEqual(['2015: 50 and 2 more', '2009: 40 30']);
  });

  test('leaves its order to time where all have the same score', () => {
    expect(
      shareBudget([year(2015, 7, 7, 7)], 2, eachPost).flatMap(({ blocks }) => blocks.flatMap(({ posts }) => posts)),
    ).toEqual([...block(201_500, 7).posts, ...block(201_501, 7).posts]);
  });
});

describe('a thread', () => {
  test('counts as one and stays together', () => {
    expect(chosen([year(2015, 10, [30, 3], 20)], 4)).toEqual(['2015: 30+2 20 and 1 more']);
    expect(chosen([year(2015, 10, [30, 3], 20), year(2009, 5)], 4)).toEqual(['2015: 30+2 and 2 more', '2009: 5']);
    expect(chosen([year(2015, 10, [30, 3], 20), year(2009, [25, 2], 5)], 5)).toEqual([
      '2015: 30+2 and 2 more',
      '2009: 25+1 and 1 more',
    ]);
  });

  test('gives way to what has as much to say where it has no room', () => {
    expect(chosen([year(2015, 40, [38, 5]), year(2009, 5)], 4)).toEqual(['2015: 40 and 5 more', '2009: 5']);
  });

  test('only begins where even that says more than all else, and goes on where nothing else has room', () => {
    expect(chosen([year(2015, [30, 9], 10), year(2009, 5)], 2)).toEqual(['2015: 30…8 and 9 more', '2009: 5']);
    expect(chosen([year(2015, [30, 9], 10), year(2009, 5)], 8)).toEqual(['2015: 30+5…3 10 and 3 more', '2009: 5']);
  });

  test('that only begins leaves half of the room to others', () => {
    expect(chosen([year(2015, [30, 9], 10, 8)], 5)).toEqual(['2015: 30+2…6 10 8 and 6 more']);
    expect(chosen([year(2015, [30, 9], 10, 8, 7, 6)], 5)).toEqual(['2015: 30+1…7 10 8 7 and 8 more']);
  });

  test('that is all there is never makes the day empty', () => {
    expect(chosen([year(2015, [30, 400])], 5)).toEqual(['2015: 30+4…395 and 395 more']);
    expect(chosen([year(2015, [30, 400])], 1)).toEqual(['2015: 30…399 and 399 more']);
    expect(chosen([year(2015, [30, 400]), year(2009, [20, 400]), year(2008, [10, 400])], 3)).toEqual([
      '2015: 30…399 and 399 more',
      '2009: 20…399 and 399 more',
      '2008: 10…399 and 399 more',
    ]);
  });

  test('that only begins counts as what is shown of it', () => {
    const thread = rankedBlock(block(5, 0, 3).posts, [10, 90, 0]);
    const [share] = shareBudget([{ key: 2015, blocks: [thread] }], 1, eachPost);
    expect(share?.blocks).toEqual([{ ...rankedBlock(thread.posts.slice(0, 1), [10]), omitted: 2 }]);
    expect(share?.blocks[0]?.score).toBe(10);
  });
});

describe('a budget of bytes or lines', () => {
  /** Each part costs as much as its block's score says, times a hundred. */
  const byScore = (posts: readonly PlacedPost[]): number =>
    posts.reduce((sum, { postedAt }) => sum + 100 * (Math.floor(postedAt / 1000) % 100), 0);
  const priced = (key: number, ...prices: readonly number[]): Year => ({
    key,
    blocks: prices.map((price) => block(100 * key + price, price)),
  });

  test('has the next best of a year whose best is too dear', () => {
    expect(chosen([priced(2015, 50, 20, 10)], 2500, byScore)).toEqual(['2015: 20 and 2 more']);
  });

  test('keeps room for the cheapest of every year before any has its best', () => {
    expect(chosen([priced(2015, 90, 10), priced(2009, 80, 10), priced(2008, 10)], 3000, byScore)).toEqual([
      '2015: 10 and 1 more',
      '2009: 10 and 1 more',
      '2008: 10',
    ]);
    expect(chosen([priced(2015, 90, 10), priced(2009, 80, 10), priced(2008, 10)], 11_000, byScore)).toEqual([
      '2015: 90 and 1 more',
      '2009: 10 and 1 more',
      '2008: 10',
    ]);
  });

  test('has what each year’s equal share pays for before any year has more than that', () => {
    expect(chosen([priced(2015, 60, 10), priced(2009, 30, 5), priced(2008, 30, 5)], 9000, byScore)).toEqual([
      '2015: 10 and 1 more',
      '2009: 30 5',
      '2008: 30 5',
    ]);
  });

  test('counts what a year costs besides its posts', () => {
    const years = [year(2015, 9, 8), year(2009, 5)].map((one) => ({ ...one, overhead: 10 }));
    expect(chosen(years, 23)).toEqual(['2015: 9 8', '2009: 5']);
    expect(chosen(years, 22)).toEqual(['2015: 9 and 1 more', '2009: 5']);
    expect(chosen(years, 21)).toEqual(['2015: 9 8', '2009:  and 1 more']);
    expect(chosen(years, 10)).toEqual(['2015:  and 2 more', '2009:  and 1 more']);
  });

  test('has no more than an equal share for a year with all that it costs', () => {
    const years = [year(2015, [30, 7], 10), year(2009, [20, 6], 5)].map((one) => ({ ...one, overhead: 4 }));
    expect(chosen(years, 20)).toEqual(['2015: 30+3…3 10 and 3 more', '2009: 20+5 5']);
  });

  test('begins a thread whose first part alone has more than half of the room', () => {
    const sixEach = (posts: readonly PlacedPost[]): number =>
      posts.length === 1 && posts[0]?.id === '201500' ? 1 : 6 * posts.length;
    expect(chosen([{ key: 2015, blocks: [block(201.5, -5), block(2016, 30, 9)] }], 10, sixEach)).toEqual([
      '2015: -5 30…8 and 8 more',
    ]);
  });

  test('shows all that costs nothing, even of no budget, and never what no budget pays for', () => {
    expect(chosen([year(2015, 9, [8, 3])], 0, () => 0)).toEqual(['2015: 9 8+2']);
    expect(chosen([year(2015, 9, [8, 3])], Infinity, () => Infinity)).toEqual(['2015:  and 4 more']);
  });

  test.each([NaN, -1])('of %d, or a cost of that, is an error', (amount) => {
    expect(() => chosen([year(2015, 9)], amount)).toThrow(RangeError);
    expect(() => chosen([year(2015, 9)], 5, () => amount)).toThrow(RangeError);
    expect(() => chosen([{ ...year(2015, 9), overhead: amount }], 5)).toThrow(RangeError);
  });
});

describe('for any day and any budget', () => {
  const parts = fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 40 }));
  const draft = fc.tuple(fc.oneof(fc.constant(7), fc.integer({ min: -40, max: 90 })), parts);
  const aDay = fc
    .array(fc.array(draft, { maxLength: 30 }), { maxLength: 20 })
    .map((years) => years.map((drafts, at) => year(at, ...drafts)));
  /** By post and moment, up to some hundred bytes, some nothing; a heading costs something too. */
  const aCost = fc.record({ base: fc.nat({ max: 300 }), spread: fc.nat({ max: 400 }), overhead: fc.nat({ max: 100 }) });
  const costOf =
    ({ base, spread }: { base: number; spread: number }) =>
    (posts: readonly PlacedPost[]): number =>
      posts.reduce((sum, { postedAt }) => sum + base + ((postedAt * 7919) % (spread + 1)), 0);
  const shownIn = (shares: readonly YearShare[]): PlacedPost[] =>
    shares.flatMap(({ blocks }) => blocks.flatMap(({ posts }) => posts));
  const postsOf = ({ blocks }: Pick<Year, 'blocks'>): PlacedPost[] => blocks.flatMap(({ posts }) => posts);

  test('of at least one post a year every year is there', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 200 }), (years, more) => {
        const filled = years.filter(({ blocks }) => blocks.length > 0);
        const shares = shareBudget(years, filled.length + more, eachPost);
        expect(shares.filter(({ shown }) => shown > 0).map(({ key }) => key)).toEqual(filled.map(({ key }) => key));
      }),
    );
  });

  test('that pays for the cheapest post of each year every year is there', () => {
    fc.assert(
      fc.property(aDay, aCost, fc.nat({ max: 5000 }), (years, prices, more) => {
        const filled = years
          .filter(({ blocks }) => blocks.length > 0)
          .map((one) => ({ ...one, overhead: prices.overhead }));
        const cheapest = ({ blocks }: Year): number =>
          Math.min(...blocks.map(({ posts }) => costOf(prices)(posts.slice(0, 1))));
        const budget = filled.reduce((sum, one) => sum + prices.overhead + cheapest(one), more);
        for (const { shown } of shareBudget(filled, budget, costOf(prices))) expect(shown).toBeGreaterThan(0);
      }),
    );
  });

  test('what is shown and what is counted are all there is, in the order of time', () => {
    fc.assert(
      fc.property(aDay, aCost, fc.nat({ max: 20_000 }), (years, prices, budget) => {
        const shares = shareBudget(years, budget, costOf(prices));
        expect(shares.map(({ key }) => key)).toEqual(years.map(({ key }) => key));
        for (const [at, { blocks, shown, omitted }] of shares.entries()) {
          const all = postsOf(years[at] ?? { blocks: [] });
          const those = blocks.flatMap(({ posts }) => posts);
          expect(those).toHaveLength(shown);
          expect(shown + omitted).toBe(all.length);
          expect(those).toEqual(all.filter((post) => those.includes(post)));
        }
      }),
    );
  });

  test('it is not exceeded, and no whole block is left out that there is room for', () => {
    fc.assert(
      fc.property(aDay, aCost, fc.nat({ max: 20_000 }), (drafts, prices, budget) => {
        const years = drafts.map((one) => ({ ...one, overhead: prices.overhead }));
        const shares = shareBudget(years, budget, costOf(prices));
        const spent = shares
          .filter(({ shown }) => shown > 0)
          .flatMap(({ blocks }) => [prices.overhead, ...blocks.map(({ posts }) => costOf(prices)(posts))])
          .reduce((sum, cost) => sum + cost, 0);
        expect(spent).toBeLessThanOrEqual(budget);
        const shown = new Set(shownIn(shares));
        for (const [at, share] of shares.entries()) {
          for (const { posts } of years[at]?.blocks ?? []) {
            if (posts.some((post) => shown.has(post))) continue;
            expect(costOf(prices)(posts) + (share.shown > 0 ? 0 : prices.overhead)).toBeGreaterThan(budget - spent);
          }
        }
      }),
    );
  });

  test('at most one thread of a year is cut, and from each only its end', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 300 }), (years, budget) => {
        for (const [at, { blocks }] of shareBudget(years, budget, eachPost).entries()) {
          expect(blocks.filter(({ omitted }) => omitted > 0).length).toBeLessThanOrEqual(1);
          for (const { posts, omitted } of blocks) {
            const whole = years[at]?.blocks.find(({ posts: [first] }) => first === posts[0]);
            expect(posts).toEqual(whole?.posts.slice(0, posts.length));
            expect(omitted).toBe((whole?.posts.length ?? 0) - posts.length);
          }
        }
      }),
    );
  });

  test('that is enough for all, all is shown', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 3 }), (years, more) => {
        const shares = shareBudget(years, years.flatMap(postsOf).length + more, eachPost);
        expect(shownIn(shares)).toEqual(years.flatMap(postsOf));
      }),
    );
  });

  test('the same is chosen whichever way the day is handed over', () => {
    const shuffled = aDay.chain((years) =>
      fc.tuple(
        fc.constant(years),
        fc.shuffledSubarray(years, { minLength: years.length }),
        fc.infiniteStream(fc.boolean()).map(
          (flips) =>
            (blocks: Year['blocks']): RankedBlock<PlacedPost>[] =>
              flips.next().value ? blocks.toReversed() : blocks.toSorted(byRank),
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, aCost, fc.nat({ max: 20_000 }), ([years, others, reorder], prices, budget) => {
        const mixed = others.map((one) => ({ ...one, blocks: reorder(one.blocks) }));
        const ids = (all: readonly Year[]): string[] =>
          shownIn(shareBudget(all, budget, costOf(prices)))
            .map(({ id }) => id)
            .sort();
        expect(ids(mixed)).toEqual(ids(years));
      }),
    );
  });

  test('of one post a year, each year shows its best', () => {
    const singles = fc.array(fc.array(fc.integer({ min: -40, max: 90 }), { minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(singles, (scores) => {
        const years = scores.map((ones, at) => year(at, ...ones));
        for (const [at, { blocks }] of shareBudget(years, years.length, eachPost).entries()) {
          expect(blocks.map(({ score }) => score)).toEqual([Math.max(...(scores[at] ?? []))]);
        }
      }),
    );
  });
});

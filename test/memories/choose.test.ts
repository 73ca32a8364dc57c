// What is chosen of real memories: by what is usual for their account and year, and something of every year.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLE, sampleEngagement } from '../../src/library/engagement.ts';
import { choosePosts, usualIn } from '../../src/memories/choose.ts';
import type { Memories } from '../../src/memories/selection.ts';
import { UNKNOWN_ENGAGEMENT } from '../../src/memories/usual-engagement.ts';
import { filledLibrary, type FilledDraft } from '../support/filled.ts';
import { dayWith, memory } from '../support/memory.ts';

const { library, fill } = filledLibrary();

/** One post a day of a year. */
function daily(year: number, likes: number, changes: Partial<FilledDraft> = {}): FilledDraft[] {
  return Array.from({ length: 365 }, (_, day) => ({
    at: new Date(Date.UTC(year, 0, 1 + day, 12)).toISOString(),
    likes,
    retweets: 0,
    ...changes,
  }));
}

describe('what is usual', () => {
  test('is that of the account and the year, without replies and retweets', () => {
    fill([
      ...daily(2012, 2),
      ...daily(2013, 40),
      ...daily(2013, 0, { kind: 'reply' }),
      ...daily(2012, 700, { by: 'june' }),
    ]);
    const usualFor = usualIn(library.db);
    const medianOf = (at: string, account: string): number | undefined =>
      usualFor(memory({ at, account })).likes?.median;
    expect(medianOf('2012-11-22T10:00:00Z', 'wren_writes')).toBe(2);
    expect(medianOf('2013-11-22T10:00:00Z', 'wren_writes')).toBe(40);
    expect(medianOf('2012-11-22T10:00:00Z', 'june')).toBe(700);
    expect(usualFor(memory({ at: '2019-11-22T10:00:00Z' }))).toEqual(UNKNOWN_ENGAGEMENT);
  });

  test('is a sample from the whole year, however many posts there are', () => {
    fill([...daily(2012, 2), ...daily(2012, 2), ...daily(2012, 2)]);
    expect(sampleEngagement(library.db, 'wren_writes', 2012)).toHaveLength(200);
    fill(daily(2012, 2).slice(0, 90));
    expect(sampleEngagement(library.db, 'wren_writes', 2012).length).toBeGreaterThan(40);
  });

  test('is found by the index of time', () => {
    const plan = library.db.prepare(`EXPLAIN QUERY PLAN ${SAMPLE}`).all(1, 0, 1) as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH tweets USING INDEX tweets_by_time (account_id=? AND posted_at>? AND posted_at<?)',
    ]);
  });
});

describe('the posts chosen', () => {
  const postsOf = (days: readonly Memories[]): string[] =>
    days.flatMap(({ years }) => years.flatMap(({ posts }) => posts.map(({ text }) => text)));

  test('are the best by the measure of their own year', () => {
    fill([...daily(2012, 2), ...daily(2021, 400)]);
    const day = dayWith([
      memory({ at: '2012-11-22T09:00:00Z', text: 'An ordinary heron.', likes: 2 }),
      memory({ at: '2012-11-22T10:00:00Z', text: 'A splendid heron!!', likes: 60 }),
      memory({ at: '2021-11-22T09:00:00Z', text: 'An everyday heron.', likes: 400 }),
      memory({ at: '2021-11-22T10:00:00Z', text: 'Another one, here.', likes: 300 }),
    ]);
    const [chosen] = choosePosts([day], 2, usualIn(library.db));
    expect(postsOf(chosen ? [chosen] : [])).toEqual(['An everyday heron.', 'A splendid heron!!']);
    expect(chosen?.years.map(({ year, omitted }) => [year, omitted])).toEqual([
      [2021, 1],
      [2012, 1],
    ]);
    expect(chosen?.shown).toBe(4);
  });

  test('are something of every year if each can have one, and shown and omitted are all', () => {
    const years = fc.uniqueArray(fc.integer({ min: 2007, max: 2025 }), { minLength: 1, maxLength: 17 });
    const posts = fc.record({ minute: fc.integer({ min: 0, max: 1439 }), text: fc.string({ maxLength: 200 }) });
    const arbitrary = years.chain((all) =>
      fc.tuple(...all.map((year) => fc.tuple(fc.constant(year), fc.array(posts, { minLength: 1, maxLength: 12 })))),
    );
    fc.assert(
      fc.property(arbitrary, fc.nat({ max: 40 }), (drafts, more) => {
        const tweets = drafts.flatMap(([year, each]) =>
          each.map(({ minute, text }, index) =>
            memory({ id: `${year}${index}`, text, at: new Date(Date.UTC(year, 10, 22, 0, minute)).toISOString() }),
          ),
        );
        const day = dayWith(tweets);
        const [chosen] = choosePosts([day], drafts.length + more, () => UNKNOWN_ENGAGEMENT);
        const counts = chosen?.years.map(({ posts: shown, omitted = NaN }) => [shown.length, shown.length + omitted]);
        expect(counts?.every(([shown = 0]) => shown > 0)).toBe(true);
        expect(counts?.map(([, all]) => all)).toEqual(day.years.map(({ posts: all }) => all.length));
        expect(counts?.reduce((sum, [shown = 0]) => sum + shown, 0)).toBeLessThanOrEqual(drafts.length + more);
      }),
    );
  });
});

// What a search asks for, worked out without a database.

import { describe, expect, test } from 'vitest';
import { planSearch, type KnownAccounts, type SearchPlan } from '../../src/search/plan.ts';
import { parseQuery } from '../../src/search/query/parse.ts';
import type { Choice } from '../../src/memories/selection.ts';
import { ALL } from '../support/memory.ts';

const KNOWN: KnownAccounts = {
  accounts: [
    { id: 1, network: 'twitter', handle: 'Wren_Writes' },
    { id: 2, network: 'twitter', handle: 'old_heron' },
  ],
  years: [2014, 2015, 2016, 2017],
};

function plan(typed: string, choice: Partial<Choice> = {}, known = KNOWN): SearchPlan {
  const parsed = parseQuery(typed);
  if (!parsed.ok) throw new Error(parsed.problem);
  return planSearch({ query: parsed.query, choice: { ...ALL, ...choice }, accountIds: [1, 2] }, known);
}

describe('accounts', () => {
  test.each([
    ['otter', [1, 2], true],
    ['from:wren_writes', [1], false],
    ['from:OLD_HERON from:wren_writes', [1, 2], true],
    ['-from:wren_writes otter', [2], false],
  ])('of %s are %j', (typed, ids, areAll) => {
    expect(plan(typed).criteria).toMatchObject({ accountIds: ids, areAllAccounts: areAll });
  });

  test('that are not there are refused with a list of those that are', () => {
    expect(() => plan('from:nobody')).toThrow(
      expect.objectContaining({ message: 'there is no account @nobody', hint: 'there are: @Wren_Writes, @old_heron' }),
    );
  });
});

describe('what is left out and counted', () => {
  const hidesAll = { retweets: false, replies: false };

  test.each([
    ['otter', hidesAll, ['is:retweet', 'is:reply']],
    ['otter', { retweets: false }, ['is:retweet']],
    ['otter', {}, []],
    ['otter is:reply', hidesAll, ['is:retweet']],
    ['otter -is:retweet', hidesAll, ['is:reply']],
  ] as const)('by %s with %j is %j', (typed, choice, unwanted) => {
    expect(plan(typed, choice).unwanted).toEqual(unwanted);
  });
});

describe('days', () => {
  const spans = (typed: string, choice: Partial<Choice> = {}): string[][] =>
    plan(typed, choice).periods.map((list) =>
      list.map(({ from, to }) => [from, to].map((time) => new Date(time).toISOString().slice(0, 13)).join(' ')),
    );

  test.each([
    ['otter', []],
    ['since:2015-03', [['2015-03-01T00 2018-01-01T00']]],
    ['until:2015-03', [['2014-01-01T00 2015-04-01T00']]],
    ['on:2015-03-14', [['2015-03-14T00 2015-03-15T00']]],
    ['on:2014 on:2015-03', [['2014-01-01T00 2015-01-01T00', '2015-03-01T00 2015-04-01T00']]],
    ['on:02-29', [['2016-02-29T00 2016-03-01T00']]],
    ['since:2016 on:03-14 until:2016', [['2016-01-01T00 2017-01-01T00'], expect.objectContaining({ length: 4 })]],
  ])('of %s are %j', (typed, expected) => {
    expect(spans(typed)).toEqual(expected);
  });

  test('are those of the zone', () => {
    expect(spans('on:2015-03-14', { timeZone: 'Asia/Tokyo' })).toEqual([['2015-03-13T15 2015-03-14T15']]);
  });

  test('have those around them in UTC, as the index has them', () => {
    expect(plan('on:02-28').days).toEqual([['day:0227', 'day:0228', 'day:0229', 'day:0301']]);
    expect(plan('since:2017-01-01').days).toEqual([['year:2016', 'year:2017']]);
  });

  test('don’t matter where there are no posts', () => {
    expect(plan('since:2015', {}, { ...KNOWN, years: [] }).periods).toEqual([]);
  });
});

test('the beginning of a word is known, wanted or not, unless the index has it as a word', () => {
  const planned = ['ott*', 'otter', 'otter -riv*', 'o*', 'otter -r*', '#o*', '"river o"*', '図*'].map((typed) =>
    plan(typed),
  );
  expect(planned.map(({ hasPrefix }) => hasPrefix)).toEqual([true, false, true, false, false, true, true, true]);
});

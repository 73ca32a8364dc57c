// What was typed is read as it was meant.

import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/search/query/parse.ts';

function wordsIn(typed: string): unknown {
  const parsed = parseQuery(typed);
  if (!parsed.ok) return parsed.problem;
  const { terms, without } = parsed.query;
  return [terms, without.terms].map((list) => list.map(({ words }) => words.join(' ')));
}

describe('words', () => {
  test.each([
    ['otter -river', [['otter'], ['river']]],
    ['--force', [['force'], []]],
    ['otter --force -river', [['otter', 'force'], ['river']]],
    ['---', 'there is no word in "---"'],
    ['constructor:x', [['constructor x'], []]],
    ['toString: x', [['tostring', 'x'], []]],
    ['http://example.org', [['example org'], []]],
    ['donʼt', [['don t'], []]],
  ])('of %s are %j', (typed, words) => {
    expect(wordsIn(typed)).toEqual(words);
  });
});

describe('a day', () => {
  test.each([
    ['on:02-29', '2024-02-29'],
    ['on:2-9', '2024-02-09'],
  ])('of every year: %s', (typed, date) => {
    const parsed = parseQuery(typed);
    expect(parsed).toMatchObject({ ok: true, query: { on: [{ everyYear: expect.objectContaining({}) as object }] } });
    const [days] = parsed.ok ? parsed.query.on : [];
    expect(days && 'everyYear' in days && days.everyYear.toString()).toBe(date);
  });

  test.each(['on:02-30', 'on:13-01', 'on:0-1', 'on:2015-02-29', 'since:2015-13', 'until:15'])('%s is none', (typed) => {
    expect(wordsIn(typed)).toBe(`${typed} isn't a date`);
  });
});

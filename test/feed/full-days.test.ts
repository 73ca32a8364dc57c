// What an entry of a feed and an event of a calendar have of a day with more memories than there is room for: something of
// every year, the best, and the number of the others.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ics } from '../../src/export/formats/ics.ts';
import { buildFeed } from '../../src/feed/days.ts';
import type { Memory } from '../../src/library/memory.ts';
import { usualEngagement } from '../../src/memories/usual-engagement.ts';
import { Temporal } from '../../src/time/calendar.ts';
import { memory } from '../support/memory.ts';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const SENTENCE = 'A whole sentence about the tide, the mud and the long way home in the dark.';
const CONTEXT = {
  timeZone: 'UTC',
  today: TODAY,
  now: Date.UTC(2026, 10, 22, 9),
  accounts: ['wren_writes'],
  names: new Map(),
  avatars: new Map(),
  query: '',
  identity: [],
  showSensitive: false,
  usualFor: () => usualEngagement([]),
  moments: () => [],
  read: () => [],
};

type Year = readonly [year: number, texts: readonly string[]];

/** The posts of 22 November of these years, in their order, a minute apart. */
function postsOf(years: readonly Year[]): Memory[] {
  return years.flatMap(([year, texts]) =>
    texts.map((text, index) => {
      const at = new Date(Date.UTC(year, 10, 22) + index * 60_000).toISOString();
      return memory({ at, text, id: `${year}${String(index).padStart(4, '0')}` });
    }),
  );
}

async function feedOf(posts: readonly Memory[]): Promise<{ text: string; posts: number }> {
  return buildFeed((date) => Promise.resolve(date.equals(TODAY) ? posts : []), 'id', CONTEXT);
}

/** The description of the only event, as it was before it was folded and escaped. */
async function eventOf(posts: readonly Memory[]): Promise<string[]> {
  let text = '';
  const moments = (async function* () {
    for (const post of posts.toReversed()) yield await Promise.resolve(post);
  })();
  const read = (ids: readonly string[]): Memory[] => ids.flatMap((id) => posts.filter((post) => post.id === id));
  await ics.write(moments, { write: (part) => Promise.resolve(void (text += part)) }, { ...CONTEXT, read });
  const [, description = ''] = /^DESCRIPTION:(.*)$/m.exec(text.replaceAll('\r\n ', '').replaceAll('\r', '')) ?? [];
  return description.replaceAll('\\,', ',').split('\\n');
}

const fill = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

describe('a full day', () => {
  const posts = postsOf([
    [2009, ['hm', SENTENCE, 'ok']],
    [2015, fill(30, 'hm')],
    [2025, [...fill(200, 'ok'), SENTENCE, ...fill(100, 'hm')]],
  ]);

  test('has in the feed the best of every year, newest first, and the number of the others with their command', async () => {
    const { text, posts: shown } = await feedOf(posts);
    const heads = [...text.matchAll(/&#60;h3&#62;(\d+) years? ago/g)].map(([, ago]) => Number(ago));
    expect(shown).toBe(100);
    expect(heads).toEqual([1, 11, 17]);
    expect(text.split(SENTENCE)).toHaveLength(3);
    expect(text).toContain('<title>22 November: 334 memories</title>');
    const more = [...text.matchAll(/and (\d+) more from (\d+): &#60;code&#62;memories on 11-22 --year (\d+)&#60;/g)];
    expect(more.reduce((sum, [, count]) => sum + Number(count), 100)).toBe(334);
    expect(more.every(([, , year, named]) => year === named)).toBe(true);
  });

  test('has in the calendar a line of every year, and else what has most to say of its newest', async () => {
    const lines = await eventOf(posts);
    expect(lines).toHaveLength(15);
    expect(lines.filter((line) => line.startsWith('2009: '))).toContain(`2009: ${SENTENCE}`);
    expect(lines.some((line) => line.startsWith('2015: '))).toBe(true);
    expect(lines.slice(-3)).toEqual(['and 322 more', '', 'memories on 11-22']);
  });

  test('of more years than a calendar has lines has a line of each', async () => {
    const years = Array.from({ length: 19 }, (_, index): Year => [2007 + index, ['hm', 'ok', `${SENTENCE} ${index}`]]);
    const lines = await eventOf(postsOf(years));
    expect(lines.slice(0, 19)).toEqual(years.map(([year], index) => `${year}: ${SENTENCE} ${index}`).toReversed());
    expect(lines.slice(19)).toEqual(['and 38 more', '', 'memories on 11-22']);
  });
});

test('of any day every year is there, and what is shown and what is counted is all there is', async () => {
  const text = fc.constantFrom('hm', 'ok', SENTENCE, '');
  const aDay = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 2007, max: 2025 }), fc.array(text, { minLength: 1, maxLength: 60 })),
    {
      selector: ([year]) => year,
      minLength: 1,
      maxLength: 19,
    },
  );
  await fc.assert(
    fc.asyncProperty(aDay, async (drafts) => {
      const years = drafts.toSorted(([a], [b]) => a - b);
      const posts = postsOf(years);
      const feed = await feedOf(posts);
      const ago = new Set([...feed.text.matchAll(/&#60;h3&#62;(\d+) year/g)].map(([, count]) => 2026 - Number(count)));
      expect([...ago].sort()).toEqual(years.map(([year]) => year));
      const more = [...feed.text.matchAll(/and (\d+) more from/g)].map(([, count]) => Number(count));
      expect(more.reduce((sum, count) => sum + count, feed.posts)).toBe(posts.length);

      const lines = await eventOf(posts);
      const named = lines.flatMap((line) => /^(\d{4}): /.exec(line)?.[1] ?? []);
      expect([...new Set(named)].map(Number).sort()).toEqual(years.map(([year]) => year));
      const rest = lines.flatMap((line) => /^and (\d+) more$/.exec(line)?.[1] ?? []);
      expect(rest.reduce((sum, count) => sum + Number(count), named.length)).toBe(posts.length);
    }),
    { numRuns: 40 },
  );
});

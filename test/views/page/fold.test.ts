// What of a long page is open, and what is folded: nothing is lost, threads stay whole, and every year has something.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/library/memory.ts';
import { usualEngagement } from '../../../src/memories/usual-engagement.ts';
import { foldSections } from '../../../src/views/page/fold.ts';
import { memory, photo } from '../../support/memory.ts';

const usualFor = (): ReturnType<typeof usualEngagement> => usualEngagement([]);
const SENTENCE = 'A whole sentence about the tide, the mud and the long way home in the dark.';

/** A block of parts with this text, whose ids tell it from others. */
function block(key: string, text = SENTENCE, parts = 1): Block {
  return Array.from({ length: parts }, (_, index) => memory({ id: `${key}${index}`, text: `${text} ${index}` }));
}

const blocks = (year: number, count: number, text = SENTENCE): Block[] =>
  Array.from({ length: count }, (_, index) => block(`${year}${String(index).padStart(3, '0')}`, text));

test('a page that is no longer than forty screens is open as it is', () => {
  const sections = [blocks(2025, 30), blocks(2009, 2)];
  expect(foldSections(sections, usualFor)).toEqual(sections.map((open) => ({ open, folded: [] })));
});

test('of a longer one the best is open, in the order of time', () => {
  const mixed = Array.from({ length: 200 }, (_, index) =>
    block(`2025${String(index).padStart(3, '0')}`, index % 10 === 3 ? SENTENCE : 'hm'),
  );
  const [late, early] = foldSections([mixed, blocks(2009, 3, 'ok')], usualFor, 8000);
  expect(late?.folded.length).toBeGreaterThan(100);
  expect(late?.folded.every(([post]) => post?.text.startsWith('hm'))).toBe(true);
  expect(late?.open).toEqual(mixed.filter((one) => late?.open.includes(one)));
  expect(early?.open.length).toBeGreaterThan(0);
});

test('a thread that has no room is folded as a whole', () => {
  const thread = block('2025', SENTENCE, 300);
  const [only] = foldSections([[thread, ...blocks(2024, 3)]], usualFor);
  expect(only?.folded).toEqual([thread]);
  expect(only?.open).toHaveLength(3);
});

test('photos take the room of several lines', () => {
  const withPhotos = blocks(2025, 100).map((one) =>
    one.map((post) => ({ ...post, media: [photo({ file: post.id })] })),
  );
  const [[words], [photos]] = [
    foldSections([blocks(2025, 100)], usualFor, 15_000),
    foldSections([withPhotos], usualFor, 15_000),
  ];
  expect(photos?.open.length).toBeLessThan((words?.open.length ?? 0) / 2);
});

test('what a warning covers takes the room of one line, and polls that of their options', () => {
  const openOf = (changes: object): number => {
    const all = blocks(2025, 100).map((one) => one.map((post) => ({ ...post, ...changes })));
    return foldSections([all], usualFor, 15_000)[0]?.open.length ?? 0;
  };
  const options = Array.from({ length: 4 }, (_, index) => ({ text: `Option ${index}`, votes: index }));
  const poll = { options, multiple: false, voters: 6, endsAt: null };
  expect(openOf({ poll })).toBeLessThan(openOf({}));
  expect(openOf({ poll, warning: 'Plums', media: [photo({ file: '/a' })] })).toBeGreaterThan(openOf({}));
});

describe('of any page', () => {
  const aPage = fc.array(
    fc.array(fc.record({ parts: fc.integer({ min: 1, max: 9 }), text: fc.string({ maxLength: 400 }) }), {
      minLength: 1,
      maxLength: 40,
    }),
    { minLength: 1, maxLength: 20 },
  );

  test('nothing is lost or comes twice, and every section has something open where there is room for it', () => {
    fc.assert(
      fc.property(aPage, fc.integer({ min: 0, max: 60_000 }), (drafts, most) => {
        const sections = drafts.map((own, year) =>
          own.map(({ parts, text }, index) => block(`${year + 1}${String(index).padStart(2, '0')}`, text, parts)),
        );
        const made = foldSections(sections, usualFor, most);
        expect(made.map(({ open, folded }) => open.length + folded.length)).toEqual(
          sections.map(({ length }) => length),
        );
        for (const [index, { open, folded }] of made.entries()) {
          expect(new Set([...open, ...folded])).toEqual(new Set(sections[index]));
        }
        // The cheapest card of a section is never higher than this.
        if (most > sections.length * 10_000) for (const { open } of made) expect(open.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

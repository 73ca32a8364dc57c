// Damaged files of hundreds of megabytes: they are read in one go, and never stand in memory.

import { describe, expect, test } from 'vitest';
import { ytdFile } from '../../support/tweets.ts';
import { readFrom, split, TWEETS, type Read } from './json-text.ts';

describe('a damaged file', () => {
  const text = ytdFile('tweets', TWEETS);

  test('is not read again from line to line where each seems to begin a record without an end', async () => {
    for (const line of ['\n  },[{', ',{"a":1\n  },[{\n  }']) {
      const { values, problems } = await readFrom(
        split(`${text.slice(0, placesOf(text)[0]?.end)}${line.repeat(2e5)}`, [65_536]),
      );
      expect(values[0]).toEqual(TWEETS[0]);
      expect(problems.length).toBeGreaterThan(1000);
    }
  }, 180_000);
});

describe('memory', () => {
  /** 250 MB, in pieces. */
  function* endless(before: string, middle: string, after: string): Generator<string> {
    yield before;
    const piece = middle.repeat(Math.ceil(131_072 / middle.length));
    for (let length = 0; length < 2.5e8; length += piece.length) yield piece;
    yield after;
  }

  /** The most that the texts in memory have grown by while it is read, in bytes. */
  async function growthOver(pieces: Iterable<string>): Promise<{ growth: number; read: Read }> {
    const before = process.memoryUsage().heapUsed;
    let most = before;
    function* watched(): Generator<string> {
      for (const piece of pieces) {
        most = Math.max(most, process.memoryUsage().heapUsed);
        yield piece;
      }
    }
    const read = await readFrom(watched());
    return { growth: most - before, read };
  }

  test.each([
    ['of text', 'x = [\n  {\n    "a": "', 'b', '"\n  },\n  {\n    "a": 1\n  }\n]', ['it has no end']],
    ['of white space', 'x = [\n  {\n    "a": 1\n  },\n', ' ', '\n  {\n    "a": 1\n  }\n]', []],
    ['of white space in one line', 'x = [{"a":[]},', ' ', '{"a": 1}]', []],
  ])(
    'is not filled by a record without an end: 250 MB %s',
    async (_, before, middle, after, problems) => {
      const { growth, read } = await growthOver(endless(before, middle, after));
      expect(read.problems).toEqual(problems);
      expect(read.values.at(-1)).toEqual({ a: 1 });
      expect(growth).toBeLessThan(2e8);
    },
    120_000,
  );
});

/** Where the records of an undamaged file begin and end, from `{` to behind `}`. */
function placesOf(text: string): { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{' && depth++ === 0) places.push({ start: index, end: 0 });
    const last = places.at(-1);
    if (token === '}' && --depth === 0 && last) last.end = index + 1;
  }
  return places;
}

// Lists that are a field of an object, on one line of any length.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListParser } from '../../../src/archive/records/list-parser.ts';
import type { JsonRecord } from '../../../src/archive/records/tolerant-parser.ts';
import { ELEMENTS, FORMATTINGS, LENGTHS, split, type Read } from './json-text.ts';

const SHAPE = {
  name: 'items',
  beginning: /\{\s*"id"/g,
  isItem: (value: unknown) => typeof value === 'object' && value !== null && 'object' in value,
};

function readFrom(pieces: Iterable<string>): Read {
  const values: unknown[] = [];
  const problems: string[] = [];
  const take = (records: readonly JsonRecord[]): void => {
    for (const record of records) {
      if (record.ok) values.push(record.value);
      else problems.push(record.problem);
    }
  };
  const parser = new ListParser(SHAPE);
  for (const piece of pieces) take(parser.read(piece));
  take(parser.end());
  return { values, problems };
}

/** Items with everything in them that looks like the edge of one. */
const ITEMS = Array.from({ length: 12 }, (_, index) => ({
  id: `https://a.example/${index}/activity`,
  object: {
    id: `https://a.example/${index}`,
    content: `<p>{"id":"x"},{"id" ]} \\ "quoted\\" 霧😀 ${'.'.repeat(index * 10)}</p>`,
    tag: [
      { id: 'emoji', type: 'Emoji' },
      { id: 'other', list: [[], {}, [{}]] },
    ],
    inReplyTo: null,
    count: -1.5e3,
  },
}));

const FRAME = {
  '@context': ['x', { items: 'as:items', list: [{ items: ['no'] }] }],
  id: 'items',
  name: '"items":[',
  items: '',
};

/** An object with the list, among other fields. */
function framed(list: string, after: object = { totalItems: 3 }): string {
  const before = JSON.stringify(FRAME).replace(/""\}$/, '');
  return `${before}${list}${JSON.stringify(after).replace(/^\{/, Object.keys(after).length > 0 ? ',' : '')}`;
}

describe('a list in an object', () => {
  test('is read the same in any formatting and any split into chunks', () => {
    fc.assert(
      fc.property(ELEMENTS, FORMATTINGS, LENGTHS, (elements, format, lengths) => {
        // Anything else in the place of an item is damage.
        const list = format(elements.filter(isObject));
        const read = readFrom(split(framed(list), lengths));
        expect(read.problems).toEqual([]);
        expect(JSON.stringify(read.values)).toBe(JSON.stringify(JSON.parse(list)));
      }),
      { numRuns: 300 },
    );
  });

  test('is read the same wherever it is cut', () => {
    const items = ITEMS.slice(0, 3);
    const text = framed(JSON.stringify(items));
    for (let at = 1; at < text.length; at += 1) {
      expect(readFrom([text.slice(0, at), text.slice(at)])).toEqual({ values: items, problems: [] });
    }
  });

  test.each(['', '\ufeff', ' \r\n'])('may stand behind %j, or be all there is', (before) => {
    const list = JSON.stringify(ITEMS, null, 2);
    for (const text of [framed(list), framed(list, {}), list, `{"items" : ${list}}`]) {
      for (const length of [1, Infinity]) {
        expect(readFrom(split(before + text, [length]))).toEqual({ values: ITEMS, problems: [] });
      }
    }
  });

  test('gives items as soon as their text is there', () => {
    const text = framed(JSON.stringify(ITEMS));
    expect(new ListParser(SHAPE).read(text.slice(0, text.indexOf('/4/activity')))).toHaveLength(4);
  });

  test('may stand behind an empty one of the same name', () => {
    const text = framed(JSON.stringify(ITEMS)).replace('"items":[{"id"', '"items":[],"items":[{"id"');
    for (const length of [1, 7, Infinity]) {
      expect(readFrom(split(text, [length]))).toEqual({ values: ITEMS, problems: [] });
    }
    expect(readFrom([text.slice(0, -3)]).problems).toEqual(['the file is cut off or damaged around its list']);
    const damaged = framed(JSON.stringify(ITEMS)).replace(
      '},{"id":"https://a.example/3/',
      '}],{"id":"https://a.example/3/',
    );
    expect(readFrom([damaged])).toEqual({ values: ITEMS, problems: ['something follows the end of its list'] });
  });

  test('may be empty', () => {
    expect(readFrom([framed('[]')])).toEqual({ values: [], problems: [] });
    expect(readFrom(split(framed(' [ ] '), [1]))).toEqual({ values: [], problems: [] });
  });

  test('is read at any length on one line', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...ITEMS[index % ITEMS.length], index }));
    expect(readFrom(split(framed(JSON.stringify(many)), [131_072])).values).toEqual(many);
    const giant = [{ id: 'x', object: '{"braces"} and \\ '.repeat(200_000) }];
    expect(readFrom(split(framed(JSON.stringify(giant)), [131_072]))).toEqual({ values: giant, problems: [] });
  });
});

describe('a damaged file', () => {
  const whole = framed(JSON.stringify(ITEMS));
  const places = ITEMS.map((item) => {
    const start = whole.indexOf(JSON.stringify(item));
    return { start, end: start + JSON.stringify(item).length };
  });
  const first = places[0]?.start ?? 0;
  const last = places.at(-1)?.end ?? 0;

  const edits = fc.record({
    at: fc.integer({ min: first, max: last - 1 }),
    cut: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 2, max: 400 })),
    insert: fc.oneof(
      fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\0', 'x', '],', '"}', '{"id":'),
      fc.string({ maxLength: 3 }),
    ),
  });

  test('gives every item that the damage did not touch, and tells of it', () => {
    fc.assert(
      fc.property(edits, LENGTHS, ({ at, cut, insert }, lengths) => {
        const damaged = whole.slice(0, at) + insert + whole.slice(at + cut);
        const read = readFrom(split(damaged, lengths));
        const valid = itemsIn(damaged);
        if (valid?.every(isObject)) {
          expect(read).toEqual({ values: valid, problems: [] });
          return;
        }
        const before = places.filter(({ end }) => end <= at).length;
        const after = places.filter(({ start }) => start >= at + cut).length;
        expect(read.problems.length).toBeGreaterThan(0);
        expect(read.values.slice(0, before)).toEqual(ITEMS.slice(0, before));
        expect(after === 0 ? [] : read.values.slice(-after)).toEqual(after === 0 ? [] : ITEMS.slice(-after));
        expect(read.values.length).toBeLessThanOrEqual(ITEMS.length + 1);
      }),
      { numRuns: 600 },
    );
  });

  test('that is cut off gives what is before that, and says so once', () => {
    for (let end = 0; end < whole.length; end += end < 360 || end > last ? 1 : 7) {
      const { values, problems } = readFrom([whole.slice(0, end)]);
      const before = places.filter((place) => place.end <= end).length;
      expect(values).toEqual(ITEMS.slice(0, before));
      expect(problems).toHaveLength(1);
    }
    const problemOf = (end: number): string => readFrom([whole.slice(0, end)]).problems.join();
    expect(problemOf(0)).toBe('the file is empty');
    expect(problemOf(20)).toBe('there is no list of records in it');
    expect(problemOf(last - 5)).toBe('the file ends in the middle of its list');
    expect(problemOf(last)).toBe('the file ends in the middle of its list');
    expect(problemOf(whole.length - 3)).toBe('the file is cut off or damaged around its list');
  });

  test('of crafted damage is not searched forever', () => {
    const bad = `[x${'{"id":1,"object":{"y":['.repeat(8000)}]`;
    const { values, problems } = readFrom(split(framed(bad), [131_072]));
    expect(values).toEqual([]);
    expect(problems).toEqual(['it is no object', 'the rest of the file is too damaged to be read']);
  });

  test.each(['{"x":[]}', '{"items":{}}', '{"deep":{"items":[{"id":1,"object":2}]}}', 'x', '"items":[1]'])(
    'has no list: %s',
    (text) => {
      expect(readFrom(split(text, [1]))).toEqual({ values: [], problems: ['there is no list of records in it'] });
    },
  );
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsIn(text: string): unknown[] | null {
  try {
    return (JSON.parse(text) as { items: unknown[] }).items;
  } catch {
    return null;
  }
}

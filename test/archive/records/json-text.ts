// JSON arrays in every formatting that archives, and the tools people run over them, have been seen to use.

import fc from 'fast-check';
import { RecordParser } from '../../../src/archive/records/record-parser.ts';
import { type JsonRecord } from '../../../src/archive/records/tolerant-parser.ts';
import { ytdTweet } from '../../support/tweets.ts';

export interface Read {
  readonly values: readonly unknown[];
  readonly problems: readonly string[];
}

/** Everything that is read from a text that comes in these pieces, none of which splits a character where it is read. */
export async function readFrom(pieces: Iterable<string>): Promise<Read> {
  const values: unknown[] = [];
  const problems: string[] = [];
  const take = (records: readonly JsonRecord[]): void => {
    for (const record of records) {
      if (record.ok) values.push(record.value);
      else problems.push(record.problem);
    }
  };
  const reader = new RecordParser();
  let half = '';
  for (const piece of pieces) {
    const text = half + piece;
    half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
    take(await reader.read(Buffer.from(text.slice(0, text.length - half.length))));
  }
  if (half !== '') take(await reader.read(Buffer.from(half)));
  take(await reader.end());
  return { values, problems };
}

/** Cuts a text into pieces of these lengths, over and over. */
export function split(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? text.length;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** A few lengths to cut a text into, often single characters. */
export const LENGTHS = fc.oneof(
  fc.constant([1]),
  fc.constant([Infinity]),
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
);

/** `[ {` and `}, {` on one line and lists of plain values too, as Twitter wrote it until 2022. */
export function jackson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? '[ ]' : `[ ${value.map((item) => jackson(item, indent)).join(', ')} ]`;
  }
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)} : ${jackson(item, `${indent}  `)}`);
  return fields.length === 0 ? '{ }' : `{\n${indent}  ${fields.join(`,\n${indent}  `)}\n${indent}}`;
}

/** JSON with the given white space, taken in turn, wherever white space may stand. */
function spaced(value: unknown, spaces: readonly string[]): string {
  let turn = 0;
  const space = (): string => spaces[turn++ % spaces.length] ?? '';
  const write = (item: unknown): string => {
    if (typeof item !== 'object' || item === null) return space() + JSON.stringify(item) + space();
    const inner = Array.isArray(item)
      ? item.map(write)
      : Object.entries(item).map(([key, field]) => `${space()}${JSON.stringify(key)}${space()}:${write(field)}`);
    const [open, close] = Array.isArray(item) ? '[]' : '{}';
    return `${space()}${open}${inner.length === 0 ? space() : inner.join(',')}${close}${space()}`;
  };
  return write(value);
}

type Formatting = (list: readonly unknown[]) => string;

const SPACE = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** Ways to write the same array. */
export const FORMATTINGS: fc.Arbitrary<Formatting> = fc.oneof(
  fc.constantFrom<Formatting[]>(
    ...[0, 1, 2, 4, '\t'].map(
      (indent): Formatting =>
        (list) =>
          JSON.stringify(list, null, indent),
    ),
    (list) => jackson(list),
    (list) => jackson(list).replaceAll('\n', '\r\n'),
    (list) => JSON.stringify(list, null, 2).replaceAll('\n', '\r\n'),
    (list) => `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]`,
  ),
  fc.array(SPACE, { minLength: 1, maxLength: 7 }).map(
    (spaces): Formatting =>
      (list) =>
        spaced(list, spaces),
  ),
);

/** Elements as archives have them, and as nobody should: braces and brackets in texts, lists in lists, bare values. */
export const ELEMENTS = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ tweet: fc.record({ id: fc.stringMatching(/^\d{1,19}$/), text: textLike() }) }),
    },
    { weight: 2, arbitrary: fc.dictionary(textLike(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  ),
  { maxLength: 8 },
);

function textLike(): fc.Arbitrary<string> {
  const bits = ['{', '}', '[', ']', ',', '"', '\\', '\n', '\n  }', '\n}', ' : ', 'é', '霧', '😀', '\u2028', '='];
  return fc
    .array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4 })), { maxLength: 6 })
    .map((all) => all.join(''));
}

/** Texts with what looks like JSON. */
export const TWEETS = Array.from({ length: 12 }, (_, index) =>
  ytdTweet({
    at: `2019-11-22T0${index % 10}:00:0${index % 7}Z`,
    text: `number ${index}: {"braces": [1, 2]}, "quotes" \\ and 霧 😀\n  },\n  {`,
    id: String(1_197_900_000_000_000_000n + BigInt(index)),
  }),
);

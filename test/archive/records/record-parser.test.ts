import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { RecordParser } from '../../../src/archive/records/record-parser.ts';
import { readRecords } from '../../../src/archive/records/records.ts';
import { ytdFile } from '../../support/tweets.ts';
import { ELEMENTS, FORMATTINGS, jackson, LENGTHS, readFrom, split, TWEETS } from './json-text.ts';

describe('an array of records', () => {
  test('reads the same elements as JSON.parse, in any formatting and any split into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(ELEMENTS, FORMATTINGS, LENGTHS, async (elements, format, lengths) => {
        const text = format(elements);
        const read = await readFrom(split(`window.YTD.tweets.part0 = ${text}`, lengths));
        expect(read.problems).toEqual([]);
        expect(JSON.stringify(read.values)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 250 },
    );
  });

  test.each([
    'window.YTD.tweet.part0 = ',
    'window.YTD.tweets.part12=',
    'Grailbird.data.tweets_2013_01 = \n ',
    'Grailbird.data.tweets_2013_01 =\n',
    'var tweet_index =  ',
    'window["YTD"]["tweet"] = ',
    '\uFEFFwindow.YTD.tweet.part0 = ',
    '',
    '\uFEFF',
    ' \r\n\t',
  ])('begins behind the prefix %j', async (prefix) => {
    for (const text of [JSON.stringify(TWEETS, null, 2), JSON.stringify(TWEETS), jackson(TWEETS)]) {
      for (const length of [1, 7, Infinity]) {
        expect(await readFrom(split(prefix + text, [length]))).toEqual({ values: TWEETS, problems: [] });
      }
    }
  });

  test.each([']', ' ]', ']\n', ' ]\r\n', '];', '];\n', '\n] ;\n\n', ',]', ',\n]', ' , ]\n', ',\n];'])(
    'ends with %j',
    async (end) => {
      for (const text of [JSON.stringify(TWEETS, null, 2), JSON.stringify(TWEETS), jackson(TWEETS)]) {
        for (const length of [1, Infinity]) {
          const whole = `window.YTD.tweet.part0 = ${text.replace(/\s*\]$/, '')}${end}`;
          expect(await readFrom(split(whole, [length]))).toEqual({ values: TWEETS, problems: [] });
        }
      }
    },
  );

  test.each(['window.YTD.tweets.part0 = [ ]', 'window.YTD.tweets.part0 = []', '[\n]', ' [ ] ;\n'])(
    'may be empty: %j',
    async (text) => {
      expect(await readFrom(split(text, [1]))).toEqual({ values: [], problems: [] });
    },
  );

  test('joins characters that a file writes as two escapes, wherever a chunk ends', async () => {
    const text = `Grailbird.data.tweets_2016_11 = \n[ {\n  "text" : "\\u4eca\\uD83D\\uDE00\\\\uD83D \\uD83C\\uDF3E"\n}, {"text":"\\uD83E\\uDDA6"} ]`;
    const values = [{ text: '今😀\\uD83D 🌾' }, { text: '🦦' }];
    for (let at = 1; at < text.length; at += 1) {
      expect(await readFrom([text.slice(0, at), text.slice(at)])).toEqual({ values, problems: [] });
    }
  });

  test('reads a file of one line with 3 MB', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...TWEETS[index % TWEETS.length], index }));
    const text = `window.YTD.tweets.part0 = ${JSON.stringify(many)}`;
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(await readFrom(split(text, [65_536]))).toEqual({ values: many, problems: [] });
  });

  test('reads one record of 3 MB', async () => {
    const giant = [{ text: 'A long line of text, with {braces} and "quotes".\n'.repeat(60_000) }];
    const text = JSON.stringify(giant, null, 2);
    expect(await readFrom(split(text, [65_536]))).toEqual({ values: giant, problems: [] });
  });

  test('gives records as soon as their text is there', async () => {
    const text = ytdFile('tweets', TWEETS);
    const third = text.indexOf(TWEETS[3]?.tweet['id'] as string);
    expect(await new RecordParser().read(Buffer.from(text.slice(0, third)))).toHaveLength(3);
  });
});

describe('a damaged file', () => {
  const text = ytdFile('tweets', TWEETS);
  const formats = [text, `window.YTD.tweet.part0 = ${jackson(TWEETS)}`];

  /** Replaces some characters by others; often one by one. */
  interface Edit {
    readonly at: number;
    readonly cut: number;
    readonly insert: string;
  }

  const edits = fc.record<Edit>({
    at: fc.nat(),
    cut: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 2, max: 30 })),
    insert: fc.oneof(
      fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\0', 'x', '7', '\n  }', '=', ';'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  });

  test('gives every record that the damage did not touch, and tells of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...formats), edits, LENGTHS, async (whole, { at, cut, insert }, lengths) => {
        const places = placesOf(whole);
        // The beginning of the first record shows how the file is indented, so damage before it is another matter.
        const first = (places[0]?.start ?? 0) + 1;
        const from = first + (at % (whole.length - first));
        // Half a character can't be written to a file.
        const damaged = Buffer.from(whole.slice(0, from) + insert + whole.slice(from + cut)).toString();
        const read = await readFrom(split(damaged, lengths));
        const valid = parsed(damaged);
        if (valid !== null) {
          expect(read).toEqual({ values: valid, problems: [] });
          return;
        }
        const before = places.filter(({ end }) => end <= from).length;
        // Without a clean line between them a damaged record runs into the next one.
        const after = places.filter(({ start }, index) => index > 0 && start >= from + cut).slice(1).length;
        expect(read.problems.length).toBeGreaterThan(0);
        expect(read.values.slice(0, before)).toEqual(TWEETS.slice(0, before));
        expect(read.values.slice(read.values.length - after)).toEqual(TWEETS.slice(TWEETS.length - after));
      }),
      { numRuns: 300 },
    );
  });

  test('loses one record where a bracket stands before it, not all that follow', async () => {
    for (const whole of formats) {
      const at = placesOf(whole)[4]?.start ?? 0;
      for (const length of [1, Infinity]) {
        const { values, problems } = await readFrom(split(`${whole.slice(0, at)}[${whole.slice(at)}`, [length]));
        expect(values).toEqual(TWEETS.filter((_, index) => index !== 4));
        expect(problems).toHaveLength(1);
      }
    }
  });

  test('gives the very next record after one that is damaged between its braces', async () => {
    const others = TWEETS.filter((_, index) => index !== 4).map(idOf);
    for (const whole of formats) {
      const { start = 0, end = 0 } = placesOf(whole)[4] ?? {};
      for (let at = start + 1; at < end - 4; at += 2) {
        const insert = ['"', '{', '}', '[', ']', ',', '\\', '\n', '\0'][at % 9] ?? '';
        const damaged = whole.slice(0, at) + insert + whole.slice(at + 1);
        if (parsed(damaged) !== null) continue;
        const { values, problems } = await readFrom([damaged]);
        expect(values.map(idOf).filter((id) => others.includes(id))).toEqual(others);
        expect(problems.length).toBeGreaterThan(0);
      }
    }
  });

  test('keeps all records that stand before a cut, wherever it is', async () => {
    for (let length = text.indexOf('[') + 1; length < text.length - 1; length += 13) {
      const { values, problems } = await readFrom(split(text.slice(0, length), [4096]));
      expect(values).toEqual(TWEETS.slice(0, placesOf(text).filter(({ end }) => end <= length).length));
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  test('is never thrown about and never hangs, even where everything is possible', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', '\n  }', '\\', '=', '1', 'null', ' '), {
          maxLength: 200,
        })
        .map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', '[', 'x = ['), anything, LENGTHS, async (prefix, noise, lengths) => {
        const read = await readFrom(split(prefix + noise, lengths));
        expect(read.values.length + read.problems.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 250 },
    );
  });

  test('tells whether it was empty, had no list, or ended in the middle of it', async () => {
    expect((await readFrom([])).problems).toEqual(['the file is empty']);
    expect((await readFrom([' \n'])).problems).toEqual(['the file is empty']);
    expect((await readFrom(['window.YTD.tweets.part0 = {}'])).problems).toEqual(['there is no list of records in it']);
    expect((await readFrom(['<html>not found</html>'])).problems).toEqual(['there is no list of records in it']);
    expect((await readFrom(['window.YTD.tweets.part0 = ['])).problems).toEqual([
      'the file ends in the middle of its list',
    ]);
  });

  test('is given up soon when it is large and has no list at all', async () => {
    let read = 0;
    function* zeros(): Generator<string> {
      for (; read < 2000; read += 1) yield '\0'.repeat(65_536);
    }
    expect(await readFrom(zeros())).toEqual({ values: [], problems: ['there is no list of records in it'] });
  });

  test('loses no record where only the comma between two is missing', async () => {
    for (const whole of [text, `x = ${jackson(TWEETS)}`]) {
      const comma = whole.indexOf('},', whole.indexOf('"lang"')) + 1;
      const { values, problems } = await readFrom(split(whole.slice(0, comma) + whole.slice(comma + 1), [1000]));
      expect(values).toEqual(TWEETS);
      expect(problems).toHaveLength(1);
    }
  });

  test('does not wait for the end of the file where a record seems to have no end', async () => {
    const many = Array.from({ length: 2400 }, (_, index) => ({ ...TWEETS[index % TWEETS.length], index }));
    const whole = ytdFile('tweets', many);
    const at = placesOf(whole)[1]?.start ?? 0;
    const pieces = split(`${whole.slice(0, at)}[${whole.slice(at)}`, [65_536]);
    const read = await readFrom(pieces.slice(0, -1));
    expect(read.values.at(1)).toEqual(many[2]);
    expect(read.values.length).toBeGreaterThan(2000);
    expect(await readFrom(pieces)).toEqual({
      values: many.filter((_, index) => index !== 1),
      problems: ['it has no end'],
    });
  });

  test.each([' ', '\n', '\u00a0', '\ufeff'])('is read in one go where 300,000 times %j stand in it', async (space) => {
    const second = placesOf(text)[1]?.end ?? 0;
    for (const noise of ['', ',', '7']) {
      const damaged = text.slice(0, second) + noise + space.repeat(300_000) + text.slice(second);
      const { values } = await readFrom([damaged]);
      expect(values.at(0)).toEqual(TWEETS[0]);
      expect(values.at(-1)).toEqual(TWEETS.at(-1));
    }
  });

  test('goes on where its list seems to end but records follow', async () => {
    for (const end of [']', '],', ']\n,', '];']) {
      const second = placesOf(text)[1]?.end ?? 0;
      const damaged = text.slice(0, second) + end + text.slice(second + 1);
      for (const length of [1, 5000]) {
        const { values, problems } = await readFrom(split(damaged, [length]));
        expect(values).toEqual(TWEETS);
        expect(problems).toHaveLength(1);
      }
    }
  });

  test('tells once of what stands between two records, and takes nothing of it for a record', async () => {
    const second = placesOf(text)[1]?.end ?? 0;
    for (const noise of ['7', '"x"', 'null', '] 7', ']x', '\0\0\0']) {
      const { values, problems } = await readFrom([text.slice(0, second) + noise + text.slice(second)]);
      expect(values).toEqual(TWEETS.filter((_, index) => index !== 2));
      expect(problems).toHaveLength(1);
    }
  });

  test('tells of what follows the end of its list and is no record', async () => {
    const { values, problems } = await readFrom([`${text}\n\0\0\0\0`]);
    expect(values).toEqual(TWEETS);
    expect(problems).toEqual(['something follows the end of its list']);
  });

  test('says what is wrong with the damaged record', async () => {
    const { problems } = await readFrom([text.replace('"lang" : "en"', '"lang" : en')]);
    expect(problems).toEqual([expect.stringMatching(/^not valid JSON \(/)]);
  });
});

describe('the bytes of a file', () => {
  test('may be cut in the middle of a character', async () => {
    const bytes = Buffer.from(ytdFile('tweets', TWEETS.slice(0, 2)));
    for (const size of [1, 2, 3, 5, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const values: unknown[] = [];
      let last = 0;
      for await (const batch of readRecords(entryOf(chunks))) {
        values.push(...batch.records.map((record) => (record.ok ? record.value : record.problem)));
        last = batch.bytes;
      }
      expect(values).toEqual(TWEETS.slice(0, 2));
      expect(last).toBeLessThanOrEqual(bytes.length);
    }
  });

  test('are decoded alike one by one and as a whole, also where they are no UTF-8', async () => {
    const whole = Buffer.from(ytdFile('tweets', TWEETS));
    const first = whole.indexOf('\n  }') + 4;
    const foreign = fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => bytes.map((byte) => byte | 0x80));
    await fc.assert(
      fc.asyncProperty(fc.nat(), foreign, async (at, bytes) => {
        const from = whole.indexOf('"', first + (at % (whole.length - first - 100)));
        const damaged = Buffer.concat([whole.subarray(0, from), bytes, whole.subarray(from)]);
        const parser = new RecordParser();
        const records = [
          ...(await parser.read(damaged.subarray(0, first))),
          ...(await parser.read(damaged.subarray(first))),
          ...(await parser.end()),
        ];
        expect(records.flatMap((record) => (record.ok ? [record.value] : []))).toEqual(
          (await readFrom([damaged.toString()])).values,
        );
      }),
      { numRuns: 150 },
    );
  });

  test.each(['one line', 'as Twitter does'])(
    'keep every character where pieces of a long file meet (%s)',
    async (how) => {
      const many = Array.from({ length: 400 }, (_, index) => ({
        tweet: { id: String(index), text: '霧😀é'.repeat(index) },
      }));
      const text = how === 'one line' ? `x = ${JSON.stringify(many)}` : ytdFile('tweets', many);
      expect(Buffer.byteLength(text)).toBeGreaterThan(600_000);
      const records = [];
      for await (const batch of readRecords(entryOf([Buffer.from(text)]))) records.push(...batch.records);
      expect(records).toEqual(many.map((value) => ({ ok: true, value })));
    },
  );

  test('are read as far as they can be, and the reason why not further is told', async () => {
    const bytes = Buffer.from(ytdFile('tweets', TWEETS));
    const failing = (function* () {
      yield bytes.subarray(0, bytes.length / 2);
      throw new Error('the disk is gone');
    })();
    const records = [];
    for await (const batch of readRecords(entryOf(failing))) records.push(...batch.records);
    expect(records.slice(0, 5)).toEqual(TWEETS.slice(0, 5).map((value) => ({ ok: true, value })));
    expect(records.at(-1)).toEqual({ ok: false, problem: "the file can't be read further: the disk is gone" });
  });
});

function entryOf(chunks: Iterable<Buffer>): Parameters<typeof readRecords>[0] {
  return { size: 0, modifiedAt: 0, read: () => Readable.from(chunks) };
}

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

/** The array, if a strict reader finds one: a comma before its closing bracket is the only freedom. */
function parsed(text: string): unknown[] | null {
  const array = text
    .slice(text.indexOf('['))
    .replace(/,(\s*\][\s;]*)$/, '$1')
    .replace(/[\s;]+$/, '');
  try {
    return JSON.parse(array) as unknown[];
  } catch {
    return null;
  }
}

function idOf(value: unknown): string | undefined {
  return (value as { tweet?: { id?: string } } | null)?.tweet?.id;
}

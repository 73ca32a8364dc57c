// The index of the site's search against a search that reads every post.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FolderOut } from '../../../src/export/output/output.ts';
import { SearchIndex } from '../../../src/export/site/search-index.ts';
import { isMatch, termsOf, type Entry } from '../../../src/export/site/search/engine.ts';
import { Finder, type Parts } from '../../../src/export/site/search/finder.ts';
import { CONTENTS, shardName, textsName, type Contents, type Sizes } from '../../../src/export/site/search/layout.ts';
import { encodePostings, markPostings } from '../../../src/export/site/search/postings.ts';
import { foldCase } from '../../../src/text/folding.ts';

/** So small that a few posts need all there is. */
const SIZES: Sizes = { segment: 12, small: 4, texts: 2, shard: 40 };

/** What the scripts of an index hold, by their names. */
type Files = Map<string, unknown>;

function folderOut(scripts: Map<string, string>): FolderOut {
  const refuse = (): never => {
    throw new Error('the index is made of whole files');
  };
  return {
    put: (path, content) => {
      expect(scripts.has(path)).toBe(false);
      scripts.set(path, String(content));
    },
    append: refuse,
    copy: refuse,
    shrink: refuse,
  };
}

/** The newest first. */
function scriptsOf(texts: readonly string[], sizes: Sizes = SIZES): Map<string, string> {
  const scripts = new Map<string, string>();
  const index = new SearchIndex(folderOut(scripts), texts.length, sizes);
  for (const entry of entriesOf(texts)) index.add(entry, foldCase(entry[2]));
  index.end();
  return scripts;
}

function entriesOf(texts: readonly string[]): Entry[] {
  return texts.map((text, at) => ['2019-11-22', String(texts.length - at), text, 0]);
}

function filesOf(scripts: ReadonlyMap<string, string>): Files {
  return new Map(
    Array.from(scripts, ([path, script]) => {
      const [, name = '', content = ''] = /^memories\(("[^"]*"), (.*)\);\n$/s.exec(script) ?? [];
      expect(path).toBe(`search/${String(JSON.parse(name))}.js`);
      return [String(JSON.parse(name)), JSON.parse(content)];
    }),
  );
}

/** The parts of an index, and which of them were loaded. */
class LoadedParts implements Parts {
  readonly loaded = new Set<string>();
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  contents(): Promise<Contents> {
    return this.#load(CONTENTS) as Promise<Contents>;
  }

  shard(segment: Contents['segments'][number], shard: number): Promise<string> {
    return this.#load(shardName(segment, shard)) as Promise<string>;
  }

  texts(file: number): Promise<Entry[]> {
    return this.#load(textsName(file)) as Promise<Entry[]>;
  }

  async #load(name: string): Promise<unknown> {
    await Promise.resolve();
    this.loaded.add(name);
    if (!this.#files.has(name)) throw new Error(`there is no ${name}`);
    return this.#files.get(name);
  }
}

async function found(typed: string, parts: Parts): Promise<{ entries: Entry[]; count: number | null }> {
  const finder = new Finder(termsOf(typed), parts);
  const entries: Entry[] = [];
  for await (const batch of finder.batches()) entries.push(...batch);
  return { entries, count: await finder.count() };
}

const WORDS = ['a', 'ab', 'abc', 'abd', 'heron', 'herons', 'Her', 'été', 'Straße', 'the', 'then', '42', '4', '𝒳yz'];
const SPACELESS = ['図書館', '図', '書館の猫', '猫', 'カ゛', 'ｶﾞ', '한국어', 'ไทย', '𠮷野'];
const SYMBOLS = ['#', '@', '+', '*', '…', '🌲', '👨‍👩‍👧', '"', "'", '\\', '\u0301', '\u093f', 'हिन्दी', '·'];
const piece = fc.constantFrom(...WORDS, ...SPACELESS, ...SYMBOLS);
const gap = fc.constantFrom(' ', ' ', ' ', '', '\n', '. ');
const text = fc
  .array(fc.tuple(piece, gap), { maxLength: 8 })
  .map((pairs) => pairs.flat().join(''))
  .map((joined) => joined.normalize());
const typed = fc.oneof(
  piece,
  text,
  text.map((words) => `"${words.replaceAll('"', '')}"`),
  fc.tuple(text, fc.nat(6)).map(([words, length]) => words.slice(0, length)),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

describe('what is found', () => {
  test('is what a search of all posts finds, the newest first, and as many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 40 }), fc.array(typed, { maxLength: 6 }), async (texts, queries) => {
        const parts = new LoadedParts(filesOf(scriptsOf(texts)));
        for (const query of queries) {
          const expected = entriesOf(texts).filter((entry) => isMatch(entry, termsOf(query)));
          const { entries, count } = await found(query, parts);
          expect(entries, query).toEqual(expected);
          expect([null, expected.length], query).toContain(count);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(['heron', 'h', 'he', 'her', '猫', '図書', '🌲', 'heron the'])(
    'is counted by the index alone: %s',
    async (query) => {
      const texts = ['The heron', 'then 図書館の猫', 'a 🌲', 'herons there'];
      const parts = new LoadedParts(filesOf(scriptsOf(texts)));
      const finder = new Finder(termsOf(query), parts);
      const expected = entriesOf(texts).filter((entry) => isMatch(entry, termsOf(query)));
      expect(expected.length).toBeGreaterThan(0);
      expect(await finder.count()).toBe(expected.length);
      expect([...parts.loaded].filter((name) => name.startsWith('texts'))).toEqual([]);
    },
  );

  test('of nothing is nothing', async () => {
    for (const texts of [[], ['', '', '']]) {
      const parts = new LoadedParts(filesOf(scriptsOf(texts)));
      expect(await found('heron', parts)).toEqual({ entries: [], count: 0 });
    }
  });
});

test('the first posts need no more than the newest segments and a few texts', async () => {
  const texts = Array.from({ length: 500 }, () => 'The heron is back.');
  const parts = new LoadedParts(filesOf(scriptsOf(texts)));
  const { value } = await new Finder(termsOf('heron'), parts).batches().next();
  expect(value).toEqual(entriesOf(texts).slice(0, 10));
  expect([...parts.loaded].filter((name) => name.startsWith('texts'))).toHaveLength(5);
  const segments = [...parts.loaded].map((name) => name.replace(/\/.*/, '')).filter((name) => /^\d/.test(name));
  expect(new Set(segments).size).toBe(6);
});

test('a new post changes only the newest files', () => {
  const words = fc.sample(text, { numRuns: 60, seed: 7 });
  for (let count = 20; count < 59; count += 1) {
    const [before, after] = [scriptsOf(words.slice(-count)), scriptsOf(words.slice(-count - 1))];
    const changed = [...before].filter(([path, script]) => after.get(path) !== script).map(([path]) => path);
    const texts = changed.filter((path) => path.includes('texts'));
    expect(texts.length).toBeLessThanOrEqual(1);
    const segments = new Set(changed.map((path) => /\/(\d+)\//.exec(path)?.[1]).filter((from) => from !== undefined));
    // Only a segment that is not full yet, and every so often the one before it.
    for (const from of segments) expect(Number(from)).toBeGreaterThanOrEqual(count - (count % SIZES.segment));
    expect(segments.size).toBeLessThanOrEqual((count + 1) % SIZES.small === 0 ? 2 : 1);
  }
});

test('the posts of a key are read as they were written', () => {
  const size = 3000;
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(size - 1), { maxLength: 900 }), (posts) => {
      const sorted = posts.sort((a, b) => a - b);
      const marks = new Uint8Array(size);
      const written = encodePostings(sorted, size);
      expect(written).toMatch(/^[\w.-]*$/);
      expect(written.length).toBeLessThanOrEqual(size / 6 + 1);
      markPostings(written, marks);
      expect([...marks.entries()].filter(([, mark]) => mark === 1).map(([post]) => post)).toEqual(sorted);
    }),
  );
});

// The index of the site's search, written as the posts come, the newest first. A segment's keys are in memory until it is
// full; see search/layout.ts for what lies where.

import type { FolderOut } from '../output/output.ts';
import { indexFile } from './addresses.ts';
import type { Entry } from './search/engine.ts';
import { keysOf } from './search/keys.ts';
import {
  CONTENTS,
  formatShard,
  keyForAll,
  shardName,
  SIZES,
  textsName,
  type Segment,
  type Sizes,
} from './search/layout.ts';
import { encodePostings } from './search/postings.ts';

type Pair = readonly [key: string, postings: string];

export class SearchIndex {
  readonly #out: FolderOut;
  readonly #count: number;
  readonly #sizes: Sizes;
  readonly #segments: Segment[] = [];
  #texts: string[] = [];
  /** The posts of the segment that have a key, by their numbers in it. */
  readonly #postings = new Map<string, number[]>();
  #size = 0;
  #left: number;

  /** @param count how many posts will come */
  constructor(out: FolderOut, count: number, sizes: Sizes = SIZES) {
    [this.#out, this.#count, this.#left, this.#sizes] = [out, count, count, sizes];
  }

  /** @param words folded, by which it is found */
  async add(entry: Entry, words: string): Promise<void> {
    this.#left -= 1;
    this.#texts.push(JSON.stringify(entry));
    for (const key of keysOf(words)) {
      const posts = this.#postings.get(key);
      if (posts === undefined) this.#postings.set(key, [this.#size]);
      else if (posts.at(-1) !== this.#size) posts.push(this.#size);
    }
    this.#size += 1;
    if (this.#left % this.#sizes.texts === 0) await this.#writeTexts();
    if (this.#beginsSegment(this.#left)) await this.#writeSegment();
  }

  async end(): Promise<void> {
    if (this.#texts.length > 0) await this.#writeTexts();
    if (this.#size > 0) await this.#writeSegment();
    const contents = { count: this.#count, texts: this.#sizes.texts, segments: this.#segments };
    await this.#put(CONTENTS, JSON.stringify(contents));
  }

  /** Whether the post with this number is the oldest of a segment. */
  #beginsSegment(post: number): boolean {
    const { segment, small } = this.#sizes;
    return post % segment === 0 || post === this.#count - (this.#count % small);
  }

  async #writeTexts(): Promise<void> {
    const name = textsName(Math.floor(this.#left / this.#sizes.texts));
    await this.#put(name, `[\n${this.#texts.join(',\n')}\n]`);
    this.#texts = [];
  }

  async #writeSegment(): Promise<void> {
    const segment = { from: this.#left, size: this.#size };
    const { shard: most } = this.#sizes;
    const shards: string[] = [];
    let last = '';
    for (const pairs of shardsOf(pairsOf(this.#postings, segment.size, most), most)) {
      await this.#put(shardName(segment, shards.length), JSON.stringify(formatShard(pairs)));
      shards.push(shards.length === 0 ? '' : between(last, pairs[0]?.[0] ?? ''));
      last = pairs.at(-1)?.[0] ?? '';
    }
    this.#segments.push({ ...segment, shards });
    this.#postings.clear();
    this.#size = 0;
  }

  /** A script: a page from a disk may load nothing else. */
  async #put(name: string, content: string): Promise<void> {
    await this.#out.put(indexFile(name), `memories(${JSON.stringify(name)}, ${content});\n`);
  }
}

/** Each key with its posts, sorted, and those that stand for many keys. @param most how much of them a search may load */
function pairsOf(postings: ReadonlyMap<string, readonly number[]>, size: number, most: number): Pair[] {
  const pairs = Array.from(postings, ([key, posts]): Pair => [key, encodePostings(posts, size)]);
  const forAll = (group: readonly Pair[], length: number): Pair[] =>
    [...groupsOf(group, length)].flatMap(([beginning, keys]) => {
      if (keys.length === 1 || keys.reduce((sum, pair) => sum + lengthOf(pair), 0) <= most) return [];
      const posts = union(
        keys.map(([key]) => postings.get(key) ?? []),
        size,
      );
      return [[keyForAll(beginning), encodePostings(posts, size)] as const, ...forAll(keys, length + 1)];
    });
  return [...pairs, ...forAll(pairs, 1)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The keys by how they begin. @param length in code points */
function groupsOf(pairs: readonly Pair[], length: number): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const beginning = beginningOf(pair[0], length);
    if (beginning === null) continue;
    const group = groups.get(beginning);
    if (group === undefined) groups.set(beginning, [pair]);
    else group.push(pair);
  }
  return groups;
}

/** Null for a shorter key. */
function beginningOf(key: string, length: number): string | null {
  let end = 0;
  for (let count = 0; count < length; count += 1) {
    const character = key.codePointAt(end);
    if (character === undefined) return null;
    end += character > 0xffff ? 2 : 1;
  }
  return key.slice(0, end);
}

function union(lists: readonly (readonly number[])[], size: number): number[] {
  const marks = new Uint8Array(size);
  for (const list of lists) for (const post of list) marks[post] = 1;
  const all: number[] = [];
  for (let post = 0; post < size; post += 1) if (marks[post] === 1) all.push(post);
  return all;
}

function* shardsOf(pairs: readonly Pair[], most: number): Generator<Pair[]> {
  let shard: Pair[] = [];
  let size = 0;
  for (const pair of pairs) {
    const length = lengthOf(pair);
    if (shard.length > 0 && size + length > most) {
      yield shard;
      [shard, size] = [[], 0];
    }
    shard.push(pair);
    size += length;
  }
  if (shard.length > 0) yield shard;
}

/** In a shard. */
function lengthOf([key, postings]: Pair): number {
  return key.length + postings.length + 2;
}

/** The shortest text after `last` and not after `first`. */
function between(last: string, first: string): string {
  let length = 1;
  while (first.slice(0, length) <= last) length += 1;
  return first.slice(0, length);
}

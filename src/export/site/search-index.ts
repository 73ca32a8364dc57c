// The index of the site's search, written as the posts come, the newest first. A segment's keys are in memory until it is
// full; see search/layout.ts for what lies where.

import { remember } from '../../text/remember.ts';
import type { FolderOut } from '../output/output.ts';
import { indexFile } from './addresses.ts';
import type { Entry } from './search/engine.ts';
import { keysOf } from './search/keys.ts';
import { CONTENTS, formatShard, shardName, SIZES, textsName, type Segment, type Sizes } from './search/layout.ts';
import { shardsOf } from './search-shards.ts';

export class SearchIndex {
  readonly #out: FolderOut;
  readonly #count: number;
  readonly #sizes: Sizes;
  readonly #segments: Segment[] = [];
  #texts: string[] = [];
  /** The posts of the segment that have a key, by their numbers in it. */
  readonly #postings = new Map<string, number[]>();
  #postingsOfPart = this.#rememberParts();
  #size = 0;
  #left: number;

  /** @param count how many posts will come */
  constructor(out: FolderOut, count: number, sizes: Sizes = SIZES) {
    [this.#out, this.#count, this.#left, this.#sizes] = [out, count, count, sizes];
  }

  /** @param words folded, by which it is found */
  add(entry: Entry, words: string): void {
    this.#left -= 1;
    this.#texts.push(JSON.stringify(entry));
    // No key has a space.
    for (const part of words.split(' ')) {
      for (const posts of this.#postingsOfPart(part))
        if (posts[posts.length - 1] !== this.#size) posts.push(this.#size);
    }
    this.#size += 1;
    if (this.#left % this.#sizes.texts === 0) this.#writeTexts();
    if (this.#beginsSegment(this.#left)) this.#writeSegment();
  }

  /** The lists for all keys of what stands between two spaces. */
  #rememberParts(): (part: string) => readonly number[][] {
    return remember((part) => keysOf(part).map((key) => this.#postingsOf(key)));
  }

  #postingsOf(key: string): number[] {
    let posts = this.#postings.get(key);
    if (posts === undefined) {
      posts = [this.#size];
      this.#postings.set(key, posts);
    }
    return posts;
  }

  end(): void {
    if (this.#texts.length > 0) this.#writeTexts();
    if (this.#size > 0) this.#writeSegment();
    const contents = { count: this.#count, texts: this.#sizes.texts, segments: this.#segments };
    this.#put(CONTENTS, JSON.stringify(contents));
  }

  /** Whether the post with this number is the oldest of a segment. */
  #beginsSegment(post: number): boolean {
    const { segment, small } = this.#sizes;
    return post % segment === 0 || post === this.#count - (this.#count % small);
  }

  #writeTexts(): void {
    const name = textsName(Math.floor(this.#left / this.#sizes.texts));
    this.#put(name, `[\n${this.#texts.join(',\n')}\n]`);
    this.#texts = [];
  }

  #writeSegment(): void {
    const segment = { from: this.#left, size: this.#size };
    const shards: string[] = [];
    for (const { begin, keys } of shardsOf(this.#postings, segment.size, this.#sizes.shard)) {
      this.#put(shardName(segment, shards.length), JSON.stringify(formatShard(keys)));
      shards.push(begin);
    }
    this.#segments.push({ ...segment, shards });
    this.#postings.clear();
    this.#postingsOfPart = this.#rememberParts();
    this.#size = 0;
  }

  /** A script: a page from a disk may load nothing else. */
  #put(name: string, content: string): void {
    this.#out.put(indexFile(name), `memories(${JSON.stringify(name)}, ${content});\n`);
  }
}

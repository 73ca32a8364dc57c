// Finds posts by the index, the newest first, and loads no more of it than the answer needs.

import { isMatch, type Entry, type Term } from './engine.ts';
import { planFor, type Lookup, type Plan } from './keys.ts';
import { keyForAll, readShard, type Contents, type Segment } from './layout.ts';
import { markPostings } from './postings.ts';

/** Where the index comes from. What is asked for twice comes at once. */
export interface Parts {
  contents(): Promise<Contents>;
  shard(segment: Segment, shard: number): Promise<string>;
  texts(file: number): Promise<readonly Entry[]>;
}

/** How many segments are asked at first. Where they have too little, all others are asked together. */
const FIRST_SEGMENTS = 6;
/** How many texts are read at first, as many as a screen shows, and how many at once then. */
const FIRST_TEXTS = 10;
const NEXT_TEXTS = 40;

/** Which posts of a segment there are: 1 at their places. */
type Marks = Uint8Array;

export class Finder {
  readonly #terms: readonly Term[];
  readonly #plans: readonly Plan[];
  readonly #parts: Parts;
  readonly #found = new Map<Segment, Promise<Marks>>();

  constructor(terms: readonly Term[], parts: Parts) {
    [this.#terms, this.#plans, this.#parts] = [terms, terms.map(({ text }) => planFor(text)), parts];
  }

  /** Posts with all terms, in batches that come as their texts do. */
  async *batches(): AsyncGenerator<Entry[], void> {
    let most = FIRST_TEXTS;
    let posts: number[] = [];
    for await (const post of this.#candidates()) {
      posts.push(post);
      if (posts.length < most) continue;
      yield await this.#read(posts);
      [most, posts] = [NEXT_TEXTS, []];
    }
    if (posts.length > 0) yield await this.#read(posts);
  }

  /** How many there are; null if that can't be known without reading all their texts. */
  async count(): Promise<number | null> {
    if (!this.#plans.every(({ isEnough }) => isEnough)) return null;
    const { segments } = await this.#parts.contents();
    const all = await Promise.all(segments.map((segment) => this.#marksOf(segment)));
    return all.reduce((sum, marks) => sum + marks.reduce((count, mark) => count + mark, 0), 0);
  }

  /** The numbers of posts that have all that the index knows of the terms. */
  async *#candidates(): AsyncGenerator<number> {
    const { segments } = await this.#parts.contents();
    for (const [at, segment] of segments.entries()) {
      const ahead = segments.slice(at, at < FIRST_SEGMENTS ? FIRST_SEGMENTS : undefined);
      for (const next of ahead) this.#marksOf(next).catch(() => undefined);
      const marks = await this.#marksOf(segment);
      for (const [post, mark] of marks.entries()) if (mark === 1) yield segment.from + segment.size - 1 - post;
    }
  }

  async #read(posts: readonly number[]): Promise<Entry[]> {
    const { count, texts } = await this.#parts.contents();
    const entries = await Promise.all(
      posts.map(async (post) => {
        const file = Math.floor(post / texts);
        const newest = Math.min((file + 1) * texts, count) - 1;
        return (await this.#parts.texts(file))[newest - post];
      }),
    );
    return entries.filter((entry) => entry !== undefined).filter((entry) => isMatch(entry, this.#terms));
  }

  #marksOf(segment: Segment): Promise<Marks> {
    const known = this.#found.get(segment);
    if (known !== undefined) return known;
    const lookups = this.#plans.flatMap((plan) => plan.lookups);
    const found = Promise.all(lookups.map((lookup) => this.#look(lookup, segment))).then((lists) =>
      lists.reduce(intersection, new Uint8Array(segment.size).fill(1)),
    );
    this.#found.set(segment, found);
    return found;
  }

  async #look({ key, isPrefix }: Lookup, segment: Segment): Promise<Marks> {
    const marks = new Uint8Array(segment.size);
    // None of its posts has a text.
    if (segment.shards.length === 0) return marks;
    if (!isPrefix) {
      const postings = await this.#postings(key, segment);
      if (postings !== null) markPostings(postings, marks);
      return marks;
    }
    const ofAll = await this.#postings(keyForAll(key), segment);
    if (ofAll === null) await this.#markAll(key, segment, marks);
    else markPostings(ofAll, marks);
    return marks;
  }

  async #postings(key: string, segment: Segment): Promise<string | null> {
    const shard = await this.#parts.shard(segment, shardOf(key, segment));
    for (const [one, postings] of readShard(shard)) if (one === key) return postings;
    return null;
  }

  async #markAll(beginning: string, segment: Segment, marks: Marks): Promise<void> {
    const first = shardOf(beginning, segment);
    const last = shardOf(`${beginning}\uffff`, segment);
    const asked = Array.from({ length: last - first + 1 }, (_, at) => this.#parts.shard(segment, first + at));
    for (const shard of await Promise.all(asked)) {
      for (const [key, postings] of readShard(shard)) if (key.startsWith(beginning)) markPostings(postings, marks);
    }
  }
}

function shardOf(key: string, { shards }: Segment): number {
  return shards.findLastIndex((begin) => begin <= key);
}

function intersection(some: Marks, others: Marks): Marks {
  return some.map((mark, at) => mark & (others[at] ?? 0));
}

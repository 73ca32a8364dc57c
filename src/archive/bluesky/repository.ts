// The records of a repository, from the blocks of its CAR file in whatever order they come. A commit names the root of a tree of
// nodes, and nodes list records by their keys. A block is passed on, or taken apart, as soon as another one has asked for it; those
// that come too early wait.

import { fieldsOf, textOf } from '../network/fields.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { asBuffer } from '../files/chunks.ts';
import { BlockCutter, keyOf, type Block } from './blocks.ts';
import type { Cbor } from './cbor.ts';
import { isCommit, isNode, linksIn, typeField, type Link } from './tree.ts';

/** `collection/key` of a record and what it says, or what is wrong. */
export type Found =
  | { readonly ok: true; readonly path: string; readonly record: unknown }
  | { readonly ok: false; readonly problem: string };

/** What a block is asked for as, where that isn't the path of a record. */
const COMMIT = '*commit';
const NODE = '*node';

export class Repository {
  #hasCommit = false;
  readonly #cbor: Cbor;
  readonly #collections: readonly string[];
  readonly #types: readonly Buffer[];
  readonly #cutter = new BlockCutter();
  /** By key, as what a block is asked for that has not come; the paths of several records with the same content, with spaces between. */
  readonly #wanted = new Map<string, string>();
  /** The same of blocks that have come. */
  readonly #done = new Map<string, string>();
  /** Blocks that came before anything asked for them. */
  readonly #early = new Map<string, Uint8Array>();
  #isBegun = false;

  /** @param collections whose records are wanted, such as `app.bsky.feed.post` */
  constructor(cbor: Cbor, collections: readonly string[]) {
    this.#cbor = cbor;
    this.#collections = collections;
    this.#types = collections.map(typeField);
  }

  /** Takes the next chunk of the file, and gives the records that it completes; to be read to its end before the next one. */
  *read(chunk: Uint8Array): Generator<Found, void> {
    yield* this.#take(this.#cutter.cut(chunk));
  }

  /** The file has ended. Gives what is left, then everything that is missing. */
  *end(): Generator<Found, void> {
    yield* this.#take(this.#cutter.end());
    if (!this.#isBegun) {
      yield problem('it is not a repository of Bluesky');
      return;
    }
    const before = this.#lost().length;
    // First, since only some problems are told one by one, and this is why there are so many.
    if (this.#cutter.endsEarly) yield problem('the file ends too early');
    if (!this.#hasCommit) yield* this.#findCommit();
    yield* this.#withoutNodes();
    const records = this.#lost().filter((what) => what !== NODE);
    for (const paths of records) for (const path of paths.split(' ')) yield problem(`${path} is missing or damaged`);
    if (!this.#cutter.endsEarly && this.#cutter.damages > 0 && before === 0) {
      yield problem(`the file is damaged in ${pluralize(this.#cutter.damages, 'place')}, where it has no posts`);
    }
  }

  *#take(blocks: readonly Block[]): Generator<Found, void> {
    if (!this.#isBegun && this.#cutter.header) this.#begin(this.#cutter.header);
    for (const { key, bytes } of blocks) {
      if (this.#wanted.has(key)) {
        this.#early.set(key, bytes);
        yield* this.#arrive(key);
      } else if (!this.#done.has(key) && this.#mayBeWanted(bytes)) this.#early.set(key, Buffer.from(bytes));
    }
  }

  #begin(header: Uint8Array): void {
    this.#isBegun = true;
    const { roots } = fieldsOf(this.#cbor.decode(header));
    const [root] = Array.isArray(roots) ? (roots as unknown[]) : [];
    const key = keyOf(this.#cbor.cidIn(root) ?? new Uint8Array());
    if (key !== null) this.#wanted.set(key, COMMIT);
  }

  /** Whether a block may be a node, a commit or a record of a collection, by its first or some of its bytes. */
  #mayBeWanted(bytes: Uint8Array): boolean {
    return isNode(bytes) || isCommit(bytes) || this.#types.some((type) => asBuffer(bytes).includes(type));
  }

  /** Passes on a wanted block that is there, and with it what it names that is there. */
  *#arrive(first: string): Generator<Found, void> {
    const keys = [first];
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const [bytes, what] = [this.#early.get(key), this.#wanted.get(key)];
      if (bytes === undefined || what === undefined) continue;
      this.#early.delete(key);
      this.#wanted.delete(key);
      this.#done.set(key, what);
      const value = this.#cbor.decode(bytes);
      if (what !== NODE && what !== COMMIT) yield* recordsOf(value, what);
      const links = what === NODE ? [...linksIn(value, this.#collections, this.#cbor)] : [];
      if (what === COMMIT) links.push(...this.#readCommit(value));
      // The last one is taken up first.
      for (const link of links.reverse()) {
        const wrong = link === null ? "an entry of the repository's index is broken" : this.#want(link);
        if (wrong !== null) yield problem(wrong);
        if (link !== null && this.#early.has(link.key)) keys.push(link.key);
      }
    }
  }

  /** Asks for a block. Gives what is wrong with that, if anything. */
  #want({ key, path }: Link): string | null {
    const what = path ?? NODE;
    const done = this.#done.get(key)?.split(' ');
    if (done !== undefined) return path === null || done.includes(path) ? null : sameContent(path, done);
    const before = this.#wanted.get(key);
    if (before === undefined) this.#wanted.set(key, what);
    else if (path !== null && !before.split(' ').includes(path)) this.#wanted.set(key, `${before} ${path}`);
    return null;
  }

  #readCommit(value: unknown): Link[] {
    const key = keyOf(this.#cbor.cidIn(fieldsOf(value)['data']) ?? new Uint8Array());
    if (key === null) return [];
    this.#hasCommit = true;
    return [{ key, path: null }];
  }

  /** The latest of the commits in the file, where the one that it names is not there. */
  *#findCommit(): Generator<Found, void> {
    for (const [key, what] of this.#wanted) if (what === COMMIT) this.#wanted.delete(key);
    const commits = [...this.#early].filter(([, bytes]) => isCommit(bytes));
    const revOf = (bytes: Uint8Array): string => textOf(fieldsOf(this.#cbor.decode(bytes))['rev']) ?? '';
    const [latest] = commits.sort(([, a], [, b]) => (revOf(a) < revOf(b) ? 1 : -1));
    yield problem('its commit is missing or damaged');
    if (!latest) return;
    this.#wanted.set(latest[0], COMMIT);
    yield* this.#arrive(latest[0]);
  }

  /** Where nodes are missing, those that only they name are in the file nevertheless. */
  *#withoutNodes(): Generator<Found, void> {
    if (this.#hasCommit && !this.#lost().includes(NODE)) return;
    const known = new Set([...this.#done.values(), ...this.#lost()].flatMap((what) => what.split(' ')));
    for (const [key, bytes] of this.#early) {
      if (!isNode(bytes)) continue;
      const links = [...linksIn(this.#cbor.decode(bytes), this.#collections, this.#cbor)].filter(
        (link) => link !== null,
      );
      // An older version of the tree may be there too.
      if (links.some(({ path }) => path !== null && known.has(path))) continue;
      this.#wanted.set(key, NODE);
      yield* this.#arrive(key);
    }
    const left = [...this.#early.values()].filter((bytes) => !isNode(bytes) && !isCommit(bytes)).length;
    if (left === 0 && !this.#lost().includes(NODE)) return;
    const lost =
      left === 0 ? 'what only it lists is lost' : `${pluralize(left, 'record')} that only it lists can't be used`;
    yield problem(`a part of the repository's index is missing or damaged: ${lost}`);
  }

  #lost(): string[] {
    return [...this.#wanted.values()];
  }
}

function* recordsOf(record: unknown, paths: string): Generator<Found, void> {
  for (const path of paths.split(' ')) {
    yield record === undefined ? problem(`${path} is not what a record looks like`) : { ok: true, path, record };
  }
}

/** The same post twice, as programs make that are run twice: there is one block for both, and it may be gone by now. */
function sameContent(path: string, others: readonly string[]): string {
  return `${path} has the same words and the same time as ${others.join(' and ')}`;
}

function problem(words: string): Found {
  return { ok: false, problem: words };
}

// The keys of a segment of the site's search, sorted, with those that stand for many keys, in shards.

import { keyForAll } from './search/layout.ts';
import { encodePostings } from './search/postings.ts';

interface Key {
  readonly key: string;
  readonly posts: readonly number[];
  readonly postings: string;
}

export interface Shard {
  /** No key before it is less than this, and none of its own is. */
  readonly begin: string;
  readonly keys: readonly Pick<Key, 'key' | 'postings'>[];
}

/** @param size how many posts the segment has @param most of a shard, in UTF-16 units */
export function* shardsOf(
  postings: ReadonlyMap<string, readonly number[]>,
  size: number,
  most: number,
): Generator<Shard> {
  let keys: Pick<Key, 'key' | 'postings'>[] = [];
  let [begin, last, length] = ['', '', 0];
  for (const key of withKeysForAll(sortedKeys(postings, size), 1, { size, most })) {
    if (keys.length > 0 && length + lengthOf(key) > most) {
      yield { begin, keys };
      [begin, keys, length] = [between(last, key.key), [], 0];
    }
    keys.push(key);
    [last, length] = [key.key, length + lengthOf(key)];
  }
  if (keys.length > 0) yield { begin, keys };
}

function sortedKeys(postings: ReadonlyMap<string, readonly number[]>, size: number): Key[] {
  return [...postings.keys()].sort().map((key) => {
    const posts = postings.get(key) ?? [];
    return { key, posts, postings: encodePostings(posts, size) };
  });
}

/**
 * The keys, and one more for each beginning that too many have to load them all. `length` is that of the beginnings, in code
 * points; no key is shorter.
 */
function* withKeysForAll(
  keys: readonly Key[],
  length: number,
  limits: { readonly size: number; readonly most: number },
): Generator<Pick<Key, 'key' | 'postings'>> {
  for (const { beginning, group } of groupsOf(keys, length)) {
    if (group.length === 1 || group.reduce((sum, key) => sum + lengthOf(key), 0) <= limits.most) {
      yield* group;
      continue;
    }
    const [first] = group;
    const longer = first?.key === beginning ? group.slice(1) : group;
    if (first !== undefined && longer !== group) yield first;
    yield { key: keyForAll(beginning), postings: encodePostings(union(group, limits.size), limits.size) };
    yield* withKeysForAll(longer, length + 1, limits);
  }
}

/** Sorted keys by how they begin. */
function* groupsOf(keys: readonly Key[], length: number): Generator<{ beginning: string; group: readonly Key[] }> {
  let from = 0;
  while (from < keys.length) {
    const beginning = beginningOf(keys[from]?.key ?? '', length);
    let to = from + 1;
    while (keys[to]?.key.startsWith(beginning) === true) to += 1;
    yield { beginning, group: keys.slice(from, to) };
    from = to;
  }
}

/** @param length in code points */
function beginningOf(key: string, length: number): string {
  let end = 0;
  for (let count = 0; count < length; count += 1) end += (key.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return key.slice(0, end);
}

function union(keys: readonly Key[], size: number): number[] {
  const marks = new Uint8Array(size);
  for (const { posts } of keys) for (const post of posts) marks[post] = 1;
  const all: number[] = [];
  for (let post = 0; post < size; post += 1) if (marks[post] === 1) all.push(post);
  return all;
}

/** In a shard. */
function lengthOf({ key, postings }: Pick<Key, 'key' | 'postings'>): number {
  return key.length + postings.length + 2;
}

/** The shortest text after `last` and not after `first`. */
function between(last: string, first: string): string {
  let length = 1;
  while (first.slice(0, length) <= last) length += 1;
  return first.slice(0, length);
}

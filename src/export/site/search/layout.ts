// What lies where in the index. Posts are counted from the oldest, so that a new one changes only the last files. Segments
// of many posts have the keys of these, in shards of a few kilobytes; the texts lie in files of a few posts.

/** The index's own table: what a search loads first. */
export interface Contents {
  /** How many posts there are. */
  readonly count: number;
  /** How many texts a file has. */
  readonly texts: number;
  /** The newest first. */
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** The number of its oldest post. */
  readonly from: number;
  /** How many posts it has. Within it they are counted from the newest. */
  readonly size: number;
  /** Where each shard begins: no key before it is less than this, and none of its own is. */
  readonly shards: readonly string[];
}

export const CONTENTS = 'contents';

/** In posts. The last two segments are smaller, so that a new post does not change a large one. */
export interface Sizes {
  readonly segment: number;
  readonly small: number;
  readonly texts: number;
  /** In UTF-16 units. */
  readonly shard: number;
}

export const SIZES: Sizes = { segment: 32_768, small: 4096, texts: 32, shard: 8000 };

/** The names of files, in their folder and without their ending. */
export function shardName({ from }: Pick<Segment, 'from'>, shard: number): string {
  return `${from}/${shard}`;
}

export function textsName(file: number): string {
  return `texts/${file}`;
}

/**
 * The key that stands for all keys that begin so; no text has it. It is there where these are too much to load, and then the
 * first of them but the beginning itself.
 */
export function keyForAll(beginning: string): string {
  return `${beginning}*`;
}

/** A shard as text: each key and its posts. Neither has spaces. */
export function formatShard(keys: readonly { readonly key: string; readonly postings: string }[]): string {
  return keys.map(({ key, postings }) => `${key} ${postings}`).join(' ');
}

export function* readShard(text: string): Generator<[key: string, postings: string]> {
  const parts = text.split(' ');
  for (let at = 0; at + 1 < parts.length; at += 2) yield [parts[at] ?? '', parts[at + 1] ?? ''];
}

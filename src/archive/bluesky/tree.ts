// What the blocks of a repository are. A commit names the root of a tree, whose nodes list the records by their keys, in order, and name
// other nodes, with what comes before, between and after those.

import { fieldsOf, listOf, type Fields } from '../network/fields.ts';
import { asBuffer } from '../files/chunks.ts';
import { keyOf } from './blocks.ts';
import type { Cbor } from './cbor.ts';

/** A block that another one names: of a record with its path, such as `app.bsky.feed.post/3jzfcijpj2z2a`, or of a node, without one. */
export interface Link {
  readonly key: string;
  readonly path: string | null;
}

/** Behind every path. */
const LAST = '\uffff';

const PATH = /^[\w.-]+\/[\w.:~-]+$/;

/**
 * The records of some collections that a node lists, and the nodes below it that may list more of them; ends with null
 * where the node is broken.
 */
export function* linksIn(node: unknown, collections: readonly string[], cbor: Cbor): Generator<Link | null, void> {
  const link = (value: unknown, path: string | null): Link | null => {
    const key = keyOf(cbor.cidIn(value) ?? new Uint8Array());
    return key === null ? null : { key, path };
  };
  const { l: left, e: entries } = fieldsOf(node);
  let before = '';
  let below = left;
  for (const entry of listOf(entries)) {
    const path = pathOf(entry, before, cbor);
    if (path === null) {
      yield null;
      return;
    }
    if (isLink(below) && mayHold(before, path, collections)) yield link(below, null);
    if (collections.some((name) => path.startsWith(`${name}/`))) yield link(entry['v'], path);
    before = path;
    below = entry['t'];
  }
  if (!Array.isArray(entries)) yield null;
  else if (isLink(below) && mayHold(before, LAST, collections)) yield link(below, null);
}

/** The path that an entry has after another one, with which it may begin; null if that can't be. */
function pathOf({ p: shared, k: rest }: Fields, before: string, cbor: Cbor): string | null {
  const bytes = cbor.bytesIn(rest);
  if (typeof shared !== 'number' || bytes === null) return null;
  const path = before.slice(0, shared) + Buffer.from(bytes).toString('latin1');
  return PATH.test(path) && path > before ? path : null;
}

function isLink(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Whether records of a collection may be between two paths. */
function mayHold(after: string, before: string, collections: readonly string[]): boolean {
  return collections.some((name) => after < `${name}/${LAST}` && before > `${name}/`);
}

/** How the field that names a record's collection is written. */
export function typeField(collection: string): Buffer {
  return Buffer.from(`\x65$type${String.fromCharCode(0x60 + collection.length)}${collection}`, 'latin1');
}

/** Whether a block begins as nodes do: a map of two, the first of which is `e`. */
export function isNode(bytes: Uint8Array): boolean {
  return bytes[0] === 0xa2 && bytes[1] === 0x61 && bytes[2] === 0x65;
}

/** The same for commits: a map of five or six, the first of which is `did`. */
export function isCommit(bytes: Uint8Array): boolean {
  return /^[\xa5\xa6]cdid/.test(asBuffer(bytes).toString('latin1', 0, 5));
}

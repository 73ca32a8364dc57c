// Cuts a CAR file, which comes in chunks, into its blocks: a header, then one block after the other, each behind its length and its
// CID. A CID has the digest of the block's bytes, so damage shows at once, and what comes after it can be found again.

import { hash } from 'node:crypto';
import { asBuffer } from '../files/chunks.ts';

export interface Block {
  /** The SHA-256 of the bytes, each byte as a character. */
  readonly key: string;
  /** A view of a chunk: copy what is to be kept. */
  readonly bytes: Uint8Array;
}

/** In bytes: with its length, of a file that names no root. */
const SHORTEST_HEADER = 16;

/** In bytes. Records have up to 1 MB, and nodes of the tree some kilobytes. */
const LARGEST = 1 << 22;

/** How many bytes may be hashed to no avail in search of the next block: a file can be made in which each byte may begin one. */
const WASTE_LIMIT = 1 << 28;

/** How a CID begins that is followed by a SHA-256: version 1, DAG-CBOR. Nothing else is in a repository. */
const CID_START = Buffer.from([0x01, 0x71, 0x12, 0x20]);
const CID_SIZE = 36;

/** Of a length, in bytes. */
const MOST_DIGITS = 4;

/** The key of the block that a CID names; null for a CID of another kind. */
export function keyOf(cid: Uint8Array): string | null {
  const bytes = asBuffer(cid);
  return bytes.length === CID_SIZE && bytes.indexOf(CID_START) === 0 ? bytes.toString('latin1', 4) : null;
}

/** Whether a file's first bytes are the header of a CAR file of whatever version: CBOR with `roots` or `version` as its first key. */
export function beginsAsCar(bytes: Uint8Array): boolean {
  return /^(?:[^\0]|[\x80-\xff].{1,2})[\xa1\xa2](?:eroots|gversion)/s.test(
    asBuffer(bytes).toString('latin1', 0, SHORTEST_HEADER),
  );
}

export class BlockCutter {
  /** CBOR; undefined until it has come, null if the file does not begin with one. */
  header: Uint8Array | null | undefined;
  /** In how many places the file is not what it should be. */
  damages = 0;
  /** It ends in the middle of a block. */
  endsEarly = false;
  #rest: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Why the next block is being looked for. */
  #search: 'damaged' | 'cut off' | null = null;
  #wasted = 0;

  /** Takes the next chunk, and gives the blocks that it completes. */
  cut(chunk: Uint8Array): Block[] {
    this.#rest = this.#at < this.#rest.length ? Buffer.concat([this.#rest.subarray(this.#at), chunk]) : asBuffer(chunk);
    this.#at = 0;
    return this.#cutAll(false);
  }

  /** Gives what can still be found in the rest. */
  end(): Block[] {
    const blocks = this.#cutAll(true);
    if (this.header === undefined && this.#rest.length < SHORTEST_HEADER) this.header = null;
    if (this.header === undefined || this.#search === 'cut off') this.endsEarly = true;
    return blocks;
  }

  #cutAll(atEnd: boolean): Block[] {
    const blocks: Block[] = [];
    if (this.header === undefined) this.#cutHeader();
    if (!this.header) return blocks;
    while (this.#search === null ? this.#next(blocks, atEnd) : this.#seek(blocks, atEnd));
    return blocks;
  }

  #cutHeader(): void {
    const size = readLength(this.#rest, 0);
    if (this.#rest.length < SHORTEST_HEADER || size === 'short') return;
    if (size === null || !beginsAsCar(this.#rest)) this.header = null;
    else if (this.#rest.length >= size.end + size.value) {
      this.#at = size.end + size.value;
      this.header = Uint8Array.from(this.#rest.subarray(size.end, this.#at));
    }
  }

  /** Cuts off the block that should be next. False when it only lacks bytes. */
  #next(blocks: Block[], atEnd: boolean): boolean {
    if (this.#at >= this.#rest.length) return false;
    const found = blockAt(this.#rest, this.#at);
    if (found === 'short' && !atEnd) return false;
    if (found !== null && found !== 'short') return this.#take(found, blocks);
    // What is damaged may be the length, also that of the last block, so that others follow.
    this.#search = found === 'short' ? 'cut off' : 'damaged';
    if (found === null) this.damages += 1;
    this.#at += 1;
    return true;
  }

  #take(found: FoundBlock, blocks: Block[]): true {
    blocks.push(found);
    this.#at = found.end;
    if (this.#search === 'cut off') this.damages += 1;
    this.#search = null;
    return true;
  }

  /** Looks for the next block behind damage. False when it only lacks bytes. */
  #seek(blocks: Block[], atEnd: boolean): boolean {
    for (let from = this.#at + 1; this.#wasted < WASTE_LIMIT;) {
      const cid = this.#rest.indexOf(CID_START, from);
      if (cid < 0) break;
      const found = this.#blockBefore(cid);
      if (found === 'short' && !atEnd) {
        this.#at = Math.max(this.#at, cid - MOST_DIGITS);
        return false;
      }
      if (found !== null && found !== 'short') return this.#take(found, blocks);
      from = cid + 1;
    }
    // The next block may begin in the last bytes.
    this.#at = Math.max(this.#at, this.#rest.length - CID_START.length - MOST_DIGITS);
    return false;
  }

  /** The block whose CID is at an offset, behind a length of one to four bytes. */
  #blockBefore(cid: number): FoundBlock | 'short' | null {
    for (let start = cid - 1; start >= Math.max(this.#at, cid - MOST_DIGITS); start -= 1) {
      const length = readLength(this.#rest, start);
      if (length === 'short' || length?.end !== cid) continue;
      const found = blockAt(this.#rest, start);
      if (found !== null) return found;
      this.#wasted += Math.min(length.value, LARGEST);
    }
    return null;
  }
}

type FoundBlock = Block & { readonly end: number };

/** A whole block at an offset; null if what is there is none. */
function blockAt(bytes: Buffer, at: number): FoundBlock | 'short' | null {
  const length = readLength(bytes, at);
  if (length === 'short' || length === null) return length;
  const { value, end: cid } = length;
  if (value < CID_SIZE || value > LARGEST) return null;
  if (bytes.length < cid + CID_SIZE) return 'short';
  const key = keyOf(bytes.subarray(cid, cid + CID_SIZE));
  if (key === null) return null;
  const end = cid + value;
  if (bytes.length < end) return 'short';
  const content = bytes.subarray(cid + CID_SIZE, end);
  return hash('sha256', content, 'binary') === key ? { key, bytes: content, end } : null;
}

/** A number of up to four groups of seven bits, the lowest first, and where it ends. */
function readLength(bytes: Uint8Array, at: number): { value: number; end: number } | 'short' | null {
  let value = 0;
  for (let index = 0; index < MOST_DIGITS; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return 'short';
    value += (byte & 0x7f) << (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return null;
}

// Where a zip's list of files is. A zip's last record says it, but not always truly: programs put bytes before a zip or
// behind it, and macOS writes of a large one its number of files without what is beyond 65,535, and places without what is
// beyond 4 GB.

import type { FileHandle } from 'node:fs/promises';

/** The list of files as it really is, whatever the zip's last record says. */
export interface ZipDirectory {
  /** Where it begins in the file. */
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** The last record says the same, and is the last of the file: nothing needs mending. */
  readonly isAsStated: boolean;
  /** What must be added to offsets in the list because other bytes were put before the zip. */
  readonly shift: number;
  /** Offsets in the list may be too low by multiples of 4 GB. */
  readonly wraps: boolean;
}

export const FOUR_GB = 2 ** 32;

const END = Buffer.from('504b0506', 'hex');
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const LISTED_LENGTH = 46;
const LOCAL_LENGTH = 30;
/** Stands for a number that four bytes can't hold. */
const UNKNOWN = 0xffffffff;

/** How far before the end of the file to look for the last record: nothing longer is appended to zips. */
const SEARCHED = 1 << 24;
const STEP = 1 << 20;

/** Room for a million entries; a longer list is left as it is, to be rejected. */
const LONGEST = 1 << 28;

/** Null when there is no list that can be followed to its end. */
export async function findDirectory(file: FileHandle, size: number): Promise<ZipDirectory | null> {
  const least = Math.max(0, size - SEARCHED);
  for (let to = size; to > least; to -= STEP) {
    const from = Math.max(least, to - STEP);
    const block = await read(file, from, Math.min(size, to + END_LENGTH - 1) - from);
    for (let at = block.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : block.lastIndexOf(END, at - 1)) {
      const found = from + at < to ? await directoryBefore(file, size, from + at) : null;
      if (found) return found;
    }
  }
  return null;
}

/** What the last record says, or its longer form for large zips. */
interface Stated {
  readonly count: number;
  /** The count lacks multiples of this, if anything. */
  readonly countsTo: number;
  readonly size: number;
  readonly offset: number;
  /** Where the first of these records begins: there the list ends. */
  readonly start: number;
  /** Where the last of them ends, with its comment. */
  readonly end: number;
}

async function directoryBefore(file: FileHandle, fileSize: number, at: number): Promise<ZipDirectory | null> {
  const stated = await statedAt(file, fileSize, at);
  if (!stated || stated.size > Math.min(LONGEST, stated.start)) return null;
  const offset = stated.start - stated.size;
  const list = await read(file, offset, stated.size);
  const count = countEntries(list);
  const moved = offset - stated.offset;
  if (count === null || moved < 0 || (count - stated.count) % stated.countsTo !== 0) return null;
  const isAsStated = moved === 0 && stated.count === count && stated.end === fileSize;
  const shift = isAsStated ? 0 : await shiftOf(file, list, moved);
  // The end of a zip inside a zip whose own end is missing: the list doesn't have the first entry in the file.
  if (!isAsStated && list.length > 0 && lowestPlace(list) + shift > 0 && (await isLocalHeader(file, 0))) return null;
  const wraps = moved >= FOUR_GB && (moved - shift) % FOUR_GB === 0 && moved !== shift;
  return { offset, size: stated.size, count, isAsStated, shift, wraps };
}

async function statedAt(file: FileHandle, fileSize: number, at: number): Promise<Stated | null> {
  if (at + END_LENGTH > fileSize) return null;
  const end = await read(file, at, END_LENGTH);
  const short = {
    count: end.readUInt16LE(10),
    countsTo: 1 << 16,
    size: end.readUInt32LE(12),
    offset: end.readUInt32LE(16),
    start: at,
    end: at + END_LENGTH + end.readUInt16LE(20),
  };
  const locator = at >= LOCATOR_LENGTH ? await read(file, at - LOCATOR_LENGTH, LOCATOR_LENGTH) : null;
  if (locator?.readUInt32LE(0) !== END64_LOCATOR) return short;
  // It is right before its locator or, if fields were added to it, where the locator says.
  for (const start of [at - LOCATOR_LENGTH - 56, Number(locator.readBigUInt64LE(8))]) {
    if (start < 0 || start + 56 > at) continue;
    const long = await read(file, start, 56);
    if (long.readUInt32LE(0) !== END64) continue;
    const number = (field: number): number => Number(long.readBigUInt64LE(field));
    return { ...short, count: number(32), countsTo: Infinity, size: number(40), offset: number(48), start };
  }
  return null;
}

/** How many entries follow one another up to the end of the list; null when something else stands between them. */
function countEntries(list: Buffer): number | null {
  let count = 0;
  let at = 0;
  for (; at + LISTED_LENGTH <= list.length; count += 1) {
    if (list.readUInt32LE(at) !== LISTED) return null;
    at = nextEntry(list, at);
  }
  return at === list.length ? count : null;
}

function lowestPlace(list: Buffer): number {
  let least = Infinity;
  for (let at = 0; at < list.length; at = nextEntry(list, at)) least = Math.min(least, placeOf(list, at));
  return least;
}

function nextEntry(list: Buffer, at: number): number {
  const lengths = list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  return at + LISTED_LENGTH + lengths;
}

/** Bytes before the zip shift all its offsets, unless the program that added them corrected these: the first entry shows it. */
async function shiftOf(file: FileHandle, list: Buffer, moved: number): Promise<number> {
  if (list.length === 0) return 0;
  const [place, name] = [placeOf(list, 0), list.subarray(LISTED_LENGTH, LISTED_LENGTH + list.readUInt16LE(28))];
  for (const shift of moved >= FOUR_GB ? [0, moved % FOUR_GB, moved] : [0, moved]) {
    const header = await read(file, place + shift, LOCAL_LENGTH + name.length);
    const isThere = header.length > LOCAL_LENGTH && header.readUInt32LE(0) === LOCAL;
    if (isThere && header.subarray(LOCAL_LENGTH).equals(name)) return shift;
  }
  return 0;
}

/** The offset in the file of an entry in the list; it is in an extra field when four bytes can't hold it. */
function placeOf(list: Buffer, at: number): number {
  const place = list.readUInt32LE(at + 42);
  if (place !== UNKNOWN) return place;
  const end = at + LISTED_LENGTH + list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30);
  for (let field = at + LISTED_LENGTH + list.readUInt16LE(at + 28); field + 4 <= end;) {
    const length = list.readUInt16LE(field + 2);
    // The sizes come first if they are there too.
    const before = [24, 20].filter((size) => list.readUInt32LE(at + size) === UNKNOWN).length * 8;
    if (list.readUInt16LE(field) === 1 && length >= before + 8) return Number(list.readBigUInt64LE(field + 4 + before));
    field += 4 + length;
  }
  return place;
}

/** Whether an entry begins at an offset in the file. */
export async function isLocalHeader(file: FileHandle, at: number): Promise<boolean> {
  return (await read(file, at, 4)).equals(LOCAL_SIGNATURE);
}

const LOCAL_SIGNATURE = Buffer.alloc(4);
LOCAL_SIGNATURE.writeUInt32LE(LOCAL);

/** A correct end of the zip, to be read in place of its own. */
export function endOf({ offset, size, count }: ZipDirectory, at: number): Buffer {
  const bytes = Buffer.alloc(56 + LOCATOR_LENGTH + END_LENGTH);
  bytes.writeUInt32LE(END64, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeUInt16LE(45, 12);
  bytes.writeUInt16LE(45, 14);
  bytes.writeBigUInt64LE(BigInt(count), 24);
  bytes.writeBigUInt64LE(BigInt(count), 32);
  bytes.writeBigUInt64LE(BigInt(size), 40);
  bytes.writeBigUInt64LE(BigInt(offset), 48);
  bytes.writeUInt32LE(END64_LOCATOR, 56);
  bytes.writeBigUInt64LE(BigInt(at), 64);
  bytes.writeUInt32LE(1, 72);
  END.copy(bytes, 76);
  bytes.writeUInt16LE(0xffff, 84);
  bytes.writeUInt16LE(0xffff, 86);
  bytes.writeUInt32LE(0xffffffff, 88);
  bytes.writeUInt32LE(0xffffffff, 92);
  return bytes;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

// Zips, read by their central directory: only entries that are asked for are inflated.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type yauzl from 'yauzl';
import { messageOf, UserError } from '../../platform/errors.ts';
import { isClutter, ChecksumError, type Container, type Entry } from './container.ts';
import { assertCountable, assertExtractable, type ListedEntry } from './zip-limits.ts';
import { FOUR_GB } from './zip-directory.ts';
import { readZip, type ReadableZip } from './zip-reader.ts';

const STORED = 0;
/** Stored and deflated. Windows packs large files with a method of its own. */
const METHODS: ReadonlySet<number> = new Set([STORED, 8]);

/** Bytes to inflate at a time: more of them take fewer calls. */
const CHUNK = 1 << 17;
/** The same behind damage: an error loses all that was inflated with it. */
const SMALL_CHUNK = 1 << 12;

export async function openZip(path: string): Promise<Container> {
  const entries = new Map<string, ZipEntry>();
  const ambiguous = new Set<string>();
  const listed: ListedEntry[] = [];
  const reader = await openReader(path);
  const { zip } = reader;
  try {
    assertCountable(path, zip.entryCount);
    for await (const entry of reader.entries()) {
      listed.push(entry);
      if (entry.fileName.endsWith('/') || isClutter(entry.fileName)) continue;
      const found = new ZipEntry(zip, entry, path);
      if (entries.get(entry.fileName)?.isSame(found) === false) ambiguous.add(entry.fileName);
      entries.set(entry.fileName, found);
    }
    assertExtractable(path, listed);
  } catch (error) {
    zip.close();
    throw await damagedError(path, error);
  }
  return {
    entries,
    ambiguous: [...ambiguous],
    [Symbol.asyncDispose]: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}

async function openReader(path: string): Promise<ReadableZip> {
  try {
    return await readZip(path);
  } catch (error) {
    throw await damagedError(path, error);
  }
}

/** What is left of a download that was interrupted. */
export class IncompleteZipError extends UserError {}

async function damagedError(path: string, error: unknown): Promise<UserError> {
  if (error instanceof UserError) return error;
  const why = messageOf(error);
  // The end of a nested zip in the last part looks like this zip's end with something after it.
  if (/end of central directory|invalid comment length/i.test(why)) {
    return new IncompleteZipError(`${path} ends too early: the zip is incomplete`, {
      hint: 'download the archive again; an interrupted download looks like this',
      cause: error,
    });
  }
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(why)) {
    return new UserError(`${path} has an entry that would land outside its folder (${why})`, {
      hint: 'Twitter makes no such zips: use the one that you downloaded yourself',
      cause: error,
    });
  }
  const isLarge = (await stat(path)).size > FOUR_GB;
  return new UserError(`${path} is a damaged zip: ${why}`, {
    hint: isLarge
      ? 'macOS packs more than 4 GB in a way that is not always readable: pass the unpacked folder, or download the archive again'
      : 'download the archive again',
    cause: error,
  });
}

class ZipEntry implements Entry {
  readonly size: number;
  readonly modifiedAt: number;
  readonly #zip: yauzl.ZipFile;
  readonly #entry: yauzl.Entry;
  readonly #path: string;

  constructor(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string) {
    this.#zip = zip;
    this.#entry = entry;
    this.#path = path;
    this.size = entry.uncompressedSize;
    this.modifiedAt = entry.getLastModDate({ timezone: 'UTC' }).getTime();
  }

  /** Whether another entry has the same content. */
  isSame(other: ZipEntry): boolean {
    return other.size === this.size && other.#entry.crc32 === this.#entry.crc32;
  }

  async *read(): AsyncGenerator<Buffer> {
    this.#assertReadable();
    const { compressedSize, compressionMethod } = this.#entry;
    // Read from the data's offset: yauzl's own streams crash when a stored entry isn't read to its end.
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(this.#entry, { minimal: true });
    if (compressedSize === 0) return;
    const open = (): Readable =>
      createReadStream(this.#path, { start: fileDataStart, end: fileDataStart + compressedSize - 1 });
    yield* withChecksum(compressionMethod === STORED ? open() : inflate(open), this.#entry);
  }

  #assertReadable(): void {
    if (this.#entry.isEncrypted()) {
      throw new UserError(`${this.#path} is encrypted`, {
        hint: 'unpack it with its password, then pass the folder',
      });
    }
    if (!METHODS.has(this.#entry.compressionMethod)) {
      throw new UserError(`${this.#path} is compressed in a way that can't be read here`, {
        hint: 'unpack it, then pass the folder',
      });
    }
  }
}

/** In large pieces, and where these end with an error, on to it in small ones. */
async function* inflate(open: () => Readable): AsyncGenerator<Buffer> {
  let passed = 0;
  try {
    for await (const bytes of inflateBy(CHUNK, open())) {
      passed += bytes.length;
      yield bytes;
    }
  } catch {
    let skipped = 0;
    for await (const bytes of inflateBy(SMALL_CHUNK, open())) {
      const rest = bytes.subarray(Math.max(0, passed - skipped));
      skipped += bytes.length - rest.length;
      if (rest.length > 0) yield rest;
    }
  }
}

function inflateBy(chunkSize: number, packed: Readable): AsyncIterable<Buffer> {
  // An error in either stream destroys both, and reaches the reader.
  return pipeline(packed, createInflateRaw({ chunkSize }), () => undefined);
}

/** Passes on no more bytes than there should be, and throws at the end if they aren't those that were packed. */
async function* withChecksum(bytes: AsyncIterable<Buffer>, expected: yauzl.Entry): AsyncGenerator<Buffer> {
  let [size, sum] = [0, 0];
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > expected.uncompressedSize) throw new Error('it is longer than the zip says');
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size < expected.uncompressedSize) throw new Error('it is shorter than the zip says');
  if (sum !== expected.crc32) throw new ChecksumError();
}

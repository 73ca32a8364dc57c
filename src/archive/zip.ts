// Zips, by their central directory: only the entries that are asked for are ever inflated.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type yauzl from 'yauzl';
import { messageOf, UserError } from '../platform/errors.ts';
import { isClutter, ChecksumError, type Container, type Entry } from './container.ts';
import { assertCountable, assertExtractable, type ListedEntry } from './zip-limits.ts';
import { readZip } from './zip-reader.ts';

const STORED = 0;
/** Stored and deflated. Windows packs large files in a way of its own. */
const METHODS: ReadonlySet<number> = new Set([STORED, 8]);

/** Bytes that are inflated at once: more cost fewer calls, but an error inside them loses them all. */
const CHUNK = 1 << 15;

export async function openZip(path: string): Promise<Container> {
  await assertZip(path);
  const entries = new Map<string, Entry>();
  const listed: ListedEntry[] = [];
  const zip = await openReader(path);
  try {
    assertCountable(path, zip.entryCount);
    for await (const entry of zip.eachEntry()) {
      listed.push(entry);
      if (entry.fileName.endsWith('/') || isClutter(entry.fileName)) continue;
      entries.set(entry.fileName, new ZipEntry(zip, entry, path));
    }
    assertExtractable(path, listed);
  } catch (error) {
    zip.close();
    throw damagedError(path, error);
  }
  return {
    entries,
    [Symbol.asyncDispose]: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}

async function openReader(path: string): Promise<yauzl.ZipFile> {
  try {
    return await readZip(path);
  } catch (error) {
    throw damagedError(path, error);
  }
}

function damagedError(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const why = messageOf(error);
  if (/end of central directory/i.test(why)) {
    return new UserError(`${path} ends too early: the zip is incomplete`, {
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
  return new UserError(`${path} is a damaged zip: ${why}`, { hint: 'download the archive again', cause: error });
}

async function assertZip(path: string): Promise<void> {
  await using file = await open(path, 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
  if (bytesRead === 4 && buffer.subarray(0, 2).toString('latin1') === 'PK') return;
  throw new UserError(bytesRead === 0 ? `${path} is empty` : `${path} is not a zip`, {
    hint: path.endsWith('.js')
      ? 'pass the folder that this file is in'
      : 'pass the zip from Twitter as it came, or the folder it unpacks to',
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

  async *read(): AsyncGenerator<Buffer> {
    this.#mustBeReadable();
    const { compressedSize, compressionMethod } = this.#entry;
    // Reading from where the data are: yauzl's own streams crash when a stored entry is left before its end.
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(this.#entry, { minimal: true });
    if (compressedSize === 0) return;
    const packed = createReadStream(this.#path, { start: fileDataStart, end: fileDataStart + compressedSize - 1 });
    yield* withChecksum(compressionMethod === STORED ? packed : inflate(packed), this.#entry);
  }

  #mustBeReadable(): void {
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

function inflate(packed: Readable): Readable {
  // An error of one destroys both, and reaches whoever reads.
  return pipeline(packed, createInflateRaw({ chunkSize: CHUNK }), () => undefined);
}

/** Passes bytes on, but no more than there should be, and fails at the end if they are not those that were packed. */
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

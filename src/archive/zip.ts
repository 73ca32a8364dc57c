// Zips, by their central directory: only the entries that are asked for are ever inflated.

import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { messageOf, UserError } from '../errors.ts';
import { isClutter } from './clutter.ts';
import type { Container, Entry } from './container.ts';

/** Stored and deflated. Windows packs large files in a way of its own. */
const METHODS: ReadonlySet<number> = new Set([0, 8]);

export async function openZip(path: string): Promise<Container> {
  await mustBeZip(path);
  const entries = new Map<string, Entry>();
  const zip = await opened(path);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isClutter(entry.fileName)) continue;
      entries.set(entry.fileName, new ZipEntry(zip, entry, path));
    }
  } catch (error) {
    zip.close();
    throw damaged(path, error);
  }
  return {
    entries,
    [Symbol.asyncDispose]: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}

async function opened(path: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(path, { autoClose: false });
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, error: unknown): UserError {
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

async function mustBeZip(path: string): Promise<void> {
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

  async open(): ReturnType<Entry['open']> {
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
    const raw = await this.#zip.openReadStreamPromise(this.#entry);
    // Without reading ahead: an error would overtake what is buffered, and that would be lost.
    return Readable.from(checked(raw, this.#entry.crc32));
  }
}

/** Passes bytes on and fails at the end if their CRC-32 is not the expected one; yauzl does not check it. */
async function* checked(raw: Readable, expected: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== expected) throw new Error('its checksum is wrong');
}

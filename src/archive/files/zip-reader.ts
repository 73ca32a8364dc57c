// Reads a zip's headers for yauzl, which takes what a zip says of itself for true. Its own reader asks the system for
// whatever place a zip names, and where that is beyond all files, Node.js throws out of a callback that nothing can catch.

import { createReadStream, read } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { UserError } from '../../platform/errors.ts';
import { endOf, findDirectory, FOUR_GB, isLocalHeader, type ZipDirectory } from './zip-directory.ts';

export interface ReadableZip {
  readonly zip: yauzl.ZipFile;
  /** Its entries, each with its true offset in the file. */
  entries(): AsyncIterable<yauzl.Entry>;
}

/** Opens a zip for its entries to be read one by one. Throws yauzl's and the system's errors. */
export async function readZip(path: string): Promise<ReadableZip> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const directory = await findDirectory(file, size);
    if (directory === null) await assertZip(file, path);
    const end = directory === null || directory.isAsStated ? Buffer.alloc(0) : endOf(directory, size);
    const reader = new BoundedReader({ path, file, size, end });
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, size + end.length, {
      autoClose: false,
      lazyEntries: true,
    });
    return { zip, entries: () => (directory ? placed(zip.eachEntry(), file, directory) : zip.eachEntry()) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function assertZip(file: FileHandle, path: string): Promise<void> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
  if (bytesRead === 4 && buffer.subarray(0, 2).toString('latin1') === 'PK') return;
  throw new UserError(bytesRead === 0 ? `${path} is empty` : `${path} is not a zip`, {
    hint: path.endsWith('.js')
      ? 'pass the folder that this file is in'
      : /\.(?:tar|tgz|gz|bz2|xz|7z|rar|zst)$/i.test(path)
        ? 'unpack it, then pass the folder'
        : 'pass the archive as it came, or the folder it unpacks to',
  });
}

/** Entries with their true offsets. Where 4 GB may be missing, entries are in the file in the order of the list. */
async function* placed(
  entries: AsyncIterable<yauzl.Entry>,
  file: FileHandle,
  { shift, wraps, offset: end }: ZipDirectory,
): AsyncGenerator<yauzl.Entry> {
  let least = 0;
  for await (const entry of entries) {
    let place = entry.relativeOffsetOfLocalHeader + shift;
    if (wraps) {
      while (place < least) place += FOUR_GB;
      while (place < end && !(await isLocalHeader(file, place))) place += FOUR_GB;
      if (place >= end) throw new Error(`${entry.fileName} is not where the zip says`);
      least = place + entry.fileNameLength + entry.compressedSize;
    }
    entry.relativeOffsetOfLocalHeader = place;
    yield entry;
  }
}

class BoundedReader extends yauzl.RandomAccessReader {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #size: number;
  /** Read after the file's own end. */
  readonly #end: Buffer;

  constructor({ path, file, size, end }: { path: string; file: FileHandle; size: number; end: Buffer }) {
    super();
    this.#path = path;
    this.#file = file;
    this.#size = size;
    this.#end = end;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const inFile = Math.max(0, Math.min(length, this.#size - position));
    if (position + length > this.#size + this.#end.length) {
      callback(new Error('it points beyond its own end'));
      return;
    }
    if (inFile < length) {
      this.#end.copy(buffer, offset + inFile, position + inFile - this.#size, position + length - this.#size);
    }
    read(this.#file.fd, buffer, offset, inFile, position, (error, bytesRead) => {
      callback(error, bytesRead === inFile ? length : bytesRead);
    });
  }

  /** For ranges that yauzl has checked to be within the file. */
  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 });
  }

  override close(callback: (error: Error | null) => void): void {
    this.#file.close().then(() => {
      callback(null);
    }, callback);
  }
}

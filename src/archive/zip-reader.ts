// Reads a zip's headers for yauzl. Its own reader asks the system for whatever place a zip names, and where that is beyond
// all files, Node.js throws out of a callback, where nobody can catch it.

import { createReadStream, read } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

/** Opens a zip for its entries to be read one by one. Throws yauzl's and the system's errors. */
export async function readZip(path: string): Promise<yauzl.ZipFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const reader = new BoundedReader(path, file, size);
    return await yauzl.fromRandomAccessReaderPromise(reader, size, { autoClose: false, lazyEntries: true });
  } catch (error) {
    await file.close();
    throw error;
  }
}

class BoundedReader extends yauzl.RandomAccessReader {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #size: number;

  constructor(path: string, file: FileHandle, size: number) {
    super();
    this.#path = path;
    this.#file = file;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    if (position + length > this.#size) callback(new Error('it points beyond its own end'));
    else read(this.#file.fd, buffer, offset, length, position, callback);
  }

  /** Of places that yauzl has found to be within the file. */
  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 });
  }

  override close(callback: (error: Error | null) => void): void {
    this.#file.close().then(() => {
      callback(null);
    }, callback);
  }
}

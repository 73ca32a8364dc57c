// The bytes of a tar at any place in it, whether it is compressed or not. What gzip packed can only be unpacked from its
// beginning; so whoever reads files in their order reads on where the last one ended, and only going back starts anew. A
// temporary copy would take as much room as the archive, and be left behind, private as it is, by a process that is killed.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Writable } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { codeOf } from '../../platform/errors.ts';

export interface UnpackedBytes extends AsyncDisposable {
  /** The bytes from a place on; fewer where there are no more. */
  at(position: number, length: number): Promise<Buffer>;
  /** The same, piece by piece. The caller may stop at any time. */
  stream(position: number, length: number): AsyncIterable<Buffer>;
  /** Reads to the very end. False if that is missing; throws if the checksum there is wrong. */
  finish(): Promise<boolean>;
}

export async function openPlain(path: string): Promise<UnpackedBytes> {
  const file = await open(path, 'r');
  return {
    async at(position, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    async *stream(position, length) {
      if (length > 0) yield* createReadStream(path, { start: position, end: position + length - 1 });
    },
    finish: () => Promise.resolve(true),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** Of what was cut off, or is damaged, all that can be unpacked is handed on before the end, but for one chunk. */
const GUNZIP = { chunkSize: 1 << 15, readableHighWaterMark: 1, finishFlush: constants.Z_SYNC_FLUSH } as const;

export function openGzip(path: string, signal?: AbortSignal): UnpackedBytes {
  // Where the last reading ended, for the next one to go on.
  let idle: Unpacking | null = null;
  const from = async (position: number): Promise<Unpacking> => {
    const found = idle !== null && idle.position <= position ? idle : null;
    if (found) idle = null;
    const unpacking = found ?? new Unpacking(path);
    while (unpacking.position < position) {
      signal?.throwIfAborted();
      if ((await unpacking.next(position - unpacking.position)) === null) break;
    }
    return unpacking;
  };
  const keep = (unpacking: Unpacking): void => {
    idle?.stop();
    idle = unpacking;
  };
  async function* stream(position: number, length: number): AsyncGenerator<Buffer> {
    const unpacking = await from(position);
    try {
      const end = position + length;
      while (unpacking.position < end) {
        const bytes = await unpacking.next(end - unpacking.position);
        if (bytes === null) break;
        yield bytes;
      }
    } finally {
      keep(unpacking);
    }
  }
  return {
    stream,
    async at(position, length) {
      const pieces: Buffer[] = [];
      for await (const bytes of stream(position, length)) pieces.push(bytes);
      return Buffer.concat(pieces);
    },
    async finish() {
      for await (const bytes of stream(idle?.position ?? 0, Infinity)) if (bytes.length > 0) signal?.throwIfAborted();
      return idle === null || (await endsWithSize(path, idle.position)) || (await isWhole(path, signal));
    },
    [Symbol.asyncDispose]: () => {
      idle?.stop();
      return Promise.resolve();
    },
  };
}

/** What gzip packed ends with the size that it unpacks to, unless it was packed in several pieces. */
async function endsWithSize(path: string, size: number): Promise<boolean> {
  await using file = await open(path, 'r');
  const { size: packed } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, packed - 4));
  return bytesRead === 4 && buffer.readUInt32LE(0) === size % 2 ** 32;
}

/** The same for what has several pieces, which takes another run through all of it. */
async function isWhole(path: string, signal?: AbortSignal): Promise<boolean> {
  const drain = new Writable({
    write(_bytes, _encoding, done) {
      done();
    },
  });
  try {
    await finished(createReadStream(path), createGunzip(), drain, { signal });
    return true;
  } catch (error) {
    if (codeOf(error) === 'Z_BUF_ERROR') return false;
    throw error;
  }
}

/** One run through a file that gzip packed. */
class Unpacking {
  /** Where the next bytes are from. */
  position = 0;
  readonly #stream;
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    const gunzip = createGunzip(GUNZIP);
    this.#stream = pipeline(createReadStream(path), gunzip, () => undefined);
    this.#chunks = this.#stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next bytes, up to a number of them; null at the end. */
  async next(most: number): Promise<Buffer | null> {
    if (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return null;
      this.#rest = next.value;
    }
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    this.position += bytes.length;
    return bytes;
  }

  stop(): void {
    this.#stream.destroy();
  }
}

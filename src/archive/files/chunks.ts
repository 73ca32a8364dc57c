// Reads a file in chunks large enough to be worth handing on, none of which splits a character, and says how the file ended.

import { reasonOf, UserError } from '../../platform/errors.ts';
import { ChecksumError, type Entry } from './container.ts';

type Chunk =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The end, with what is wrong with the file even though it could be read to here. */
  | { readonly type: 'end'; readonly damage: string | null }
  /** The rest can't be read. */
  | { readonly type: 'broken'; readonly problem: string };

/** Turns a file's chunks into results. */
export interface ChunkReader<Result> {
  /** Takes ownership of the chunk's memory. */
  read(bytes: Uint8Array<ArrayBuffer>): Result;
  end(): Result;
  /** The rest of the file can't be read. */
  fail(problem: string): Result;
}

/** The result of one chunk, or of the end. */
export interface Step<Result> {
  readonly result: Result;
  /** How many bytes of the file had been read by then. */
  readonly bytes: number;
  /** What is wrong with the file as a whole, though it was read to its end. */
  readonly damage: string | null;
}

/** Gives a file to a reader, chunk by chunk. Throws only a UserError. */
export async function* readChunks<Result>(entry: Entry, reader: ChunkReader<Result>): AsyncGenerator<Step<Result>> {
  let bytes = 0;
  for await (const chunk of chunksOf(entry)) {
    if (chunk.type === 'bytes') {
      bytes += chunk.bytes.length;
      yield { result: reader.read(chunk.bytes), bytes, damage: null };
    } else if (chunk.type === 'end') yield { result: reader.end(), bytes, damage: chunk.damage };
    else yield { result: reader.fail(chunk.problem), bytes, damage: null };
  }
}

/** About 70 posts. */
const SIZE = 1 << 17;

/** Each chunk has its own memory, so that it can be transferred to another thread. */
async function* chunksOf(entry: Entry): AsyncGenerator<Chunk> {
  let chunk = new Uint8Array(SIZE);
  let size = 0;
  let end: Chunk = { type: 'end', damage: null };
  try {
    for await (const read of entry.read()) {
      for (let from = 0; from < read.length;) {
        const more = read.subarray(from, from + SIZE - size);
        chunk.set(more, size);
        from += more.length;
        size += more.length;
        if (size < SIZE) continue;
        const cut = splitInto(chunk);
        const rest = chunk.slice(cut);
        yield { type: 'bytes', bytes: chunk.subarray(0, cut) };
        chunk = new Uint8Array(SIZE);
        chunk.set(rest);
        size = rest.length;
      }
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const problem = reasonOf(error);
    if (error instanceof ChecksumError) end = { type: 'end', damage: problem };
    else end = { type: 'broken', problem: `the file can't be read further: ${problem}` };
  }
  if (size > 0) yield { type: 'bytes', bytes: chunk.subarray(0, size) };
  yield end;
}

/** After the last whole record if there is one, as in all that Twitter writes since 2018; else after a whole character. */
function splitInto(chunk: Uint8Array): number {
  const closer = Buffer.from(chunk.buffer).lastIndexOf('\n  }');
  if (closer > 0) return closer + 4;
  const lastAscii = chunk.findLastIndex((byte) => byte < 0x80);
  return lastAscii < 0 ? chunk.length : lastAscii + 1;
}

/** The same bytes. */
export function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

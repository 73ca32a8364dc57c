// A file in pieces of a size that is worth handing on, each with whole characters only, and how the file ended.

import { reasonOf, UserError } from '../platform/errors.ts';
import { ChecksumError, type Entry } from './container.ts';

export type Chunk =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The end, and what is wrong with the file although all of it was there. */
  | { readonly type: 'end'; readonly damage: string | null }
  /** It can't be read further. */
  | { readonly type: 'broken'; readonly problem: string };

/** About 70 posts. */
const SIZE = 1 << 17;

/** Throws only a UserError. Each piece has memory of its own, so that it can be given to another thread. */
export async function* chunksOf(entry: Entry): AsyncGenerator<Chunk> {
  let piece = new Uint8Array(SIZE);
  let size = 0;
  let end: Chunk = { type: 'end', damage: null };
  try {
    for await (const chunk of entry.read()) {
      for (let from = 0; from < chunk.length;) {
        const more = chunk.subarray(from, from + SIZE - size);
        piece.set(more, size);
        from += more.length;
        size += more.length;
        if (size < SIZE) continue;
        const cut = splitInto(piece);
        const rest = piece.slice(cut);
        yield { type: 'bytes', bytes: piece.subarray(0, cut) };
        piece = new Uint8Array(SIZE);
        piece.set(rest);
        size = rest.length;
      }
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const problem = reasonOf(error);
    if (error instanceof ChecksumError) end = { type: 'end', damage: problem };
    else end = { type: 'broken', problem: `the file can't be read further: ${problem}` };
  }
  if (size > 0) yield { type: 'bytes', bytes: piece.subarray(0, size) };
  yield end;
}

/** Behind the last record if it shows, as in all that Twitter writes since 2018; else behind a character that is whole. */
function splitInto(piece: Uint8Array): number {
  const closer = Buffer.from(piece.buffer).lastIndexOf('\n  }');
  if (closer > 0) return closer + 4;
  const lastAscii = piece.findLastIndex((byte) => byte < 0x80);
  return lastAscii < 0 ? piece.length : lastAscii + 1;
}

/** The text of a piece, which needs nothing of the pieces around it. */
export function readText(piece: Uint8Array): string {
  return Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('utf8');
}

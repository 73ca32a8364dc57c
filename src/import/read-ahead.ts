// The rows of one post file: read ahead, so that reading, understanding and saving go on at the same time.

import type { Hash } from 'node:crypto';
import type { Entry } from '../archive/container.ts';
import { chunksOf } from '../archive/chunks.ts';
import type { RowParserHandle } from './parser-thread.ts';
import type { RowOrProblem } from './row-parser.ts';

/** Rows that became whole together, and how many bytes of the file had been read by then. */
export interface RowBatch {
  readonly rows: readonly RowOrProblem[];
  readonly bytes: number;
  /** What is wrong with the file as a whole, though it was read to its end. */
  readonly damage: string | null;
}

/** Reads a file's rows in its order, and adds its bytes to the digest. */
export async function* readRows(entry: Entry, maker: RowParserHandle, digest: Hash): AsyncGenerator<RowBatch> {
  const asked: (Omit<RowBatch, 'rows'> & { rows: RowOrProblem[] | Promise<RowOrProblem[]> })[] = [];
  let bytes = 0;
  for await (const piece of chunksOf(entry)) {
    if (piece.type === 'bytes') {
      digest.update(piece.bytes);
      bytes += piece.bytes.length;
      asked.push({ rows: maker.read(piece.bytes), bytes, damage: null });
    } else if (piece.type === 'end') asked.push({ rows: maker.read(null), bytes, damage: piece.damage });
    else asked.push({ rows: [piece.problem], bytes, damage: null });
    const next = asked.length > maker.ahead ? asked.shift() : undefined;
    if (next) yield { ...next, rows: await next.rows };
  }
  for (const last of asked) yield { ...last, rows: await last.rows };
}

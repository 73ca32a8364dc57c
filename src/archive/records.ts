// The records of one file of an archive.

import type { Entry } from './container.ts';
import { RecordParser } from './record-parser.ts';
import { type JsonRecord } from './tolerant-parser.ts';
import { chunksOf, readText } from './chunks.ts';

/** Records that became whole together, and how many bytes of the file had been read by then. */
export interface RecordBatch {
  readonly records: readonly JsonRecord[];
  readonly bytes: number;
  /** What is wrong with the file as a whole, though it was read to its end. */
  readonly damage: string | null;
}

/** Reads a file's records in its order. A file that can't be read to its end gives a last record with the problem. */
export async function* readRecords(entry: Entry): AsyncGenerator<RecordBatch> {
  const reader = new RecordParser();
  let bytes = 0;
  for await (const piece of chunksOf(entry)) {
    if (piece.type === 'bytes') {
      bytes += piece.bytes.length;
      yield { records: await reader.read(readText(piece.bytes)), bytes, damage: null };
    } else if (piece.type === 'end') yield { records: await reader.end(), bytes, damage: piece.damage };
    else yield { records: [{ ok: false, problem: piece.problem }], bytes, damage: null };
  }
}

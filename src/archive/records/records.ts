// The records of one file of an archive.

import { readChunks } from '../files/chunks.ts';
import type { Entry } from '../files/container.ts';
import { RecordParser } from './record-parser.ts';
import type { JsonRecord } from './tolerant-parser.ts';

/** Records that were completed by the same chunk, and how many bytes of the file had been read by then. */
interface RecordBatch {
  readonly records: readonly JsonRecord[];
  readonly bytes: number;
  /** What is wrong with the file as a whole, though it was read to its end. */
  readonly damage: string | null;
}

/** Reads a file's records in order. If the file can't be read to its end, the last record is the problem. */
export async function* readRecords(entry: Entry): AsyncGenerator<RecordBatch> {
  const parser = new RecordParser();
  const steps = readChunks<Promise<JsonRecord[]>>(entry, {
    read: (bytes) => parser.read(bytes),
    end: () => parser.end(),
    fail: (problem) => Promise.resolve([{ ok: false, problem }]),
  });
  for await (const { result, ...step } of steps) yield { ...step, records: await result };
}

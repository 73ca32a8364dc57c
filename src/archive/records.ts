// The records of one file of an archive.

import type { Entry } from './container.ts';
import { jsonRecords, type JsonRecord } from './json-records.ts';
import { reasonOf, UserError } from '../errors.ts';

/** Records that became whole together, and how many bytes of the file had been read by then. */
export interface RecordBatch {
  readonly records: readonly JsonRecord[];
  readonly bytes: number;
}

/** Reads a file's records in its order. A file that can't be read to its end gives a last record with the problem. */
export async function* recordsOf(entry: Entry): AsyncGenerator<RecordBatch> {
  let bytes = 0;
  async function* text(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const chunk of (await entry.open()) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield decoder.decode(chunk, { stream: true });
    }
  }
  try {
    for await (const records of jsonRecords(text())) yield { records, bytes };
  } catch (error) {
    if (error instanceof UserError) throw error;
    yield { records: [{ ok: false, problem: `the file can't be read further: ${reasonOf(error)}` }], bytes };
  }
}

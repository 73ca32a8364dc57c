// A reader for archives that are lists of records in JSON: all that differs is what a record means.

import { RecordParser } from '../records/record-parser.ts';
import type { JsonRecord } from '../records/tolerant-parser.ts';
import type { PostReader, PostRecord } from './format.ts';

/** Reads `prefix = [ … ]`, or a bare array. @param postOf what a record means */
export class RecordReader implements PostReader {
  readonly #records = new RecordParser();
  readonly #postOf: (record: unknown) => PostRecord;

  constructor(postOf: (record: unknown) => PostRecord) {
    this.#postOf = postOf;
  }

  async read(chunk: Uint8Array): Promise<PostRecord[]> {
    return this.#posts(await this.#records.read(chunk));
  }

  async end(): Promise<PostRecord[]> {
    return this.#posts(await this.#records.end());
  }

  #posts(records: readonly JsonRecord[]): PostRecord[] {
    return records.map((record) => (record.ok ? this.#postOf(record.value) : record));
  }
}

// The bytes of a post file become rows. Nothing here knows the database or the disk, so it can work in a thread of its own.

import { RecordParser } from '../archive/record-parser.ts';
import { readText } from '../archive/chunks.ts';
import type { Owner, TweetFile } from '../archive/twitter/generation.ts';
import { generationNamed } from '../archive/twitter/generations.ts';
import { cellsOf, type PostCells } from '../library/post-row.ts';

/** How a file is to be understood. */
export interface TweetFileKind {
  /** The format's name. */
  readonly format: string;
  readonly owner: Owner;
  readonly as: TweetFile['as'];
}

/** A post's row, or what is wrong with a record. */
export type RowOrProblem = PostCells | string;

/** Takes a file piece by piece, and gives the rows that each piece completes. */
export class RowParser {
  readonly #kind: TweetFileKind;
  readonly #format;
  readonly #records = new RecordParser();

  constructor(kind: TweetFileKind) {
    this.#kind = kind;
    this.#format = generationNamed(kind.format);
  }

  /** @param piece null at the end of the file */
  async read(piece: Uint8Array | null): Promise<RowOrProblem[]> {
    const records = piece ? await this.#records.read(readText(piece)) : await this.#records.end();
    return records.map((record) => {
      if (!record.ok) return record.problem;
      const parsed = this.#format.tweet(record.value, this.#kind.owner, this.#kind.as);
      return parsed.ok ? cellsOf(parsed.value) : parsed.problem;
    });
  }
}

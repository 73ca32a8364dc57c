// Turns the bytes of a post file into posts, each as the cells of its row. Nothing here knows the database or the disk, so it
// can work in a thread of its own.

import { RecordParser } from '../archive/records/record-parser.ts';
import type { Owner, TweetFile } from '../archive/twitter/generation.ts';
import { generationNamed } from '../archive/twitter/generations.ts';
import { cellsOf, type PostCells } from '../library/post-row.ts';

/** How to interpret a file. */
export interface TweetFileKind {
  /** The format's name. */
  readonly format: string;
  readonly owner: Owner;
  readonly as: TweetFile['as'];
}

/** A post's cells, or what is wrong with a record. */
export type CellsOrProblem = PostCells | string;

/** Takes a file chunk by chunk, and gives the posts that each chunk completes. */
export class PostParser {
  readonly #kind: TweetFileKind;
  readonly #format;
  readonly #records = new RecordParser();

  constructor(kind: TweetFileKind) {
    this.#kind = kind;
    this.#format = generationNamed(kind.format);
  }

  /** @param chunk null at the end of the file */
  async read(chunk: Uint8Array | null): Promise<CellsOrProblem[]> {
    const records = chunk ? await this.#records.read(chunk) : await this.#records.end();
    return records.map((record) => {
      if (!record.ok) return record.problem;
      const parsed = this.#format.tweet(record.value, this.#kind.owner, this.#kind.as);
      return parsed.ok ? cellsOf(parsed.value) : parsed.problem;
    });
  }
}

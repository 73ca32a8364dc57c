// Turns the bytes of a post file into posts, each as the cells of its row. Nothing here knows the database or the disk, so it
// can work in a thread of its own.

import { formatNamed } from '../archive/formats.ts';
import type { Owner, PostFile, PostReader, PostRecord, ReadOptions } from '../archive/network/format.ts';
import { cellsOf, trimmed, type PostCells } from '../library/post-row.ts';

/** How to interpret a file. */
export interface PostFileKind {
  /** The format's name. */
  readonly format: string;
  readonly owner: Owner;
  readonly file: PostFile;
  readonly options: ReadOptions;
}

/** A post's cells, trimmed; what is wrong with a record, or null for a post that isn't wanted. */
export type CellsOrProblem = PostCells | string | null;

/** Takes a file chunk by chunk, and gives the posts that each chunk completes. */
export class PostParser {
  readonly #reader: PostReader;

  constructor({ format, owner, file, options }: PostFileKind) {
    this.#reader = formatNamed(format).openReader(file, owner, options);
  }

  /** @param chunk null at the end of the file */
  async read(chunk: Uint8Array | null): Promise<CellsOrProblem[]> {
    const records = chunk ? await this.#reader.read(chunk) : await this.#reader.end();
    return Array.from(records, cellsOrProblem);
  }
}

function cellsOrProblem(record: PostRecord): CellsOrProblem {
  if (record.ok === null) return null;
  return record.ok ? trimmed(cellsOf(record.value)) : record.problem;
}

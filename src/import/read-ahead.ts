// The posts of one file, as cells: read ahead, so that reading, parsing and saving go on at the same time.

import { readChunks, type Step } from '../archive/files/chunks.ts';
import type { Entry } from '../archive/files/container.ts';
import type { PostParserHandle } from './parser-thread.ts';
import type { CellsOrProblem } from './post-parser.ts';

/** Posts that were completed by the same chunk, and how many bytes of the file had been read by then. */
interface PostBatch {
  readonly posts: readonly CellsOrProblem[];
  readonly bytes: number;
  /** What is wrong with the file as a whole, though it was read to its end. */
  readonly damage: string | null;
}

/** Reads a file's posts in order. */
export async function* readPosts(entry: Entry, parser: PostParserHandle): AsyncGenerator<PostBatch> {
  const asked: Step<Promise<CellsOrProblem[]>>[] = [];
  const steps = readChunks(entry, {
    read: (bytes) => parser.read(bytes),
    end: () => parser.read(null),
    fail: (problem) => Promise.resolve([problem]),
  });
  for await (const step of steps) {
    asked.push(step);
    const next = asked.length > parser.ahead ? asked.shift() : undefined;
    if (next) yield await batchOf(next);
  }
  for (const last of asked) yield await batchOf(last);
}

async function batchOf({ result, ...step }: Step<Promise<CellsOrProblem[]>>): Promise<PostBatch> {
  return { ...step, posts: await result };
}

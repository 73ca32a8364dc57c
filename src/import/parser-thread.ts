// Rows of post files, made in a thread of their own or, where that is not worth its start, in this one.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RowParser, type RowOrProblem, type TweetFileKind } from './row-parser.ts';

/** What a thread is told: which file comes, then its pieces, and null at its end. */
export type ThreadQuestion = { readonly kind: TweetFileKind } | { readonly piece: Uint8Array | null };

/** Makes rows of one file after the other. Ask for the next piece's before the last ones are there, up to `ahead`. */
export interface RowParserHandle extends AsyncDisposable {
  readonly ahead: number;
  begin(kind: TweetFileKind): void;
  /** Takes a piece over, with its memory. @param piece null at the end of the file */
  read(piece: Uint8Array<ArrayBuffer> | null): Promise<RowOrProblem[]>;
}

/** Bytes of posts below which a thread costs more than it wins. */
const WORTH_A_THREAD = 4e6;

/** @param bytes of all the post files */
export function openRowParser(bytes: number): RowParserHandle {
  // Node.js runs a thread of a compiled program only.
  const isCompiled = /^\.c?js$/.test(extname(import.meta.filename));
  return isCompiled && bytes > WORTH_A_THREAD ? new ThreadedRows() : new InProcessRows();
}

class InProcessRows implements RowParserHandle {
  readonly ahead = 0;
  #rows: RowParser | undefined;

  begin(kind: TweetFileKind): void {
    this.#rows = new RowParser(kind);
  }

  async read(piece: Uint8Array | null): Promise<RowOrProblem[]> {
    return (await this.#rows?.read(piece)) ?? [];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

interface PendingAnswer {
  readonly resolve: (rows: RowOrProblem[]) => void;
  readonly reject: (error: unknown) => void;
}

class ThreadedRows implements RowParserHandle {
  readonly ahead = 2;
  /** Answers come in the order of the questions. */
  readonly #waiting: PendingAnswer[] = [];
  #worker: Worker | undefined;

  begin(kind: TweetFileKind): void {
    // Not before: an archive that is known needs no thread.
    this.#worker ??= this.#started();
    this.#tell({ kind });
  }

  read(piece: Uint8Array<ArrayBuffer> | null): Promise<RowOrProblem[]> {
    const answer = new Promise<RowOrProblem[]>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#tell({ piece }, piece ? [piece.buffer] : []);
    });
    // When the thread fails, whoever waits for the first answer hears of it; nobody waits for the others then.
    answer.catch(() => undefined);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
  }

  #tell(question: ThreadQuestion, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(question, transfer);
  }

  #started(): Worker {
    const worker = new Worker(join(import.meta.dirname, `parser-worker${extname(import.meta.filename)}`), {
      // In MB: records live so briefly that a larger nursery only costs memory.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (rows: RowOrProblem[]) => this.#waiting.shift()?.resolve(rows));
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    return worker;
  }
}

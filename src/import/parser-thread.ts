// Parses post files in a worker thread, or in this one when a thread isn't worth starting.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PostParser, type CellsOrProblem, type PostFileKind } from './post-parser.ts';

/** What the thread receives: what the next file is, then its chunks, and null at its end. */
export type ThreadQuestion = { readonly kind: PostFileKind } | { readonly chunk: Uint8Array | null };

/** Parses one file after the other. Up to `ahead` further chunks may be passed before the first one's posts are there. */
export interface PostParserHandle extends AsyncDisposable {
  readonly ahead: number;
  begin(kind: PostFileKind): void;
  /** Takes ownership of the chunk's memory. @param chunk null at the end of the file */
  read(chunk: Uint8Array<ArrayBuffer> | null): Promise<CellsOrProblem[]>;
}

/** Below this many bytes of posts, a thread costs more than it gains. */
const WORTH_A_THREAD = 4e6;

/** @param bytes of all the post files */
export function openPostParser(bytes: number): PostParserHandle {
  // Node.js can't run TypeScript in a thread.
  const isCompiled = /^\.c?js$/.test(extname(import.meta.filename));
  return isCompiled && bytes > WORTH_A_THREAD ? new ThreadedParser() : new InProcessParser();
}

class InProcessParser implements PostParserHandle {
  readonly ahead = 0;
  #parser: PostParser | undefined;

  begin(kind: PostFileKind): void {
    this.#parser = new PostParser(kind);
  }

  async read(chunk: Uint8Array | null): Promise<CellsOrProblem[]> {
    return (await this.#parser?.read(chunk)) ?? [];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

interface PendingAnswer {
  readonly resolve: (posts: CellsOrProblem[]) => void;
  readonly reject: (error: unknown) => void;
}

class ThreadedParser implements PostParserHandle {
  /** Enough to do while a batch is being saved. */
  readonly ahead = 16;
  /** Answers come in the order of the questions. */
  readonly #waiting: PendingAnswer[] = [];
  #worker: Worker | undefined;

  begin(kind: PostFileKind): void {
    // Not earlier: an archive whose files are known needs no thread.
    this.#worker ??= this.#start();
    this.#send({ kind });
  }

  read(chunk: Uint8Array<ArrayBuffer> | null): Promise<CellsOrProblem[]> {
    const answer = new Promise<CellsOrProblem[]>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#send({ chunk }, chunk ? [chunk.buffer] : []);
    });
    // When the thread fails, the first answer that is awaited rejects; the others are never awaited.
    answer.catch(() => undefined);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
  }

  #send(question: ThreadQuestion, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(question, transfer);
  }

  #start(): Worker {
    const worker = new Worker(join(import.meta.dirname, `parser-worker${extname(import.meta.filename)}`), {
      // Records are so short-lived that a larger nursery would only cost memory.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (posts: CellsOrProblem[]) => this.#waiting.shift()?.resolve(posts));
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    return worker;
  }
}

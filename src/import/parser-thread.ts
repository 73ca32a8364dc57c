// Parses post files in a thread of its own or, where that is not worth its start, in this one.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PostParser, type CellsOrProblem, type TweetFileKind } from './post-parser.ts';

/** What a thread is sent: which file comes, then its chunks, and null at its end. */
export type ThreadQuestion = { readonly kind: TweetFileKind } | { readonly chunk: Uint8Array | null };

/** Parses one file after the other. Ask for the next chunk's posts before the last ones are there, up to `ahead`. */
export interface PostParserHandle extends AsyncDisposable {
  readonly ahead: number;
  begin(kind: TweetFileKind): void;
  /** Takes a chunk over, with its memory. @param chunk null at the end of the file */
  read(chunk: Uint8Array<ArrayBuffer> | null): Promise<CellsOrProblem[]>;
}

/** Bytes of posts below which a thread costs more than it wins. */
const WORTH_A_THREAD = 4e6;

/** @param bytes of all the post files */
export function openPostParser(bytes: number): PostParserHandle {
  // Node.js runs a thread of a compiled program only.
  const isCompiled = /^\.c?js$/.test(extname(import.meta.filename));
  return isCompiled && bytes > WORTH_A_THREAD ? new ThreadedParser() : new InProcessParser();
}

class InProcessParser implements PostParserHandle {
  readonly ahead = 0;
  #parser: PostParser | undefined;

  begin(kind: TweetFileKind): void {
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
  readonly ahead = 2;
  /** Answers come in the order of the questions. */
  readonly #waiting: PendingAnswer[] = [];
  #worker: Worker | undefined;

  begin(kind: TweetFileKind): void {
    // Not earlier: an archive whose files are known needs no thread.
    this.#worker ??= this.#start();
    this.#send({ kind });
  }

  read(chunk: Uint8Array<ArrayBuffer> | null): Promise<CellsOrProblem[]> {
    const answer = new Promise<CellsOrProblem[]>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#send({ chunk }, chunk ? [chunk.buffer] : []);
    });
    // When the thread fails, the first answer that is waited for rejects, and the others are never looked at.
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
      // In MB: records live so briefly that a larger nursery only costs memory.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (posts: CellsOrProblem[]) => this.#waiting.shift()?.resolve(posts));
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    return worker;
  }
}

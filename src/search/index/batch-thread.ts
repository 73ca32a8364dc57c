// Reads the next batch in a thread while this one saves: both take about as long.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Db } from '../../library/database.ts';
import type { Batch } from './batch.ts';

/** Below this many posts, a thread costs more than it gains. */
const WORTH_A_THREAD = 20_000;

/** Answers null where there is no thread, and when it fails: the batch has to be read here then. */
export class BatchThread implements AsyncDisposable {
  readonly #db: Db;
  #worker: Worker | null = null;
  #answer: Promise<Batch | null> = Promise.resolve(null);
  #resolve: (batch: Batch | null) => void = () => undefined;
  #version: unknown;

  /** Begins to read the first batch. @param waiting how many posts there are to read */
  constructor(db: Db, waiting: number) {
    this.#db = db;
    // Node.js can't run TypeScript in a thread.
    const isCompiled = /^\.c?js$/.test(extname(import.meta.filename));
    if (!isCompiled || waiting < WORTH_A_THREAD || db.memory) return;
    this.#worker = this.#start();
    this.ask(null);
  }

  /** Begins to read what follows an id in the queue. */
  ask(after: string | null): void {
    this.#version = this.#currentVersion();
    this.#answer = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    if (this.#worker) this.#worker.postMessage(after);
    else this.#resolve(null);
  }

  answer(): Promise<Batch | null> {
    return this.#answer;
  }

  /** Whether no other process has changed the database since the thread was asked. To be sure of it, ask in a transaction that writes. */
  isCurrent(): boolean {
    return this.#currentVersion() === this.#version;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
  }

  #currentVersion(): unknown {
    return this.#db.pragma('data_version', { simple: true });
  }

  #start(): Worker {
    const path = join(import.meta.dirname, `batch-worker${extname(import.meta.filename)}`);
    // What it reads is short-lived: a larger nursery would cost memory and gain little.
    const worker = new Worker(path, { workerData: this.#db.name, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
    worker.on('message', (batch: Batch | null) => {
      this.#resolve(batch);
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#worker = null;
      this.#resolve(null);
    });
    return worker;
  }
}

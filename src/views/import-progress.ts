// A bar for an import, on a terminal only.

import cliProgress from 'cli-progress';
import type { Output } from '../context.ts';
import type { ImportEvent } from '../import-archive.ts';
import { grouped } from './words.ts';

export class ImportProgress {
  readonly #bar: cliProgress.SingleBar;

  readonly #now: () => number;
  #startedAt = 0;

  private constructor(stream: NodeJS.WritableStream, now: () => number) {
    this.#now = now;
    this.#bar = new cliProgress.SingleBar({
      stream,
      format: '{bar} {percentage}%  {tweets} tweets  {rate}/s  {eta_formatted} left',
      barCompleteChar: '━',
      barIncompleteChar: '─',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 200,
    });
  }

  /** Null where nobody watches. `now` gives milliseconds. */
  static on(stream: Output, now: () => number): ImportProgress | null {
    return stream.isTTY === true ? new ImportProgress(stream as unknown as NodeJS.WritableStream, now) : null;
  }

  show(event: ImportEvent): void {
    if (event.type === 'started') {
      this.#startedAt = this.#now();
      this.#bar.start(Math.max(1, event.bytes), 0, { tweets: '0', rate: '0' });
      return;
    }
    const seconds = Math.max(0.1, (this.#now() - this.#startedAt) / 1000);
    this.#bar.update(event.bytes, {
      tweets: grouped(event.tweets),
      rate: grouped(Math.round(event.tweets / seconds)),
    });
  }

  stop(): void {
    this.#bar.stop();
  }
}

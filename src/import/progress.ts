// A bar for an import, on a terminal only.

import cliProgress from 'cli-progress';
import type { Output } from '../platform/standard-output.ts';
import type { MediaLoad } from './copy-media.ts';
import type { ImportEvent } from './import-archive.ts';
import { formatBytes, formatNumber } from '../text/numbers-and-dates.ts';

const TWEETS = '{tweets} tweets  {rate}/s';

export class ImportProgress {
  readonly #stream: NodeJS.WritableStream;
  readonly #now: () => number;
  #bar: cliProgress.SingleBar | undefined;
  #startedAt = 0;

  private constructor(stream: NodeJS.WritableStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Null unless there is a terminal. `now` is in milliseconds. */
  static on(stream: Output, now: () => number): ImportProgress | null {
    return stream.isTTY === true ? new ImportProgress(stream as unknown as NodeJS.WritableStream, now) : null;
  }

  show(event: ImportEvent): void {
    if (event.type === 'started') this.#start(TWEETS, event.bytes, { tweets: '0', rate: '0' });
    else if (event.type === 'copying') this.#start(loadInWords(event), event.bytes, { files: '0' });
    else if (event.type === 'copied') this.#bar?.update(event.bytes, { files: formatNumber(event.files) });
    else {
      const seconds = Math.max(0.1, (this.#now() - this.#startedAt) / 1000);
      const rate = formatNumber(Math.round(event.tweets / seconds));
      this.#bar?.update(event.bytes, { tweets: formatNumber(event.tweets), rate });
    }
  }

  stop(): void {
    this.#bar?.stop();
  }

  /** Replaces the previous bar. */
  #start(words: string, bytes: number, payload: Record<string, string>): void {
    this.stop();
    this.#startedAt = this.#now();
    this.#bar = new cliProgress.SingleBar({
      stream: this.#stream,
      format: `{bar} {percentage}%  ${words}  {eta_formatted} left`,
      barCompleteChar: '━',
      barIncompleteChar: '─',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 200,
    });
    this.#bar.start(Math.max(1, bytes), 0, payload);
  }
}

/** The number and size, with a placeholder for how many are done. */
function loadInWords({ what, files, bytes }: MediaLoad): string {
  if (what === 'zips') return `unpacking media (${formatBytes(bytes)})`;
  return `{files} of ${formatNumber(files)} ${what} (${formatBytes(bytes)})`;
}

// What the bar of an import says.

import { Bars } from '../cli/progress.ts';
import type { Output } from '../platform/standard-output.ts';
import type { MediaLoad } from './media-outcome.ts';
import type { ImportEvent } from './import-archive.ts';
import { formatBytes, formatNumber } from '../text/numbers-and-dates.ts';

const POSTS = '{posts} posts  {rate}/s';

export class ImportProgress {
  readonly #bars: Bars;
  readonly #now: () => number;
  #startedAt = 0;

  private constructor(bars: Bars, now: () => number) {
    this.#bars = bars;
    this.#now = now;
  }

  /** Null unless there is a terminal. `now` is in milliseconds. */
  static async on(stream: Output, now: () => number): Promise<ImportProgress | null> {
    const bars = await Bars.on(stream);
    return bars && new ImportProgress(bars, now);
  }

  show(event: ImportEvent): void {
    if (event.type === 'started') this.#start(POSTS, event.bytes, { posts: '0', rate: '0' });
    else if (event.type === 'copying') this.#start(describeLoad(event), event.bytes, { files: '0' });
    else if (event.type === 'copied') this.#bars.update(event.bytes, { files: formatNumber(event.files) });
    else {
      const seconds = Math.max(0.1, (this.#now() - this.#startedAt) / 1000);
      const rate = formatNumber(Math.round(event.posts / seconds));
      this.#bars.update(event.bytes, { posts: formatNumber(event.posts), rate });
    }
  }

  stop(): void {
    this.#bars.stop();
  }

  /** Replaces the previous bar. */
  #start(words: string, bytes: number, payload: Record<string, string>): void {
    this.#startedAt = this.#now();
    this.#bars.start({ words, total: bytes, payload });
  }
}

/** The number and size, with a placeholder for how many are done. */
function describeLoad({ what, files, bytes }: MediaLoad): string {
  if (what === 'zips') return `unpacking media (${formatBytes(bytes)})`;
  return `{files} of ${formatNumber(files)} ${what} (${formatBytes(bytes)})`;
}

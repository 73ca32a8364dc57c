// The pages of threads: parts are gathered until the first one has come, which comes last.

import type { Memory } from '../memories.ts';
import { threadFile, threadListFile } from '../views/site-addresses.ts';
import type { SiteLook } from '../views/site-page.ts';
import { siteThread, siteThreadList, threadLine, type ThreadLine } from '../views/site-thread.ts';
import type { FolderOut } from './format.ts';
import { byTime } from './site-days.ts';
import { photosOf } from './site-media.ts';

export class ThreadPages {
  readonly #out: FolderOut;
  readonly #look: SiteLook;
  /** By the first part's id. */
  readonly #open = new Map<string, Memory[]>();
  readonly #lines = new Map<number, ThreadLine[]>();

  constructor(out: FolderOut, look: SiteLook) {
    this.#out = out;
    this.#look = look;
  }

  async add(tweet: Memory): Promise<void> {
    if (tweet.thread === null) return;
    const { id } = tweet.thread;
    addTo(this.#open, id, tweet);
    if (tweet.id === id) await this.#write(id);
  }

  /** Writes those whose first part is left out, and the lists. */
  async end(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.#write(id);
    for (const [year, lines] of this.#lines) {
      await this.#out.append(threadListFile(year), siteThreadList(year, lines.reverse(), this.#look));
    }
  }

  /** How many begin in a year. */
  countOf(year: number): number {
    return this.#lines.get(year)?.length ?? 0;
  }

  async #write(id: string): Promise<void> {
    const parts = (this.#open.get(id) ?? []).sort(byTime);
    this.#open.delete(id);
    const look = { ...this.#look, withAnchors: false, photos: photosOf(parts) };
    await this.#out.append(threadFile(id), siteThread(id, parts, look));
    const line = threadLine(id, parts, look.timeZone);
    // The other parts can be left out: then a day's page still leads here, but there is nothing to list.
    if (parts.length > 1) addTo(this.#lines, line.date.year, line);
  }
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

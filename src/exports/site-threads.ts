// The pages of threads: parts are gathered until the first one has come, which comes last; and their lists, which grow.

import type { Memory } from '../memories.ts';
import { threadFile, threadListFile } from '../views/site-addresses.ts';
import type { SiteLook } from '../views/site-page.ts';
import { siteThread, siteThreadLine, siteThreadListFrame, threadLine } from '../views/site-thread.ts';
import type { FolderOut } from './format.ts';
import { byTime } from './site-days.ts';
import { photosOf } from './site-media.ts';

export class ThreadPages {
  readonly #out: FolderOut;
  readonly #look: SiteLook;
  /** By the first part's id. */
  readonly #open = new Map<string, Memory[]>();
  /** Those whose first part came while others were missing, which may yet come out of their order. */
  readonly #writtenInPart = new Set<string>();
  readonly #counts = new Map<number, number>();

  constructor(out: FolderOut, look: SiteLook) {
    this.#out = out;
    this.#look = look;
  }

  async add(tweet: Memory): Promise<void> {
    if (tweet.thread === null) return;
    const { id, size } = tweet.thread;
    if (this.#writtenInPart.has(id)) return;
    const parts = this.#open.get(id) ?? [];
    parts.push(tweet);
    this.#open.set(id, parts);
    // A first part that was edited comes when its last version was written.
    if (parts.length === size || (tweet.id === id && tweet.editOf === null)) await this.#write(id, parts);
  }

  /** Writes those whose first part is left out, and ends the lists. */
  async end(): Promise<void> {
    for (const [id, parts] of this.#open) await this.#write(id, parts);
    for (const year of this.#counts.keys()) {
      await this.#out.append(threadListFile(year), siteThreadListFrame(year, this.#look).tail);
    }
  }

  /** How many begin in a year. */
  countOf(year: number): number {
    return this.#counts.get(year) ?? 0;
  }

  async #write(id: string, gathered: Memory[]): Promise<void> {
    const parts = gathered.sort(byTime);
    this.#open.delete(id);
    if (parts.length < (parts[0]?.thread?.size ?? 0)) this.#writtenInPart.add(id);
    const look = { ...this.#look, withAnchors: false, photos: photosOf(parts) };
    await this.#out.put(threadFile(id), siteThread(id, parts, look));
    // The other parts can be left out: then a day's page still leads here, but there is nothing to list.
    if (parts.length > 1) await this.#list(id, parts);
  }

  async #list(id: string, parts: readonly Memory[]): Promise<void> {
    const line = threadLine(id, parts, this.#look.timeZone);
    const { year } = line.date;
    const count = this.countOf(year);
    if (count === 0) await this.#out.append(threadListFile(year), siteThreadListFrame(year, this.#look).head);
    await this.#out.append(threadListFile(year), siteThreadLine(line));
    this.#counts.set(year, count + 1);
  }
}

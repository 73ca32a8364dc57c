// The pages of threads: parts are gathered until the first one has come, or should have, which comes last; and their
// lists, which grow.

import type { Memory } from '../../memories/selection.ts';
import { threadFile, threadListFile } from './addresses.ts';
import type { SiteLook } from './page.ts';
import { siteThread, siteThreadLine, siteThreadListFrame, threadLine } from '../../views/site-thread.ts';
import type { FolderOut } from '../format.ts';
import { byTime } from './day-pages.ts';
import { photosOf } from './media.ts';

/** Tweets come by their ids: by so many milliseconds one without a time can seem to be earlier than it was. */
const LATENESS = 2 * 86_400_000;

/** Open threads are looked through only between so many tweets. */
const AT_A_TIME = 500;

export class ThreadPages {
  readonly #out: FolderOut;
  readonly #look: SiteLook;
  /** By the first part's id. */
  readonly #open = new Map<string, Memory[]>();
  /**
   * Those whose first part came, or should have come, and that still miss others: these may be left out, or come a little
   * later. With when what came at that time was written.
   */
  readonly #waiting = new Map<string, number>();
  #tweets = 0;
  /** Those that were written without all their parts. */
  readonly #writtenInPart = new Set<string>();
  readonly #counts = new Map<number, number>();

  constructor(out: FolderOut, look: SiteLook) {
    this.#out = out;
    this.#look = look;
  }

  async add(tweet: Memory): Promise<void> {
    this.#tweets += 1;
    if (this.#tweets % AT_A_TIME === 0) this.#noticePassed(tweet);
    await this.#endWaiting(tweet.postedAt);
    if (tweet.thread === null) return;
    const { id, size } = tweet.thread;
    if (this.#writtenInPart.has(id)) return;
    const parts = this.#open.get(id) ?? [];
    parts.push(tweet);
    this.#open.set(id, parts);
    if (parts.length === size) await this.#write(id, parts);
    else if (tweet.id === id) this.#waiting.set(id, tweet.postedAt);
  }

  /** Ids only become less: of a thread that begins later than this tweet, the first part is left out. */
  #noticePassed({ id, postedAt }: Memory): void {
    const least = BigInt(id);
    for (const open of this.#open.keys()) {
      if (!this.#waiting.has(open) && BigInt(open) > least) this.#waiting.set(open, postedAt);
    }
  }

  async #endWaiting(postedAt: number): Promise<void> {
    for (const [id, firstAt] of this.#waiting) {
      if (firstAt - postedAt < LATENESS) return;
      await this.#write(id, this.#open.get(id) ?? []);
    }
  }

  /** Writes those that still wait, and ends the lists. */
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
    this.#waiting.delete(id);
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

// The 366 pages of days, each growing by a year as the tweets of its date have come, the newest first.

import { localDateOf, Temporal, type PlainDate } from '../../time/calendar.ts';
import type { Memory } from '../../memories/selection.ts';
import { dayFile } from './addresses.ts';
import { EMPTY_DAY, siteDayFrame, siteDayYear } from '../../views/site-day.ts';
import type { SiteLook } from './page.ts';
import type { FolderOut } from '../format.ts';
import { photosOf } from './media.ts';

/** Every day there is, in a year that has them all. */
export const ALL_DAYS: readonly PlainDate[] = Array.from({ length: 366 }, (_, index) =>
  Temporal.PlainDate.from('2024-01-01').add({ days: index }),
);

export class DayPages {
  readonly #out: FolderOut;
  readonly #look: SiteLook;
  /** Tweets by their date, of the last few dates. */
  readonly #open = new Map<string, Memory[]>();
  readonly #written = new Set<string>();

  constructor(out: FolderOut, look: SiteLook) {
    this.#out = out;
    this.#look = look;
  }

  async begin(): Promise<void> {
    for (const date of ALL_DAYS) await this.#out.append(dayFile(date), siteDayFrame(date, this.#look).head);
  }

  async add(tweet: Memory): Promise<void> {
    const date = localDateOf(tweet, this.#look.timeZone);
    const key = date.toString();
    const tweets = this.#open.get(key);
    if (tweets) {
      tweets.push(tweet);
      return;
    }
    this.#open.set(key, [tweet]);
    // A tweet without a time can come between those of the dates beside it.
    const passed = date.add({ days: 1 }).toString();
    for (const other of [...this.#open.keys()]) if (other > passed) await this.#write(other);
  }

  async end(): Promise<void> {
    for (const key of [...this.#open.keys()].sort().reverse()) await this.#write(key);
    for (const date of ALL_DAYS) {
      const isEmpty = !this.#written.has(dayFile(date));
      await this.#out.append(dayFile(date), (isEmpty ? EMPTY_DAY : '') + siteDayFrame(date, this.#look).tail);
    }
  }

  async #write(key: string): Promise<void> {
    const tweets = (this.#open.get(key) ?? []).sort(byTime);
    const date = Temporal.PlainDate.from(key);
    this.#open.delete(key);
    this.#written.add(dayFile(date));
    await this.#out.append(dayFile(date), siteDayYear(date, tweets, { ...this.#look, photos: photosOf(tweets) }));
  }
}

/** Tweets without a time before the others of their date. */
export function byTime(a: Memory, b: Memory): number {
  if (a.dateOnly !== b.dateOnly) return a.dateOnly ? -1 : 1;
  return a.postedAt - b.postedAt || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
}

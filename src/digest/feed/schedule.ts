// When a feed, or a site, is written: at the service's start and each day at the digest's hour, whatever becomes of the mails.

import { dateOf, type PlainDate } from '../../time/calendar.ts';
import { Backoff } from '../delivery-state.ts';
import { messageOf } from '../../platform/errors.ts';
import type { Feed } from './config.ts';

/**
 * Writes the feed as of a date and returns how many days are in it, or a site, and returns how many files have changed. Throws a
 * UserError when it can't be written.
 */
export type WriteFeed = (feed: Feed, date: PlainDate) => Promise<number>;

export type FeedOutcome =
  | { readonly state: 'written'; readonly count: number }
  | { readonly state: 'waiting'; readonly problem: string; readonly nextAttemptAt: number };

export interface FeedSettings {
  readonly writeFeed: WriteFeed;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: FeedOutcome) => void;
}

/** The newest day that a feed has by now: today's from the digest's hour on, whoever writes it and why. */
export function newestDay({ schedule }: Feed, now: number): PlainDate {
  const today = dateOf(now, schedule.timeZone);
  return (schedule.dueOn(today) ?? now) <= now ? today : today.subtract({ days: 1 });
}

export class FeedRound {
  readonly #feed: Feed;
  readonly #settings: FeedSettings;
  /** The day up to which it is written. */
  #written: string | undefined;
  #running: Promise<void> | undefined;
  readonly #troubles = new Backoff();

  constructor(feed: Feed, settings: FeedSettings) {
    this.#feed = feed;
    this.#settings = settings;
  }

  /** Writes what is not yet written, unless that is under way. */
  look(): void {
    const now = this.#settings.now();
    const date = newestDay(this.#feed, now);
    if (this.#running !== undefined || !this.isDue(now)) return;
    if (this.#troubles.isWaiting(now)) return;
    this.#running = this.#write(date).finally(() => {
      this.#running = undefined;
    });
  }

  /** Whether it should be written by now and is not. */
  isDue(now: number): boolean {
    return newestDay(this.#feed, now).toString() !== this.#written;
  }

  async ended(): Promise<void> {
    await this.#running;
  }

  async #write(date: PlainDate): Promise<void> {
    const { writeFeed, now, signal, onOutcome } = this.#settings;
    try {
      const count = await writeFeed(this.#feed, date);
      this.#troubles.reset();
      this.#written = date.toString();
      onOutcome({ state: 'written', count });
    } catch (error) {
      if (signal.aborted) return;
      onOutcome({ state: 'waiting', problem: messageOf(error), nextAttemptAt: this.#troubles.add(now()) });
    }
  }
}

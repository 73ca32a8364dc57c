// Use case: the service. It wakes at every scheduled minute and at each minute between, sends what is due and not yet
// sent, writes the feeds, and holds no state that matters: all that must outlast it is in the database.

import { type PlainDate } from '../../time/calendar.ts';
import { DeliveryError } from '../../mail/delivery-error.ts';
import { Backoff } from '../delivery-state.ts';
import type { Digest } from '../config.ts';
import { messageOf } from '../../platform/errors.ts';
import type { Feed } from '../feed/config.ts';
import { dueDate, nextOf, wakeUps } from '../schedule.ts';
import { deliverDigest, type DigestJob, type Outcome, type SendSettings } from '../deliver.ts';
import { FeedRound, type FeedOutcome, type WriteFeed } from '../feed/schedule.ts';
import type { Db } from '../../library/database.ts';
import { dateAbout } from '../year-digest.ts';

export type ServiceEvent =
  | {
      readonly type: 'started';
      readonly digests: readonly { readonly digest: Digest; readonly next: number | null }[];
      readonly feeds: readonly Feed[];
    }
  /** The mail server answers and takes our name and password. */
  | { readonly type: 'server'; readonly name: string }
  | { readonly type: 'unreachable'; readonly error: Error }
  | { readonly type: 'outcome'; readonly job: DigestJob; readonly outcome: Outcome; readonly next: number | null }
  /** An unexpected failure; the mail is tried again. */
  | { readonly type: 'problem'; readonly job: DigestJob; readonly problem: string }
  | { readonly type: 'feed'; readonly feed: Feed; readonly outcome: FeedOutcome }
  | { readonly type: 'stopping' }
  | { readonly type: 'stopped' };

export interface ServeSettings extends Omit<SendSettings, 'asked'> {
  readonly digests: readonly Digest[];
  readonly feeds: readonly Feed[];
  readonly writeFeed: WriteFeed;
  /** Opens the database for one attempt and closes it. */
  readonly withDatabase: <Result>(use: (db: Db) => Promise<Result>) => Promise<Result>;
  readonly onEvent: (event: ServiceEvent) => void;
}

/** How long a mail in flight may take when the service is to stop. systemd and launchd wait longer. */
const GRACE = 10_000;

/**
 * Serves until `signal` aborts; a mail in flight is then finished, or given up to be tried again. Throws when the mail
 * server refuses us for good: nothing would ever be sent.
 */
export async function serveDigests(settings: ServeSettings): Promise<void> {
  const { digests, feeds, signal, onEvent, now } = settings;
  onEvent({ type: 'started', digests: digests.map((digest) => ({ digest, next: nextOf(digest, now()) })), feeds });
  if (digests.length > 0) await verifyServer(settings);
  const givingUp = afterGrace(signal);
  const rounds = [
    ...digests.map((digest) => new Round(digest, { ...settings, signal: givingUp })),
    ...feeds.map((feed) => {
      const onOutcome = (outcome: FeedOutcome): void => {
        onEvent({ type: 'feed', feed, outcome });
      };
      return new FeedRound(feed, { ...settings, onOutcome });
    }),
  ];
  const wake = (): void => {
    for (const round of rounds) round.look();
  };
  wake();
  wakeUps(
    [...digests, ...feeds].map(({ schedule }) => schedule),
    signal,
    wake,
  );
  await whenAborted(signal);
  onEvent({ type: 'stopping' });
  await Promise.all(rounds.map((round) => round.ended()));
  onEvent({ type: 'stopped' });
}

async function verifyServer({ channel, signal, onEvent }: ServeSettings): Promise<void> {
  try {
    const server = await channel();
    await server.verify(signal);
    onEvent({ type: 'server', name: server.name });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof DeliveryError) || error.permanent) throw error;
    onEvent({ type: 'unreachable', error });
  }
}

function afterGrace(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  signal.addEventListener('abort', () => {
    setTimeout(() => {
      controller.abort(signal.reason);
    }, GRACE).unref();
  });
  return controller.signal;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** One digest's mails, one at a time, whatever becomes of the others. */
class Round {
  readonly #digest: Digest;
  readonly #settings: ServeSettings;
  /** The date that nothing more is to be done for. */
  #settled: string | undefined;
  #running: Promise<void> | undefined;
  /** After unexpected errors. */
  readonly #troubles = new Backoff();

  constructor(digest: Digest, settings: ServeSettings) {
    this.#digest = digest;
    this.#settings = settings;
  }

  /** Sends what is due, unless it is under way. */
  look(): void {
    const now = this.#settings.now();
    const due = dueDate(this.#digest.schedule, this.#digest.every, now);
    const date = due && dateAbout(this.#digest, due);
    if (this.#running !== undefined || date === null || date.toString() === this.#settled) return;
    if (this.#troubles.isWaiting(now)) return;
    this.#running = this.#send(date).finally(() => {
      this.#running = undefined;
    });
  }

  async ended(): Promise<void> {
    await this.#running;
  }

  async #send(date: PlainDate): Promise<void> {
    const { onEvent, now, signal, withDatabase } = this.#settings;
    const job: DigestJob = { digest: this.#digest, to: this.#digest.to, date };
    try {
      const settings = { ...this.#settings, asked: 'schedule' } as const;
      const outcome = await withDatabase((db) => deliverDigest(db, job, settings));
      this.#troubles.end();
      if (isSettled(outcome)) this.#settled = date.toString();
      if (outcome.state !== 'left') {
        onEvent({ type: 'outcome', job, outcome, next: nextOf(this.#digest, now()) });
      }
    } catch (error) {
      this.#troubles.add(now());
      if (!signal.aborted) onEvent({ type: 'problem', job, problem: messageOf(error) });
    }
  }
}

/** What waits, or is in the hands of another process, is looked at again. */
function isSettled(outcome: Outcome): boolean {
  if (outcome.state === 'left') return outcome.because !== 'waiting' && outcome.because !== 'sending';
  return outcome.state !== 'waiting';
}

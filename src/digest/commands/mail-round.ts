// One digest's mails, one at a time, whatever becomes of the others.

import type { PlainDate } from '../../time/calendar.ts';
import { messageOf } from '../../platform/errors.ts';
import type { Db } from '../../library/database.ts';
import type { Digest } from '../config.ts';
import { deliverDigest, type DigestJob, type Outcome, type SendSettings } from '../deliver.ts';
import { Backoff } from '../delivery-state.ts';
import { dueDate, nextOf } from '../schedule.ts';
import { dateAbout } from '../year-digest.ts';

export interface MailSettings extends Omit<SendSettings, 'asked'> {
  /** Opens the database for one attempt and closes it. */
  readonly withDatabase: <Result>(use: (db: Db) => Promise<Result>) => Promise<Result>;
  readonly onOutcome: (job: DigestJob, outcome: Outcome, next: number | null) => void;
  /** Something that is no expected failure; the mail is tried again. */
  readonly onProblem: (job: DigestJob, problem: string, nextAttemptAt: number) => void;
}

export class MailRound {
  /** The recipient and date that nothing more is to be done for. */
  #settled: string | undefined;
  /** What was tried last has not gone out, and may not any more. */
  #isUnsent = false;
  #running: Promise<void> | undefined;
  /** Errors that nobody expects. */
  readonly #failures = new Backoff();

  /** Sends what is due, unless it is under way. The digest and the settings are as they are now. */
  look(digest: Digest, settings: MailSettings): void {
    const now = settings.now();
    const date = this.#openDate(digest, now);
    if (this.#running !== undefined || date === null) return;
    if (this.#failures.isWaiting(now)) return;
    this.#running = this.#send({ digest, to: digest.to, date }, settings).finally(() => {
      this.#running = undefined;
    });
  }

  /** Whether a mail should be out by now and is not. */
  isDue(digest: Digest, now: number): boolean {
    return this.#openDate(digest, now) !== null;
  }

  get isUnsent(): boolean {
    return this.#isUnsent;
  }

  /** The date whose mail is due, unless nothing more is to be done for it. */
  #openDate(digest: Digest, now: number): PlainDate | null {
    const due = dueDate(digest.schedule, digest.every, now);
    const date = due && dateAbout(digest, due);
    return date === null || nameOf(digest, date) === this.#settled ? null : date;
  }

  async ended(): Promise<void> {
    await this.#running;
  }

  async #send(job: DigestJob, settings: MailSettings): Promise<void> {
    const { now, signal, withDatabase, onOutcome, onProblem } = settings;
    this.#isUnsent = true;
    try {
      const outcome = await withDatabase((db) => deliverDigest(db, job, { ...settings, asked: 'schedule' }));
      this.#failures.reset();
      if (isSettled(outcome)) {
        this.#settled = nameOf(job.digest, job.date);
        this.#isUnsent = false;
      }
      if (outcome.state !== 'left') onOutcome(job, outcome, nextOf(job.digest, now()));
    } catch (error) {
      const nextAttemptAt = this.#failures.add(now());
      if (!signal.aborted) onProblem(job, messageOf(error), nextAttemptAt);
    }
  }
}

function nameOf({ to }: Digest, date: PlainDate): string {
  return `${to.address} ${date.toString()}`;
}

/** What waits, or is in the hands of another process, is looked at again. */
function isSettled(outcome: Outcome): boolean {
  if (outcome.state === 'left') return outcome.because !== 'waiting' && outcome.because !== 'sending';
  return outcome.state !== 'waiting';
}

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
  #running: Promise<void> | undefined;
  /** Errors that nobody expects. */
  readonly #failures = new Backoff();

  /** Sends what is due, unless it is under way. The digest and the settings are as they are now. */
  look(digest: Digest, settings: MailSettings): void {
    const now = settings.now();
    const due = dueDate(digest.schedule, digest.every, now);
    const date = due && dateAbout(digest, due);
    if (this.#running !== undefined || date === null || nameOf(digest, date) === this.#settled) return;
    if (this.#failures.isWaiting(now)) return;
    this.#running = this.#send({ digest, to: digest.to, date }, settings).finally(() => {
      this.#running = undefined;
    });
  }

  async ended(): Promise<void> {
    await this.#running;
  }

  async #send(job: DigestJob, settings: MailSettings): Promise<void> {
    const { now, signal, withDatabase, onOutcome, onProblem } = settings;
    try {
      const outcome = await withDatabase((db) => deliverDigest(db, job, { ...settings, asked: 'schedule' }));
      this.#failures.reset();
      if (isSettled(outcome)) this.#settled = nameOf(job.digest, job.date);
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

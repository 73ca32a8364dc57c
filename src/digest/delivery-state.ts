// What became of a digest's mail on a date, and when it may be tried (again).

export type DeliveryState = 'sending' | 'waiting' | 'sent' | 'skipped' | 'failed';

/** A mail is known by its digest, its recipient and its local date. */
export interface DeliveryKey {
  /** The digest's name; with `/year` behind it for the mails about its years. */
  readonly digest: string;
  /** An address. */
  readonly recipient: string;
  /** Such as `2026-11-22`; of a year its last day. */
  readonly date: string;
}

/** Times are milliseconds since 1970 UTC. */
export interface Delivery extends DeliveryKey {
  /** `waiting`: tried in vain, and to be tried again; `failed`: not tried again for this date; `skipped`: an empty day. */
  readonly state: DeliveryState;
  /** The same at each attempt, so that a mail that arrives twice is shown once. */
  readonly messageId: string;
  readonly attempts: number;
  /** The process that claimed it last, and when. */
  readonly pid: number;
  readonly claimedAt: number;
  readonly finishedAt: number | null;
  readonly nextAttemptAt: number | null;
  readonly memories: number | null;
  /** What went wrong at the last attempt. */
  readonly problem: string | null;
}

/** Who wants it sent: the schedule, a person, or a person who wants it once more. */
export type Trigger = 'schedule' | 'hand' | 'force';

export interface Claimant {
  readonly asked: Trigger;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

const MINUTE = 60_000;

/** A delivery takes five minutes at most: whoever claimed it longer ago is gone, even if its number is in use again. */
const LEASE = 15 * MINUTE;

/** Between attempts: the waits grow, and the last one repeats. */
const RETRY_DELAYS = [1, 2, 5, 10, 20, 30, 60].map((minutes) => minutes * MINUTE);
const MAX_RETRY_DELAY = Math.max(...RETRY_DELAYS);

/** When to try again after so many attempts, in milliseconds since 1970 UTC. */
export function nextAttemptAfter(attempts: number, now: number): number {
  return now + (RETRY_DELAYS[Math.max(0, attempts - 1)] ?? MAX_RETRY_DELAY);
}

/** One trouble after another: each makes the next try come later. Times are milliseconds since 1970 UTC. */
export class Backoff {
  #count = 0;
  #quietUntil = 0;

  /** Whether to wait still. */
  isQuiet(now: number): boolean {
    return this.#count > 0 && now < this.#quietUntil;
  }

  /** When to try again after another one. */
  add(now: number): number {
    this.#count += 1;
    this.#quietUntil = nextAttemptAfter(this.#count, now);
    return this.#quietUntil;
  }

  /** It went well. */
  end(): void {
    this.#count = 0;
  }
}

/** What keeps a mail from being sent now; null when nothing does. */
export function blockedBy(delivery: Delivery, claimant: Claimant): DeliveryState | null {
  switch (delivery.state) {
    case 'sent':
      return claimant.asked === 'force' ? null : 'sent';
    case 'sending':
      return isUnderWay(delivery, claimant) ? 'sending' : null;
    case 'waiting':
      return claimant.asked === 'schedule' && isWaiting(delivery, claimant.now) ? 'waiting' : null;
    case 'skipped':
    case 'failed':
      return claimant.asked === 'schedule' ? delivery.state : null;
  }
}

/** A process never sends one mail twice at once: a claim in its own name is one of an earlier process. */
function isUnderWay({ pid, claimedAt }: Delivery, claimant: Claimant): boolean {
  const age = Math.abs(claimant.now - claimedAt);
  return pid !== claimant.pid && age < LEASE && claimant.isAlive(pid);
}

/** A wait longer than the longest comes from a clock that was wrong. */
function isWaiting({ nextAttemptAt }: Delivery, now: number): boolean {
  const left = (nextAttemptAt ?? now) - now;
  return left > 0 && left <= MAX_RETRY_DELAY;
}

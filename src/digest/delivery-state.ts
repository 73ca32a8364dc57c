// The state of a digest's mail of a date, and when it may be tried (again).

export type DeliveryState = 'sending' | 'waiting' | 'sent' | 'skipped' | 'failed';

/** Identifies a mail. */
export interface DeliveryKey {
  /** The digest's name, followed by `/year` for mails about a year. */
  readonly digest: string;
  /** An address. */
  readonly recipient: string;
  /** Such as `2026-11-22`; of a year its last day. */
  readonly date: string;
}

/** Times are milliseconds since 1970 UTC. */
export interface Delivery extends DeliveryKey {
  /** `waiting`: failed, and to be tried again; `failed`: not tried again for this date; `skipped`: an empty day. */
  readonly state: DeliveryState;
  /** The same for every attempt, so that mailboxes can recognise a mail that arrives twice. */
  readonly messageId: string;
  readonly attempts: number;
  /** The process that claimed it last; see `ownerId`. */
  readonly owner: number;
  /** When it was claimed, or the claim renewed. */
  readonly claimedAt: number;
  readonly finishedAt: number | null;
  readonly nextAttemptAt: number | null;
  readonly memories: number | null;
  /** What went wrong at the last attempt. */
  readonly problem: string | null;
}

/** Who wants it sent: the schedule, a person, or a person who wants another copy. */
export type Trigger = 'schedule' | 'manual' | 'force';

export interface Claimant {
  readonly asked: Trigger;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** See `ownerId`. */
  readonly owner: number;
  /** Whether a process with this number runs here. */
  readonly isAlive: (pid: number) => boolean;
}

/** Larger than any process number. */
const PIDS = 2 ** 22;

/**
 * Identifies a process beyond its number, since in every container the program may be process 1. `scope`, eight hexadecimal
 * digits, is of the machine or container that numbers its own processes.
 */
export function ownerId(scope: string, pid: number): number {
  // A safe integer has 53 bits.
  return (parseInt(scope, 16) % 2 ** 31) * PIDS + (pid % PIDS);
}

const MINUTE = 60_000;

/** How often a process renews its claim while it delivers. Without renewals the claim expires, whatever process runs. */
export const CLAIM_RENEWAL = MINUTE;
const LEASE = 5 * CLAIM_RENEWAL;

/** Between attempts: growing, then repeating the last. */
const RETRY_DELAYS = [1, 2, 5, 10, 20, 30, 60].map((minutes) => minutes * MINUTE);
const MAX_RETRY_DELAY = Math.max(...RETRY_DELAYS);

/** When to try again after this many attempts, in milliseconds since 1970 UTC: at a full minute, when the service wakes. */
export function nextAttemptAfter(attempts: number, now: number): number {
  const delay = RETRY_DELAYS[Math.max(0, attempts - 1)] ?? MAX_RETRY_DELAY;
  return Math.ceil((now + delay) / MINUTE) * MINUTE;
}

/** The longest wait, for servers that lock out clients which retry too soon. */
export function nextHourlyAttempt(now: number): number {
  return nextAttemptAfter(RETRY_DELAYS.length, now);
}

/** Growing waits between failures. Times are milliseconds since 1970 UTC. */
export class Backoff {
  #count = 0;
  #nextAttemptAt: number | null = null;

  isWaiting(now: number): boolean {
    return isBefore(now, this.#nextAttemptAt);
  }

  /** Counts a failure, and gives the time of the next attempt. */
  add(now: number): number {
    this.#count += 1;
    this.#nextAttemptAt = nextAttemptAfter(this.#count, now);
    return this.#nextAttemptAt;
  }

  /** After a success. */
  reset(): void {
    this.#count = 0;
    this.#nextAttemptAt = null;
  }
}

/** The state that keeps a mail from being sent now; null when it may be sent. */
export function blockedBy(delivery: Delivery, claimant: Claimant): DeliveryState | null {
  switch (delivery.state) {
    case 'sent':
      return claimant.asked === 'force' ? null : 'sent';
    case 'sending':
      return isUnderWay(delivery, claimant) ? 'sending' : null;
    case 'waiting':
      return claimant.asked === 'schedule' && isBefore(claimant.now, delivery.nextAttemptAt) ? 'waiting' : null;
    case 'skipped':
    case 'failed':
      return claimant.asked === 'schedule' ? delivery.state : null;
  }
}

/** Whether the claim's owner still works on it. `isAlive` only knows of processes in the same place. */
export function isUnderWay(
  { owner, claimedAt }: Pick<Delivery, 'owner' | 'claimedAt'>,
  claimant: Pick<Claimant, 'owner' | 'now' | 'isAlive'>,
): boolean {
  if (Math.abs(claimant.now - claimedAt) >= LEASE) return false;
  // A process never sends one mail twice at once: such a claim was an earlier process's.
  if (owner === claimant.owner) return false;
  const isElsewhere = Math.floor(owner / PIDS) !== Math.floor(claimant.owner / PIDS);
  return isElsewhere || claimant.isAlive(owner % PIDS);
}

/** Whether it is too early still. A wait beyond the longest comes from a clock that was wrong. */
export function isBefore(now: number, nextAttemptAt: number | null): boolean {
  const left = (nextAttemptAt ?? now) - now;
  return left > 0 && left <= MAX_RETRY_DELAY + MINUTE;
}

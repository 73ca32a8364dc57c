// What became of each mail. The claim is the one place where two processes decide who sends it.

import { blockedBy, type Claimant, type Delivery, type DeliveryKey, type DeliveryState } from './delivery-state.ts';
import type { Db } from '../library/database.ts';

interface DeliveryRow {
  digest: string;
  recipient: string;
  date: string;
  state: DeliveryState;
  message_id: string;
  attempts: number;
  pid: number;
  claimed_at: number;
  finished_at: number | null;
  next_attempt_at: number | null;
  memories: number | null;
  problem: string | null;
}

export type Claim =
  /** `sentBefore` is how it stands when it was sent already, and is to be sent once more. */
  | { readonly isOurs: true; readonly delivery: Delivery; readonly sentBefore: Delivery | null }
  /** What keeps it from being sent now, and how it stands. */
  | { readonly isOurs: false; readonly because: DeliveryState; readonly delivery: Delivery };

/**
 * Takes on a mail, unless it is sent, being sent or to wait. A mail that was tried before keeps its Message-ID, but one
 * that is sent again on purpose gets the new one.
 */
export function claimDelivery(db: Db, key: DeliveryKey, messageId: string, claimant: Claimant): Claim {
  return db
    .transaction((): Claim => {
      const before = findDelivery(db, key);
      const because = before && blockedBy(before, claimant);
      if (before && because) return { isOurs: false, because, delivery: before };
      const id = before && before.state !== 'sent' ? before.messageId : messageId;
      db.prepare(
        `INSERT INTO deliveries (digest, recipient, date, state, message_id, attempts, pid, claimed_at)
       VALUES (@digest, @recipient, @date, 'sending', @id, 1, @pid, @now)
       ON CONFLICT DO UPDATE SET state = 'sending', message_id = @id, pid = @pid,
         attempts = CASE state WHEN 'sent' THEN 1 ELSE attempts + 1 END,
         claimed_at = @now, finished_at = NULL, next_attempt_at = NULL`,
      ).run({ ...key, id, pid: claimant.pid, now: claimant.now });
      const delivery = findDelivery(db, key);
      if (!delivery) throw new Error('the row just written is gone');
      return { isOurs: true, delivery, sentBefore: before?.state === 'sent' ? before : null };
    })
    .immediate();
}

export interface Ending {
  readonly state: Exclude<DeliveryState, 'sending'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly memories?: number | null;
  readonly problem?: string;
  readonly nextAttemptAt?: number;
}

/** Notes how an attempt ended. A mail that somebody else has sent meanwhile stays sent. */
export function finishDelivery(db: Db, delivery: Delivery, end: Ending): void {
  db.prepare(
    `UPDATE deliveries SET state = @state, finished_at = @now, memories = coalesce(@memories, memories), problem = @problem,
       next_attempt_at = @nextAttemptAt
     WHERE digest = @digest AND recipient = @recipient AND date = @date AND (state = 'sending' OR @state = 'sent')`,
  ).run({
    digest: delivery.digest,
    recipient: delivery.recipient,
    date: delivery.date,
    state: end.state,
    now: end.now,
    memories: end.memories ?? null,
    problem: end.problem ?? null,
    nextAttemptAt: end.nextAttemptAt ?? null,
  });
}

/** Puts back how a mail stood that was to be sent once more, and was not. */
export function restoreDelivery(db: Db, { digest, recipient, date, ...sent }: Delivery): void {
  db.prepare(
    `UPDATE deliveries SET state = @state, message_id = @messageId, attempts = @attempts, claimed_at = @claimedAt,
       finished_at = @finishedAt
     WHERE digest = @digest AND recipient = @recipient AND date = @date`,
  ).run({ digest, recipient, date, ...sent });
}

export function findDelivery(db: Db, { digest, recipient, date }: DeliveryKey): Delivery | undefined {
  const row = db
    .prepare<[string, string, string], DeliveryRow>(
      'SELECT * FROM deliveries WHERE digest = ? AND recipient = ? AND date = ?',
    )
    .get(digest, recipient, date);
  return row && deliveryOf(row);
}

/** The mails of a digest to a recipient, newest date first. */
export function deliveriesOf(db: Db, digest: string, recipient: string, limit = Number.MAX_SAFE_INTEGER): Delivery[] {
  return db
    .prepare<[string, string, number], DeliveryRow>(
      'SELECT * FROM deliveries WHERE digest = ? AND recipient = ? ORDER BY date DESC LIMIT ?',
    )
    .all(digest, recipient, limit)
    .map(deliveryOf);
}

function deliveryOf(row: DeliveryRow): Delivery {
  return {
    digest: row.digest,
    recipient: row.recipient,
    date: row.date,
    state: row.state,
    messageId: row.message_id,
    attempts: row.attempts,
    pid: row.pid,
    claimedAt: row.claimed_at,
    finishedAt: row.finished_at,
    nextAttemptAt: row.next_attempt_at,
    memories: row.memories,
    problem: row.problem,
  };
}

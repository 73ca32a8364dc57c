// The deliveries in the database. Claiming is the one place where processes decide which of them sends a mail.

import { blockedBy, type Claimant, type Delivery, type DeliveryKey, type DeliveryState } from './delivery-state.ts';
import type { Db } from '../library/database.ts';

interface DeliveryRow {
  digest: string;
  recipient: string;
  date: string;
  state: DeliveryState;
  message_id: string;
  attempts: number;
  /** See `ownerId`. */
  pid: number;
  claimed_at: number;
  finished_at: number | null;
  next_attempt_at: number | null;
  memories: number | null;
  problem: string | null;
}

export type Claim =
  /** `sentBefore` is the earlier delivery of a mail of which another copy is wanted. */
  | { readonly isOurs: true; readonly delivery: Delivery; readonly sentBefore: Delivery | null }
  /** The state that keeps it from being sent now. */
  | { readonly isOurs: false; readonly because: DeliveryState; readonly delivery: Delivery };

/** The Message-IDs that a mail may get: the usual one, and one for another copy that was asked for. */
export interface MessageIds {
  readonly first: string;
  readonly another: string;
}

/**
 * Claims a mail, unless it was sent, is being sent or has to wait. A mail that was tried before keeps its Message-ID;
 * another copy of one that was sent gets its own.
 */
export function claimDelivery(db: Db, key: DeliveryKey, ids: MessageIds, claimant: Claimant): Claim {
  const claim = db.transaction((): Claim => {
    const before = findDelivery(db, key);
    const because = before && blockedBy(before, claimant);
    if (before && because) return { isOurs: false, because, delivery: before };
    db.prepare(
      `INSERT INTO deliveries (digest, recipient, date, state, message_id, attempts, pid, claimed_at)
       VALUES (@digest, @recipient, @date, 'sending', @id, 1, @owner, @now)
       ON CONFLICT DO UPDATE SET state = 'sending', message_id = @id, pid = @owner,
         attempts = CASE state WHEN 'sent' THEN 1 ELSE attempts + 1 END,
         claimed_at = @now, finished_at = NULL, next_attempt_at = NULL`,
    ).run({ ...key, id: chooseId(before, ids, claimant), owner: claimant.owner, now: claimant.now });
    const delivery = findDelivery(db, key);
    if (!delivery) throw new Error('the row just written is gone');
    return { isOurs: true, delivery, sentBefore: before?.state === 'sent' ? before : null };
  });
  return durably(db, () => claim.immediate());
}

/** Another copy must be seen in the mailbox, also where this database knows nothing of the first. */
function chooseId(before: Delivery | undefined, { first, another }: MessageIds, { asked }: Claimant): string {
  if (before && before.state !== 'sent') return before.messageId;
  return asked === 'force' ? another : first;
}

/** The write is on the disk when this returns; other writes may be lost in a power cut. */
function durably<Result>(db: Db, write: () => Result): Result {
  const usual = Number(db.pragma('synchronous', { simple: true }));
  db.pragma('synchronous = FULL');
  try {
    return write();
  } finally {
    db.pragma(`synchronous = ${usual}`);
  }
}

/** Renews a claim, if it is still ours. */
export function renewClaim(db: Db, { digest, recipient, date, owner }: Delivery, now: number): void {
  db.prepare(
    `UPDATE deliveries SET claimed_at = @now
     WHERE digest = @digest AND recipient = @recipient AND date = @date AND pid = @owner AND state = 'sending'`,
  ).run({ digest, recipient, date, owner, now });
}

export interface Ending {
  readonly state: Exclude<DeliveryState, 'sending'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly memories?: number | null;
  readonly problem?: string;
  readonly nextAttemptAt?: number;
}

/** Records how an attempt ended. If another process has claimed the mail meanwhile, only `sent` is recorded. */
export function finishDelivery(db: Db, delivery: Delivery, end: Ending): void {
  const update = db.prepare(
    `UPDATE deliveries SET state = @state, finished_at = @now, memories = coalesce(@memories, memories), problem = @problem,
       next_attempt_at = @nextAttemptAt
     WHERE digest = @digest AND recipient = @recipient AND date = @date
       AND ((state = 'sending' AND pid = @owner) OR @state = 'sent')`,
  );
  const { digest, recipient, date, owner } = delivery;
  const { state, now, memories = null, problem = null, nextAttemptAt = null } = end;
  durably(db, () => update.run({ digest, recipient, date, owner, state, now, memories, problem, nextAttemptAt }));
}

/** Restores the earlier delivery of a mail when sending another copy failed. */
export function restoreDelivery(db: Db, { digest, recipient, date, ...sent }: Delivery): void {
  db.prepare(
    `UPDATE deliveries SET state = @state, message_id = @messageId, attempts = @attempts, claimed_at = @claimedAt,
       finished_at = @finishedAt
     WHERE digest = @digest AND recipient = @recipient AND date = @date`,
  ).run({ digest, recipient, date, ...sent });
}

function findDelivery(db: Db, { digest, recipient, date }: DeliveryKey): Delivery | undefined {
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
    owner: row.pid,
    claimedAt: row.claimed_at,
    finishedAt: row.finished_at,
    nextAttemptAt: row.next_attempt_at,
    memories: row.memories,
    problem: row.problem,
  };
}

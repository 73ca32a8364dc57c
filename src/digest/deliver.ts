// Delivers one digest's mail of one date. It is claimed, written, sent and recorded, in this order, so that whenever the
// process dies the mail is either not sent yet, or sent again under the same Message-ID.

import type { PlainDate } from '../time/calendar.ts';
import { DeliveryError } from '../mail/delivery-error.ts';
import type { Channel, Message } from '../mail/channel.ts';
import {
  CLAIM_RENEWAL,
  nextAttemptAfter,
  nextHourlyAttempt,
  type Trigger,
  type Delivery,
  type DeliveryKey,
  type DeliveryState,
} from './delivery-state.ts';
import type { Digest } from './config.ts';
import { messageOf, UserError } from '../platform/errors.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Db } from '../library/database.ts';
import { stableMessageId } from '../mail/mime.ts';
import {
  claimDelivery,
  deliveriesOf,
  finishDelivery,
  renewClaim,
  restoreDelivery,
  type MessageIds,
} from './delivery-store.ts';
import { missedDates } from './missed.ts';
import { deliveryName } from './year-digest.ts';

export interface DigestJob {
  readonly digest: Digest;
  /** The digest's own recipient, unless another was named. */
  readonly to: Mailbox;
  /** The day that the mail is about; the last day of a week or a year. */
  readonly date: PlainDate;
}

/** `message` is null for an empty day that is not to be mailed. */
export interface WrittenMail {
  readonly message: Omit<Message, 'messageId' | 'date' | 'from' | 'to'> | null;
  /** In a year's mail, all posts. */
  readonly memories: number;
}

export interface SendSettings {
  readonly asked: Trigger;
  /** See `ownerId`. */
  readonly owner: number;
  readonly isAlive: (pid: number) => boolean;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Writes the mail; `missed` are the earlier dates whose mails never went out. */
  readonly write: (job: DigestJob, missed: readonly PlainDate[]) => Promise<WrittenMail>;
  /** Throws a UserError when the mail server is not set up, or its password can't be had. */
  readonly channel: (digest: Digest) => Promise<Channel>;
  readonly signal: AbortSignal;
  /** A mail is tried for the first time. */
  readonly onFirstTry?: (db: Db, job: DigestJob) => void;
}

export type Outcome =
  | { readonly state: 'sent'; readonly memories: number; readonly messageId: string; readonly response: string }
  | { readonly state: 'skipped' }
  | { readonly state: 'waiting'; readonly error: Error; readonly nextAttemptAt: number }
  | { readonly state: 'failed'; readonly error: Error }
  /** Nothing was done: it was sent, skipped or failed before, is being sent by another process, or has to wait. */
  | { readonly state: 'left'; readonly because: DeliveryState; readonly delivery: Delivery };

/** Throws unexpected errors, and the abort's reason; the mail will be tried again then. */
export async function deliverDigest(db: Db, job: DigestJob, settings: SendSettings): Promise<Outcome> {
  const now = settings.now();
  const claimed = claimDelivery(db, keyOf(job), messageIds(job, now), { ...settings, now });
  if (!claimed.isOurs) return { state: 'left', because: claimed.because, delivery: claimed.delivery };
  if (claimed.delivery.attempts === 1 && !claimed.sentBefore) settings.onFirstTry?.(db, job);
  const renewing = setInterval(() => {
    // Another program may be writing for a while: then the next renewal is early enough.
    try {
      renewClaim(db, claimed.delivery, settings.now());
    } catch {
      return;
    }
  }, CLAIM_RENEWAL);
  try {
    return await send(db, job, claimed.delivery, settings);
  } catch (error) {
    if (claimed.sentBefore) return keepEarlierSuccess(db, claimed.sentBefore, error);
    return recordFailure(db, claimed.delivery, error, settings);
  } finally {
    clearInterval(renewing);
  }
}

function keyOf({ digest, to, date }: DigestJob): DeliveryKey {
  return { digest: deliveryName(digest), recipient: to.address, date: date.toString() };
}

/**
 * Derived, so that the mail of a digest, a recipient and a date has the same id whatever is lost: the last writes before a
 * power cut, the database, or the machine. Another copy that was asked for differs by its time.
 */
function messageIds(job: DigestJob, now: number): MessageIds {
  const { digest, recipient, date } = keyOf(job);
  const words = [digest, recipient.toLowerCase(), date];
  const { from } = job.digest;
  return { first: stableMessageId(from, words), another: stableMessageId(from, [...words, String(now)]) };
}

async function send(db: Db, job: DigestJob, delivery: Delivery, settings: SendSettings): Promise<Outcome> {
  const { digest, to } = job;
  const missed = missedMails(db, job, settings.now());
  const write = (wanted: DigestJob): Promise<WrittenMail> => settings.write(wanted, missed);
  const { message, memories } = await write(job);
  if (message === null) {
    finishDelivery(db, delivery, { state: 'skipped', now: settings.now(), memories });
    return { state: 'skipped' };
  }
  const channel = await settings.channel(digest);
  const { messageId } = delivery;
  const { from, replyTo } = digest;
  const response = await deliverSmaller(job, message, write, async (written) => {
    const whole = { ...written, messageId, date: settings.now(), from, replyTo, to };
    return (await channel.deliver(whole, settings.signal)).response;
  });
  finishDelivery(db, delivery, { state: 'sent', now: settings.now(), memories });
  return { state: 'sent', memories, messageId, response };
}

type Written = NonNullable<WrittenMail['message']>;

/** Writes a mail that is refused for its size again, with half its photos at a time, until it is taken or has none. */
async function deliverSmaller(
  job: DigestJob,
  message: Written,
  write: (smaller: DigestJob) => Promise<WrittenMail>,
  deliver: (written: Written) => Promise<string>,
): Promise<string> {
  try {
    return await deliver(message);
  } catch (error) {
    const photos = message.photos.length;
    if (!(error instanceof DeliveryError) || !error.isTooLarge || photos === 0) throw error;
    const smaller = { ...job, digest: { ...job.digest, maxPhotos: Math.floor(photos / 2) } };
    const again = await write(smaller);
    if (again.message === null) throw error;
    return deliverSmaller(smaller, again.message, write, deliver);
  }
}

/** The dates before a mail's own whose mails never went out and won't any more. `now` is in milliseconds since 1970 UTC. */
export function missedMails(db: Db, { digest, to, date }: DigestJob, now: number): PlainDate[] {
  return missedDates(deliveriesOf(db, deliveryName(digest), to.address), digest, date, now);
}

/** A permanent failure is not tried again for this date. */
function recordFailure(db: Db, delivery: Delivery, error: unknown, { now, signal }: SendSettings): Outcome {
  const problem = signal.aborted ? 'it was interrupted' : messageOf(error);
  if (error instanceof DeliveryError && error.permanent && !signal.aborted) {
    finishDelivery(db, delivery, { state: 'failed', now: now(), problem });
    return { state: 'failed', error };
  }
  const nextAttemptAt = signal.aborted ? now() : nextAttempt(error, delivery.attempts, now());
  finishDelivery(db, delivery, { state: 'waiting', now: now(), problem, nextAttemptAt });
  if (signal.aborted || !(error instanceof UserError)) throw error;
  return { state: 'waiting', error, nextAttemptAt };
}

/** When to try again after an error, in milliseconds since 1970 UTC. */
export function nextAttempt(error: unknown, attempts: number, now: number): number {
  const isHourly = error instanceof DeliveryError && error.retryHourly;
  return isHourly ? nextHourlyAttempt(now) : nextAttemptAfter(attempts, now);
}

/** A mail sent before stays sent when sending another copy fails; whoever wanted it may try again. */
function keepEarlierSuccess(db: Db, sentBefore: Delivery, error: unknown): Outcome {
  restoreDelivery(db, sentBefore);
  if (!(error instanceof UserError)) throw error;
  return { state: 'failed', error };
}

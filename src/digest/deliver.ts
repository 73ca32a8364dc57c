// Use case: one digest's mail of one date. It is claimed, written, delivered and noted, in this order, so that whenever
// the process dies the mail is either not sent, or sent again under the same Message-ID.

import { dateOf, Temporal, type PlainDate } from '../time/calendar.ts';
import { DeliveryError } from '../mail/delivery-error.ts';
import type { Channel, Message } from '../mail/channel.ts';
import { nextAttemptAfter, type Trigger, type Delivery, type DeliveryState } from './delivery-state.ts';
import type { Digest } from './config.ts';
import { messageOf, UserError } from '../platform/errors.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Db } from '../library/database.ts';
import { claimDelivery, deliveriesOf, finishDelivery, restoreDelivery } from './delivery-store.ts';
import { deliveryName, mailDatesBetween } from './year-digest.ts';

export interface DigestJob {
  readonly digest: Digest;
  /** The digest's own, unless somebody named another. */
  readonly to: Mailbox;
  /** The day that it is about, of a week or a year its last. */
  readonly date: PlainDate;
}

/** What a view makes of a day; `message` is null for an empty day that is not to be mailed. */
export interface WrittenMail {
  readonly message: Omit<Message, 'messageId' | 'date' | 'from' | 'to'> | null;
  /** Of a year all posts. */
  readonly memories: number;
}

export interface SendSettings {
  readonly asked: Trigger;
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** A new one, without `<>`. */
  readonly newMessageId: (from: Mailbox) => string;
  /** Writes the mail; `missed` are the dates before it whose mails never went out. */
  readonly write: (job: DigestJob, missed: readonly PlainDate[]) => Promise<WrittenMail>;
  /** Throws a UserError when the mail server is not set up, or its password can't be had. */
  readonly channel: () => Promise<Channel>;
  readonly signal: AbortSignal;
}

export type Outcome =
  | { readonly state: 'sent'; readonly memories: number; readonly messageId: string; readonly response: string }
  | { readonly state: 'skipped' }
  | { readonly state: 'waiting'; readonly error: Error; readonly nextAttemptAt: number }
  | { readonly state: 'failed'; readonly error: Error }
  /** Nothing was done: it is sent, skipped or failed already, being sent by another process, or to wait. */
  | { readonly state: 'left'; readonly because: DeliveryState; readonly delivery: Delivery };

/** Throws only what is no expected failure, and the abort's reason; the mail is to be tried again then. */
export async function deliverDigest(db: Db, job: DigestJob, settings: SendSettings): Promise<Outcome> {
  const { digest, to, date } = job;
  const key = { digest: deliveryName(digest), recipient: to.address, date: date.toString() };
  const claimed = claimDelivery(db, key, settings.newMessageId(digest.from), { ...settings, now: settings.now() });
  if (!claimed.isOurs) return { state: 'left', because: claimed.because, delivery: claimed.delivery };
  try {
    return await send(db, job, claimed.delivery, settings);
  } catch (error) {
    if (claimed.sentBefore) return keepEarlierSuccess(db, claimed.sentBefore, error);
    return recordFailure(db, claimed.delivery, error, settings);
  }
}

async function send(db: Db, job: DigestJob, delivery: Delivery, settings: SendSettings): Promise<Outcome> {
  const { digest, to } = job;
  const { message, memories } = await settings.write(job, missedDates(db, job));
  if (message === null) {
    finishDelivery(db, delivery, { state: 'skipped', now: settings.now(), memories });
    return { state: 'skipped' };
  }
  const channel = await settings.channel();
  const { messageId } = delivery;
  const whole = { ...message, messageId, date: settings.now(), from: digest.from, to };
  const { response } = await channel.deliver(whole, settings.signal);
  finishDelivery(db, delivery, { state: 'sent', now: settings.now(), memories });
  return { state: 'sent', memories, messageId, response };
}

/** What won't pass by itself is not tried again for this date. */
function recordFailure(db: Db, delivery: Delivery, error: unknown, { now, signal }: SendSettings): Outcome {
  const problem = messageOf(error);
  if (error instanceof DeliveryError && error.lasting && !signal.aborted) {
    finishDelivery(db, delivery, { state: 'failed', now: now(), problem });
    return { state: 'failed', error };
  }
  const nextAttemptAt = signal.aborted ? now() : nextAttemptAfter(delivery.attempts, now());
  finishDelivery(db, delivery, { state: 'waiting', now: now(), problem, nextAttemptAt });
  if (signal.aborted || !(error instanceof UserError)) throw error;
  return { state: 'waiting', error, nextAttemptAt };
}

/** What was sent before stays sent; the next try is whoever's who wanted it once more. */
function keepEarlierSuccess(db: Db, sentBefore: Delivery, error: unknown): Outcome {
  restoreDelivery(db, sentBefore);
  if (!(error instanceof UserError)) throw error;
  return { state: 'failed', error };
}

/** How far back a mail that never went out is looked for. */
const LONGEST_GAP = { years: 1, days: 1 };

/**
 * How many days after its date the schedule has a mail claimed, at the earliest and the latest. What was claimed at another
 * time somebody has sent by hand: it tells nothing of what was due. Of a year, see year-digest.ts.
 */
const IN_TIME = { day: [0, 1], week: [0, 7], year: [-190, 220] } as const;

function isInTime({ date, claimedAt }: Delivery, { every, timeZone }: Digest): boolean {
  const [earliest, latest] = IN_TIME[every];
  const { days } = Temporal.PlainDate.from(date).until(dateOf(claimedAt, timeZone));
  return days >= earliest && days <= latest;
}

/** The dates since the last mail that went out whose own did not, oldest first; none for a digest that has just begun. */
export function missedDates(db: Db, { digest, to, date }: DigestJob): PlainDate[] {
  const before = deliveriesOf(db, deliveryName(digest), to.address).filter(
    (delivery) => delivery.date < date.toString(),
  );
  const oldest = date.subtract(LONGEST_GAP);
  const inTime = before.filter((delivery) => isInTime(delivery, digest));
  const known = inTime.find(({ state }) => state === 'sent') ?? inTime.at(-1);
  if (known === undefined) return [];
  const last = Temporal.PlainDate.from(known.date);
  // Where nothing has ever gone out, the first date that was tried is one of them.
  const from = known.state === 'sent' ? last : last.subtract({ days: 1 });
  const handled = new Set(before.filter(({ state }) => state === 'sent' || state === 'skipped').map((one) => one.date));
  const since = Temporal.PlainDate.compare(from, oldest) < 0 ? oldest : from;
  return mailDatesBetween(digest, since, date).filter((day) => !handled.has(day.toString()));
}

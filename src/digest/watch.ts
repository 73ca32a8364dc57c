// Tells the people of a digest, or what watches over it, how it stands: an alert when nothing has gone out for a day and a word
// when it does again, each once, and a call of an address for every date. Each is claimed in the database like a mail, so that
// it comes once whatever process looks; whatever becomes of it, no mail waits for it or fails by it.

import { messageOf, UserError } from '../platform/errors.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Db } from '../library/database.ts';
import type { Words } from '../mail/alert.ts';
import type { Digest } from './config.ts';
import { nextAttempt, type DigestJob, type SendSettings } from './deliver.ts';
import type { DeliveryKey } from './delivery-state.ts';
import { claimDelivery, deliveriesOf, finishDelivery } from './delivery-store.ts';
import { isOut, isSettledWell, outageIn, type MailHistory, type Outage } from './outage.ts';
import { dueDate } from './schedule.ts';
import { deliveryName } from './year-digest.ts';

export interface Watcher {
  /** Null where nobody is to hear of it. */
  readonly alert: ((words: Words) => Promise<void>) | null;
  readonly ping: ((how: 'success' | 'fail') => Promise<void>) | null;
  /** That mails begin; null where nobody waits for it. */
  readonly pingStart: (() => Promise<void>) | null;
}

type NoticeKind = 'alert' | 'well' | 'ping' | 'ping-fail' | 'ping-start';

/** What became of a word or call. */
export interface Notice {
  /** The digest's name. */
  readonly digest: string;
  readonly about: NoticeKind;
  /** Null if it went out. */
  readonly problem: string | null;
}

export interface WatchSettings extends Pick<SendSettings, 'owner' | 'isAlive' | 'now' | 'signal'> {
  readonly watcherOf: (digest: string) => Watcher;
  readonly onNotice: (notice: Notice) => void;
}

/**
 * Looks after digests of one name, with their yearly ones. `date` is one that was just sent for, if not that which is due.
 * Returns whether something is to be tried again soon. Throws the signal's reason, and what is no expected failure.
 */
export async function watchDigest(
  db: Db,
  name: string,
  digests: readonly Digest[],
  settings: WatchSettings,
  date: PlainDate | null = null,
): Promise<boolean> {
  const { alert, ping } = settings.watcherOf(name);
  if (alert === null && ping === null) return false;
  const now = settings.now();
  const mails = digests.map((digest) => {
    return { digest, deliveries: deliveriesOf(db, deliveryName(digest), digest.to.address) };
  });
  const outage = outageIn(mails, now);
  const results: boolean[] = [];
  const once = async (about: NoticeKind, key: string, act: () => Promise<void>): Promise<void> => {
    results.push(await noteOnce(db, { name, about, date: key }, act, settings));
  };
  if (alert !== null && outage) await once('alert', outage.since.toString(), () => alert(alertWords(name, outage)));
  if (ping !== null && outage) await once('ping-fail', outage.since.toString(), () => ping('fail'));
  const before = outage === null ? endedOutage(db, name, mails) : null;
  if (alert !== null && before !== null) await once('well', before, () => alert(wellWords(name)));
  const out = ping === null ? null : dateOut(mails, date, now);
  if (ping !== null && out !== null) await once('ping', out.toString(), () => ping('success'));
  return results.includes(true);
}

/** The date that is due, or was asked for, if all of its mails are out. */
function dateOut(mails: readonly MailHistory[], asked: PlainDate | null, now: number): PlainDate | null {
  const own = mails.filter(({ digest }) => digest.every !== 'year');
  const [first] = own;
  if (first === undefined) return null;
  const date = asked ?? dueDate(first.digest.schedule, first.digest.every, now);
  return date !== null && isOut(own, date) ? date : null;
}

/** The beginning of an outage that was told of and has passed: something has been sent since. */
function endedOutage(db: Db, name: string, mails: readonly MailHistory[]): string | null {
  const [told] = deliveriesOf(db, nameOf(name, 'alert'), RECIPIENT, 1);
  if (told?.state !== 'sent') return null;
  const since = told.finishedAt ?? 0;
  const isSentAgain = mails.some(({ deliveries }) =>
    deliveries.some((one) => one.state === 'sent' && (one.finishedAt ?? 0) > since),
  );
  const isWell = mails.every(({ deliveries: [newest] }) => newest === undefined || isSettledWell(newest));
  return isSentAgain && isWell ? told.date : null;
}

/** Stands for whom it may concern. */
const RECIPIENT = '-';

/** No digest can have such a name itself. */
function nameOf(digest: string, about: NoticeKind): string {
  return `${digest}/${about}`;
}

/** How often it is tried before the next look is soon enough. */
const TRIES = 5;

/** Returns whether it failed and is to be tried again soon. */
async function noteOnce(
  db: Db,
  { name, about, date }: { readonly name: string; readonly about: NoticeKind; readonly date: string },
  act: () => Promise<void>,
  settings: WatchSettings,
): Promise<boolean> {
  const { now, signal, onNotice } = settings;
  const key: DeliveryKey = { digest: nameOf(name, about), recipient: RECIPIENT, date };
  const claim = claimDelivery(
    db,
    key,
    { first: about, another: about },
    { ...settings, asked: 'schedule', now: now() },
  );
  const { delivery } = claim;
  if (!claim.isOurs) return claim.because === 'waiting' && delivery.attempts < TRIES;
  try {
    await act();
    finishDelivery(db, delivery, { state: 'sent', now: now() });
    onNotice({ digest: name, about, problem: null });
    return false;
  } catch (error) {
    const problem = messageOf(error);
    const nextAttemptAt = signal.aborted ? now() : nextAttempt(error, delivery.attempts, now());
    finishDelivery(db, delivery, { state: 'waiting', now: now(), problem, nextAttemptAt });
    if (signal.aborted || !(error instanceof UserError)) throw error;
    onNotice({ digest: name, about, problem });
    return delivery.attempts < TRIES;
  }
}

function alertWords(name: string, { since, problem }: Outage): Words {
  const why = problem === null ? '' : `\nWhat went wrong last: ${problem}`;
  return {
    title: `memories: nothing sent since ${since.toString()}`,
    text: `${name}: nothing has gone out since that of ${since.toString()} was due.${why}\nmemories digest status tells more.`,
  };
}

function wellWords(name: string): Words {
  return { title: 'memories: sent again', text: `${name}: it has gone out again.` };
}

/** Whether the end of a date has been told, or never will be: what has begun must be followed by an end. */
export function isEndTold(db: Db, { digest, date }: DigestJob): boolean {
  if (digest.every === 'year') return true;
  const [told] = deliveriesOf(db, nameOf(digest.name, 'ping'), RECIPIENT, 1);
  return told !== undefined && told.date >= date.toString();
}

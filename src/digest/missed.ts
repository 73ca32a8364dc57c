// Which of a digest's mails never went out, judged by its earlier deliveries.

import { dateOf, Temporal, type PlainDate } from '../time/calendar.ts';
import type { Digest } from './config.ts';
import type { Delivery } from './delivery-state.ts';
import { dueDate, nextOf } from './schedule.ts';
import { dateAbout, mailDatesBetween } from './year-digest.ts';

/** How far back to look for mails that never went out. */
const LONGEST_GAP = { years: 1, days: 1 };

/**
 * How many days after its date the schedule claims a mail, at the earliest and the latest. A mail claimed at another time
 * was sent by hand, and says nothing about the schedule. For a year, see year-digest.ts.
 */
const IN_TIME = { day: [0, 1], week: [0, 7], year: [-190, 220] } as const;

export type PastDelivery = Pick<Delivery, 'date' | 'state' | 'claimedAt'>;

/**
 * The dates before a date whose mails never went out and won't be tried again, since the last that did; oldest first.
 * None for a new digest.
 * @param deliveries the digest's to one recipient, newest date first
 * @param now milliseconds since 1970 UTC
 */
export function missedDates(
  deliveries: readonly PastDelivery[],
  digest: Digest,
  date: PlainDate,
  now: number,
): PlainDate[] {
  const before = deliveries.filter((delivery) => delivery.date < date.toString());
  const inTime = before.filter((delivery) => isInTime(delivery, digest));
  const known = inTime.find(({ state }) => state === 'sent') ?? inTime.at(-1);
  if (known === undefined) return [];
  const last = Temporal.PlainDate.from(known.date);
  // Where nothing ever went out, the first date tried was missed itself.
  const from = known.state === 'sent' ? last : last.subtract({ days: 1 });
  const oldest = date.subtract(LONGEST_GAP);
  const since = Temporal.PlainDate.compare(from, oldest) < 0 ? oldest : from;
  const states = new Map(before.map((delivery) => [delivery.date, delivery.state]));
  const firstOpen = firstOpenDate(digest, now);
  return mailDatesBetween(digest, since, date).filter((day) => {
    const state = states.get(day.toString());
    if (state === 'sent' || state === 'skipped') return false;
    return state === 'failed' || firstOpen === null || Temporal.PlainDate.compare(day, firstOpen) < 0;
  });
}

/** The first date whose mail the schedule still tries: the one that is due, else the next. Null for none. */
function firstOpenDate(digest: Digest, now: number): PlainDate | null {
  const next = nextOf(digest, now);
  const due = dueDate(digest.schedule, digest.every, now) ?? (next === null ? null : dateOf(next, digest.timeZone));
  return due && dateAbout(digest, due);
}

function isInTime({ date, claimedAt }: PastDelivery, { every, timeZone }: Digest): boolean {
  const [earliest, latest] = IN_TIME[every];
  const { days } = Temporal.PlainDate.from(date).until(dateOf(claimedAt, timeZone));
  return days >= earliest && days <= latest;
}

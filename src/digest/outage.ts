// Whether a digest has been without success for so long that somebody should know.

import { DAY_MS, Temporal, type PlainDate } from '../time/calendar.ts';
import type { Digest } from './config.ts';
import type { Delivery } from './delivery-state.ts';
import { missedDates } from './missed.ts';
import { dueDate } from './schedule.ts';
import { dateAbout } from './year-digest.ts';

/** A digest to one recipient, and its deliveries, newest date first. */
export interface MailHistory {
  readonly digest: Digest;
  readonly deliveries: readonly Delivery[];
}

export interface Outage {
  /** The first date that did not go out. */
  readonly since: PlainDate;
  readonly problem: string | null;
}

/** The longest outage of these; null when there is none. */
export function outageIn(mails: readonly MailHistory[], now: number): Outage | null {
  const outages = mails.flatMap((mail) => outageOf(mail, now) ?? []);
  return outages.sort((a, b) => Temporal.PlainDate.compare(a.since, b.since))[0] ?? null;
}

/** What is refused for good is one at once. A machine that was off has not tried: one failure right after is none. */
function outageOf({ digest, deliveries }: MailHistory, now: number): Outage | null {
  const due = dueDate(digest.schedule, digest.every, now);
  if (due === null) return null;
  const date = dateAbout(digest, due);
  const current = deliveries.find((one) => one.date === date.toString());
  if (current === undefined || isSettledWell(current)) return null;
  const since = missedDates(deliveries, digest, date, now)[0] ?? date;
  const outage = { since, problem: current.problem };
  if (current.state === 'failed') return outage;
  const began = digest.schedule.dueOn(since.equals(date) ? due : since) ?? 0;
  const failures = deliveries.filter((one) => one.date >= since.toString() && !isSettledWell(one));
  const attempts = failures.reduce((sum, one) => sum + one.attempts, 0);
  return now - began >= DAY_MS && attempts > 1 ? outage : null;
}

/** Whether all of a digest's mails of a date are out, or have nothing to say. */
export function isOut(mails: readonly MailHistory[], date: PlainDate): boolean {
  return mails.every(({ deliveries }) => deliveries.some((one) => one.date === date.toString() && isSettledWell(one)));
}

export function isSettledWell({ state }: Delivery): boolean {
  return state === 'sent' || state === 'skipped';
}

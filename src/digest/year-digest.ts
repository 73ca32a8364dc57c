// The mail that looks back at a year, as a digest of its own. Its dates are the last days of those years, whenever it is
// sent, so that no year is mailed twice when another day is chosen.

import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { DayOfYear } from '../time/recurrence.ts';
import type { Digest } from './config.ts';
import { datesBetween, yearlyAt } from './schedule.ts';

/** Each digest, followed by its yearly one if it has one. */
export function withYearDigests(digests: readonly Digest[]): readonly Digest[] {
  return digests.flatMap((digest) => (digest.yearReview ? [digest, yearDigest(digest, digest.yearReview)] : [digest]));
}

/** A year without posts is not mailed, whatever the digest does on empty days. */
export function yearDigest(digest: Digest, day: DayOfYear = { month: 12, day: 31 }): Digest {
  return { ...digest, every: 'year', empty: 'skip', schedule: yearlyAt(digest.schedule, day) };
}

/** The date that a mail is about, by the day it is due: up to June, a yearly one looks back at the year before. */
export function dateAbout({ every }: Pick<Digest, 'every'>, due: PlainDate): PlainDate {
  return every === 'year' ? endOf(due.month <= 6 ? due.year - 1 : due.year) : due;
}

/** The date of a year's mail. */
export function endOf(year: number): PlainDate {
  return Temporal.PlainDate.from({ year, month: 12, day: 31 });
}

/** The dates of a digest's mails between two dates, both excluded; oldest first. */
export function mailDatesBetween({ every, schedule }: Digest, from: PlainDate, to: PlainDate): PlainDate[] {
  if (every !== 'year') return datesBetween(schedule, from, to);
  const years = Array.from({ length: to.year - from.year + 1 }, (_, index) => endOf(from.year + index));
  return years.filter((end) =>
    [Temporal.PlainDate.compare(from, end), Temporal.PlainDate.compare(end, to)].every((order) => order < 0),
  );
}

/** The name of its deliveries, which no digest can have itself. */
export function deliveryName({ name, every }: Pick<Digest, 'name' | 'every'>): string {
  return every === 'year' ? `${name}/year` : name;
}

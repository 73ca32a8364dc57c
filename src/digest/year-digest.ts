// The mail that looks back at a year: a digest of its own. Its dates are the last days of the years that it is about,
// whenever it comes, so that no year is mailed twice when another day is chosen.

import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { DayOfYear } from '../time/recurrence.ts';
import type { Digest } from './config.ts';
import { datesBetween, yearlyAt } from './schedule.ts';

/** Each digest, and after it that of its year if it has one. */
export function withYearDigests(digests: readonly Digest[]): readonly Digest[] {
  return digests.flatMap((digest) => (digest.yearReview ? [digest, yearDigest(digest, digest.yearReview)] : [digest]));
}

/** A year without posts is not mailed, whatever is done on empty days. */
export function yearDigest(digest: Digest, day: DayOfYear = { month: 12, day: 31 }): Digest {
  return { ...digest, every: 'year', empty: 'skip', schedule: yearlyAt(digest.schedule, day) };
}

/** The date that a mail is about, by the day on which it is due: in its first half a year looks back at the one before. */
export function dateAbout({ every }: Pick<Digest, 'every'>, due: PlainDate): PlainDate {
  return every === 'year' ? endOf(due.month <= 6 ? due.year - 1 : due.year) : due;
}

/** The date of a year's mail. */
export function endOf(year: number): PlainDate {
  return Temporal.PlainDate.from({ year, month: 12, day: 31 });
}

/** The dates of a digest's mails between two dates, both left out; oldest first. */
export function mailDatesBetween({ every, schedule }: Digest, from: PlainDate, to: PlainDate): PlainDate[] {
  if (every !== 'year') return datesBetween(schedule, from, to);
  const years = Array.from({ length: to.year - from.year + 1 }, (_, index) => endOf(from.year + index));
  return years.filter((end) =>
    [Temporal.PlainDate.compare(from, end), Temporal.PlainDate.compare(end, to)].every((order) => order < 0),
  );
}

/** What its deliveries are kept under: no digest can be called so. */
export function deliveryName({ name, every }: Pick<Digest, 'name' | 'every'>): string {
  return every === 'year' ? `${name}/year` : name;
}

// Local days as numbers, to count by the million: Temporal takes microseconds for each.

import { dateOf, type PlainDate } from './calendar.ts';

export const DAY_MS = 86_400_000;

/** The number of a local time's day: 0 is 1 January 1970. */
export function dayNumber(local: number): number {
  return Math.floor(local / DAY_MS);
}

/** The number of a date. */
export function dayNumberOfDate(date: PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
}

/** The date of a day's number. */
export function dateOfNumber(number: number): PlainDate {
  return dateOf(number * DAY_MS, 'UTC');
}

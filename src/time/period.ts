// A stretch of local days, as people name it: 2015, 2015-03, 2015-03-14.

import { dateIn, rangeOf, Temporal, type DayRange, type PlainDate } from './calendar.ts';

/** Both days included; null is open. */
export interface Period {
  readonly first: PlainDate | null;
  readonly last: PlainDate | null;
}

export const ALL_TIME: Period = { first: null, last: null };

/** The days that `2015`, `2015-03` or `2015-03-14` names; null for anything else. */
export function parsePeriod(words: string): { first: PlainDate; last: PlainDate } | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(words) ?? [];
  const first = year === undefined ? null : dateIn(Number(year), `${month ?? 1}-${day ?? 1}`);
  if (first === null || day !== undefined) return first && { first, last: first };
  return { first, last: first.add(month === undefined ? { years: 1 } : { months: 1 }).subtract({ days: 1 }) };
}

/** A whole year. */
export function yearPeriod(year: number): { first: PlainDate; last: PlainDate } {
  return {
    first: Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    last: Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  };
}

/** Before and after anything that a post can be dated. */
const FIRST_YEAR = 1;
const LAST_YEAR = 9998;

/** Its instants and dates in a zone; null when it is open on both sides. */
export function rangeOfPeriod({ first, last }: Period, timeZone: string): DayRange | null {
  if (first === null && last === null) return null;
  return rangeOf(first ?? yearPeriod(FIRST_YEAR).first, last ?? yearPeriod(LAST_YEAR).last, timeZone);
}

/** Whether a date is in it. */
export function includes({ first, last }: Period, date: PlainDate): boolean {
  const isOrdered = (a: PlainDate | null, b: PlainDate | null): boolean =>
    a === null || b === null || Temporal.PlainDate.compare(a, b) <= 0;
  return isOrdered(first, date) && isOrdered(date, last);
}

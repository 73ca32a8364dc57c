// Days as people count them: the local day of a zone, the same day of another year, and the one rule for 29 February.

import { Temporal } from 'temporal-polyfill';
import { offsetAt, startOf } from './zone.ts';

export type PlainDate = Temporal.PlainDate;
export { Temporal };

export const DAY_MS = 86_400_000;

/** A year with a 29 February and one without, for days of no year in particular. */
export const LEAP_YEAR = 2024;
export const COMMON_YEAR = 2023;

/** Dates in words by their objects: a post's date is that of hundreds of others, and Temporal takes long to write one. */
const written = new WeakMap<PlainDate, string>();

/** `2019-11-22`. */
export function isoDate(date: PlainDate): string {
  let text = written.get(date);
  if (text === undefined) {
    text = date.toString();
    written.set(date, text);
  }
  return text;
}

/** A day of every year, as `11-22`. */
export function monthAndDay(date: PlainDate): string {
  return isoDate(date).slice(-5);
}

/** The date in a year that remembers what was written on a day: 28 February for 29 February in a common year. */
export function rememberedOn(
  { month, day }: { readonly month: number; readonly day: number },
  year: number,
): PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
}

/** The days of earlier years that a date remembers, as `11-22`: its own and, on 28 February of a common year, the 29th. */
export function datesRememberedOn(date: PlainDate): readonly string[] {
  const own = monthAndDay(date);
  return own === '02-28' && !date.inLeapYear ? [own, '02-29'] : [own];
}

/** Whether a date's memories depend on whether its year is a leap year. */
export function dependsOnLeapYear(date: PlainDate): boolean {
  return datesRememberedOn(rememberedOn(date, COMMON_YEAR)).length > 1;
}

/** The date that a year has for a day such as `02-29`; null if it has none. */
export function dateIn(year: number, day: string): PlainDate | null {
  const [month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  try {
    return new Temporal.PlainDate(year, month, dayOfMonth);
  } catch {
    return null;
  }
}

/** One day (or, on 28 February, two) of one earlier year. */
export interface DayRange {
  readonly year: number;
  /** From this instant, in milliseconds since 1970 UTC… */
  readonly from: number;
  /** …to just before this one. Equal to `from` for a day that the zone skipped. */
  readonly to: number;
  /** The same for posts that have a date and no time: midnights UTC, both included. */
  readonly firstDate: number;
  readonly lastDate: number;
}

/** Local days as instants. */
export type InstantRange = Omit<DayRange, 'year'>;

/** What a date remembers of each of the years, as ranges in a zone. A year without such a day has none. */
export function rangesOf(date: PlainDate, years: readonly number[], timeZone: string): readonly DayRange[] {
  const days = datesRememberedOn(date);
  return years.flatMap((year) => {
    const dates = days.flatMap((day) => dateIn(year, day) ?? []);
    const [first, last] = [dates.at(0), dates.at(-1)];
    return first && last ? [rangeOf(first, last, timeZone)] : [];
  });
}

/** The range from the first date's local start to the last date's local end. */
export function rangeOf(first: PlainDate, last: PlainDate, timeZone: string): DayRange {
  return {
    year: first.year,
    from: startOf(first, timeZone),
    to: startOf(last.add({ days: 1 }), timeZone),
    firstDate: startOf(first, 'UTC'),
    lastDate: startOf(last, 'UTC'),
  };
}

/** The number of a local time's day: 0 is 1 January 1970. Numbers are for counting by the million; Temporal takes microseconds. */
export function dayNumber(local: number): number {
  return Math.floor(local / DAY_MS);
}

export function dayNumberOfDate(date: PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
}

export function dateOfNumber(number: number): PlainDate {
  return dateOf(number * DAY_MS, 'UTC');
}

/** Dates by their day's number: finding one takes a tenth of the time that making it takes. */
const dates = new Map<number, PlainDate>();
const MOST_DATES = 20_000;

/** The local date of an instant. */
export function dateOf(milliseconds: number, timeZone: string): PlainDate {
  const local = milliseconds + offsetAt(milliseconds, timeZone);
  const day = dayNumber(local);
  const known = dates.get(day);
  if (known) return known;
  const midnight = new Date(day * DAY_MS);
  // From an object it would take three times as long.
  const [year, month] = [midnight.getUTCFullYear(), midnight.getUTCMonth() + 1];
  const date = new Temporal.PlainDate(year, month, midnight.getUTCDate());
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
}

/** The date a post was written on: the local one, or the only one it has. */
export function localDateOf(
  post: { readonly postedAt: number; readonly dateOnly: boolean },
  timeZone: string,
): PlainDate {
  return dateOf(post.postedAt, post.dateOnly ? 'UTC' : timeZone);
}

/** The local time with its offset, as `2019-11-22T10:53:27+01:00`. */
export function localTimeOf(milliseconds: number, timeZone: string): string {
  return isoTimeOf(milliseconds, offsetAt(milliseconds, timeZone));
}

/** The local time of day, as `10:53`: in a tenth of the time that the whole takes. */
export function timeOfDay(milliseconds: number, timeZone: string): string {
  const local = Math.floor((milliseconds + offsetAt(milliseconds, timeZone)) / MINUTE);
  const minutes = local - dayNumber(local * MINUTE) * (DAY_MS / MINUTE);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** @param offset in milliseconds */
function isoTimeOf(milliseconds: number, offset: number): string {
  const local = new Date(milliseconds + offset).toISOString().slice(0, 19);
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const hours = [Math.floor(minutes / 60), minutes % 60].map(twoDigits).join(':');
  return `${local}${offset < 0 ? '-' : '+'}${hours}`;
}

const MINUTE = 60_000;

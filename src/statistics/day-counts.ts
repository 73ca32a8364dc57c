// What follows from the number of posts on each day: years, months, weekdays, the fullest day, the longest run, and
// how many memories a date has.

import type { PlainDate } from '../time/calendar.ts';
import { dateOfNumber, DAY_MS } from '../time/day-numbers.ts';

/** Posts by day's number (see time/day-numbers.ts); no day has 0. */
export type DayCounts = ReadonlyMap<number, number>;

export interface DayCount {
  readonly date: PlainDate;
  readonly count: number;
}

export function totalOf(counts: DayCounts): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** Every year from the first to the last one that has any. */
export function byYear(counts: DayCounts): { readonly year: number; readonly count: number }[] {
  const years = new Map<number, number>();
  for (const [day, count] of counts) {
    const year = new Date(day * DAY_MS).getUTCFullYear();
    years.set(year, (years.get(year) ?? 0) + count);
  }
  const first = Math.min(...years.keys());
  const last = Math.max(...years.keys());
  if (years.size === 0) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).map((year) => ({
    year,
    count: years.get(year) ?? 0,
  }));
}

/** January first. */
export function byMonth(counts: DayCounts): number[] {
  return summed(counts, 12, (day) => new Date(day * DAY_MS).getUTCMonth());
}

/** Monday first. */
export function byWeekday(counts: DayCounts): number[] {
  // Day 0 was a Thursday.
  return summed(counts, 7, (day) => (((day + 3) % 7) + 7) % 7);
}

function summed(counts: DayCounts, length: number, placeOf: (day: number) => number): number[] {
  const sums = Array.from({ length }, () => 0);
  for (const [day, count] of counts) sums[placeOf(day)] = (sums[placeOf(day)] ?? 0) + count;
  return sums;
}

/** The day with most, the first of several; null when there is none. */
export function fullestDay(counts: DayCounts): DayCount | null {
  let best: [day: number, count: number] | null = null;
  for (const [day, count] of counts) {
    if (best === null || count > best[1] || (count === best[1] && day < best[0])) best = [day, count];
  }
  return best && { date: dateOfNumber(best[0]), count: best[1] };
}

export interface Run {
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly days: number;
}

/** The most days one after the other that all have some, the first of several such runs; null when there is none. */
export function longestRun(counts: DayCounts): Run | null {
  let best: { start: number; length: number } = { start: 0, length: 0 };
  for (const start of counts.keys()) {
    if (counts.has(start - 1)) continue;
    let length = 1;
    while (counts.has(start + length)) length += 1;
    if (length > best.length || (length === best.length && start < best.start)) best = { start, length };
  }
  if (best.length === 0) return null;
  const { start, length } = best;
  return { first: dateOfNumber(start), last: dateOfNumber(start + length - 1), days: length };
}

/** How many memories a date shows: what was written on its day in earlier years, with the 29ths on 28 February. */
export function memoriesOn(date: PlainDate, counts: DayCounts, firstYear: number): number {
  const isEnd = date.month === 2 && date.day === 28 && !date.inLeapYear;
  let total = 0;
  for (let year = firstYear; year < date.year; year += 1) {
    const day = Date.UTC(year, date.month - 1, date.day) / DAY_MS;
    // Only 29 February can be no day of its year: then it is 1 March here, which has its own memories.
    if (date.month === 2 && date.day === 29 && new Date(day * DAY_MS).getUTCMonth() !== 1) continue;
    total += counts.get(day) ?? 0;
    if (isEnd && new Date((day + 1) * DAY_MS).getUTCMonth() === 1) total += counts.get(day + 1) ?? 0;
  }
  return total;
}

// What can be told from the number of posts on each day: years, months, weekdays, the fullest day, the longest run, and
// how many memories a date has.

import { dateOfNumber, datesRememberedOn, DAY_MS, type PlainDate } from '../time/calendar.ts';

/** Posts by day's number (see time/calendar.ts); no day has 0. */
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

/** How many memories a date shows. */
export function memoriesOn(date: PlainDate, counts: DayCounts, firstYear: number): number {
  let total = 0;
  for (const remembered of datesRememberedOn(date)) {
    const [month = 1, day = 1] = remembered.split('-').map(Number);
    for (let year = firstYear; year < date.year; year += 1) {
      const time = Date.UTC(year, month - 1, day);
      // In a common year 29 February would be 1 March here, which has its own memories.
      if (new Date(time).getUTCMonth() === month - 1) total += counts.get(time / DAY_MS) ?? 0;
    }
  }
  return total;
}

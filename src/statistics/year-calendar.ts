// Use case: how many memories each day of a year has.

import { Temporal, type PlainDate, dayNumber, DAY_MS, dayNumberOfDate } from '../time/calendar.ts';
import { localClock } from '../time/zone.ts';
import { memoriesOn, type DayCount, type DayCounts } from './day-counts.ts';
import { accountHandles, accounts } from '../library/accounts.ts';
import { createHiddenFilter } from '../memories/hide-filter.ts';
import type { Library } from '../library/database.ts';
import { unwantedKind, type Choice, type Omitted } from '../memories/selection.ts';
import { ALL_TIME, rangeOfPeriod, yearPeriod } from '../time/period.ts';
import { visitKinds } from '../memories/post-scan.ts';

export interface CalendarQuery extends Choice {
  readonly today: PlainDate;
  readonly accountIds: readonly number[];
  /** The posts of this year alone; null for the memories of this year's days, of all earlier years together. */
  readonly year: number | null;
}

export interface CalendarDay extends DayCount {
  /** It has not come yet, and so it can have no posts of its own: only where one year's posts are counted. */
  readonly isFuture: boolean;
}

export interface YearCalendar {
  /** The year whose posts are counted; null for all earlier years together. */
  readonly year: number | null;
  readonly today: PlainDate;
  readonly timeZone: string;
  readonly days: readonly CalendarDay[];
  readonly total: number;
  /** The first of several; null when no day has any. */
  readonly fullest: DayCount | null;
  readonly none: readonly PlainDate[];
  /** The next day after today that has memories; null when there is none, or when one year's posts are counted. */
  readonly next: DayCount | null;
  readonly leftOut: Omitted;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
}

export function yearCalendar({ db }: Library, query: CalendarQuery): YearCalendar {
  const clock = localClock(query.timeZone);
  const period = query.year === null ? ALL_TIME : yearPeriod(query.year);
  const selection = {
    accountIds: query.accountIds,
    range: rangeOfPeriod(period, query.timeZone),
    circle: query.circle,
  };
  const filter = createHiddenFilter(db, selection, query.hidden, query.timeZone, clock);
  // A year's calendar of memories has nothing of that year, and so it leaves nothing of it out.
  const end = query.year === null ? dayNumberOfDate(yearPeriod(query.today.year).first) : Infinity;
  const days = new Map<number, number>();
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  visitKinds(db, selection, filter.ids, (moment, kind) => {
    const day = dayNumber(moment.dateOnly ? moment.postedAt : clock(moment.postedAt));
    const reason = unwantedKind(kind, query) ?? (filter.hides(moment) ? 'hidden' : null);
    if (reason === null) days.set(day, (days.get(day) ?? 0) + 1);
    else if (day < end) leftOut[reason] += 1;
  });
  return calendarOf(days, query, { leftOut, accounts: accountHandles(accounts(db), query.accountIds) });
}

/** The calendar of what was counted, by the day's number. */
export function calendarOf(
  counts: DayCounts,
  { year, today, timeZone }: Pick<CalendarQuery, 'year' | 'today' | 'timeZone'>,
  omitted: Pick<YearCalendar, 'leftOut' | 'accounts'>,
): YearCalendar {
  const firstYear = firstYearOf(counts);
  const countOf = (date: PlainDate): number =>
    year === null ? memoriesOn(date, counts, firstYear) : (counts.get(dayNumberOfDate(date)) ?? 0);
  const days =
    year === null
      ? datesOf(today.year).map((date) => ({ date, count: countOf(date), isFuture: false }))
      : daysOfYear(year, counts, today);
  return {
    year,
    today,
    timeZone,
    days,
    total: days.reduce((sum, { count }) => sum + count, 0),
    fullest: days.reduce<CalendarDay | null>((best, day) => (day.count > (best?.count ?? 0) ? day : best), null),
    none: days.filter(({ count, isFuture }) => count === 0 && !isFuture).map(({ date }) => date),
    next: year === null ? nextAfter(today, countOf) : null,
    ...omitted,
  };
}

function firstYearOf(counts: DayCounts): number {
  let first = Infinity;
  for (const day of counts.keys()) first = Math.min(first, day);
  return first === Infinity ? Infinity : new Date(first * DAY_MS).getUTCFullYear();
}

/** The days of a year with the posts of that year alone. */
export function daysOfYear(year: number, counts: DayCounts, today: PlainDate): CalendarDay[] {
  return datesOf(year).map((date) => {
    const count = counts.get(dayNumberOfDate(date)) ?? 0;
    return { date, count, isFuture: count === 0 && Temporal.PlainDate.compare(date, today) > 0 };
  });
}

function datesOf(year: number): PlainDate[] {
  const { first } = yearPeriod(year);
  return Array.from({ length: first.daysInYear }, (_, index) => first.add({ days: index }));
}

/** Every day comes again within a year, and 29 February is remembered on the 28th. */
function nextAfter(today: PlainDate, countOf: (date: PlainDate) => number): DayCount | null {
  for (let days = 1; days <= 366; days += 1) {
    const date = today.add({ days });
    const count = countOf(date);
    if (count > 0) return { date, count };
  }
  return null;
}

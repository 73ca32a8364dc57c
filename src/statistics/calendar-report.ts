// How many memories each day of a year has: the grid, and in words what it shows.

import type { ChalkInstance } from 'chalk';
import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { DayCount } from './day-counts.ts';
import type { YearCalendar } from './year-calendar.ts';
import type { NameCommand } from '../views/phrase.ts';
import { omissionNotes } from '../views/note-words.ts';
import { gridLines } from './calendar-grid.ts';
import { jsonText } from '../text/json.ts';
import { rowsBeside, wrapText } from '../text/wrap.ts';
import { pluralize, formatDate, formatDay, formatNumber } from '../text/numbers-and-dates.ts';

/** More stretches of empty days than this are counted rather than named. */
const MOST_NAMED = 12;

/** Ends with a newline; no line is wider than `width` cells, if that is 20 at least. */
export function calendarText(
  calendar: YearCalendar,
  width: number,
  chalk: ChalkInstance,
  nameCommand?: NameCommand,
): string {
  const lines = [
    ...wrapText(titleOf(calendar), width).map((line) => chalk.bold(line)),
    ...wrapText(summaryOf(calendar), width).map((line) => chalk.dim(line)),
    ...gridLines(calendar.days, calendar.today, width, chalk),
    '',
    ...factsOf(calendar).flatMap(([name, words]) => factLines(name, words, width, chalk)),
    ...omissionNotes(calendar, nameCommand).flatMap((note) => wrapText(note, width).map((line) => chalk.dim(line))),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function titleOf({ year }: YearCalendar): string {
  return year === null ? 'The memories of each day' : `The posts of ${year}`;
}

function summaryOf({ year, days, total }: YearCalendar): string {
  const filled = days.filter(({ count }) => count > 0).length;
  if (total === 0) return year === null ? 'No memories yet' : `No posts in ${year}`;
  const what = year === null ? pluralize(total, 'memory', 'memories') : pluralize(total, 'post');
  const past = days.filter(({ isFuture }) => !isFuture).length;
  return `${what} on ${formatNumber(filled)} of ${pluralize(past, 'day')}${year === null ? ', all earlier years together' : ''}`;
}

function factsOf(calendar: YearCalendar): [name: string, words: string][] {
  const { year, fullest, next, today, none, total } = calendar;
  if (total === 0) return [];
  const count = (day: DayCount): string =>
    year === null ? pluralize(day.count, 'memory', 'memories') : pluralize(day.count, 'post');
  const facts: [string, string][] = [];
  if (fullest)
    facts.push(['Fullest', `${year === null ? formatDay(fullest.date) : formatDate(fullest.date)}, ${count(fullest)}`]);
  if (next) facts.push(['Next', `${nearDay(next.date, today)}, ${count(next)}`]);
  facts.push(['None', none.length === 0 ? 'on no day' : `on ${pluralize(none.length, 'day')}: ${formatDayRuns(none)}`]);
  return facts;
}

function nearDay(date: PlainDate, today: PlainDate): string {
  return today.add({ days: 1 }).equals(date) ? `tomorrow, ${formatDay(date)}` : formatDay(date);
}

/** `4 March, 8 to 10 June`. */
export function formatDayRuns(dates: readonly PlainDate[]): string {
  const stretches: [first: PlainDate, last: PlainDate][] = [];
  for (const date of dates) {
    const last = stretches.at(-1);
    if (last?.[1].add({ days: 1 }).equals(date)) last[1] = date;
    else stretches.push([date, date]);
  }
  const more = stretches.slice(MOST_NAMED).reduce((days, [first, last]) => days + first.until(last).days + 1, 0);
  const named = stretches.slice(0, MOST_NAMED).map(([first, last]) => formatDayRun(first, last));
  return more === 0 ? named.join(', ') : `${named.join(', ')}, and ${formatNumber(more)} more`;
}

/** `8 to 10 June`, `30 June to 2 July`, or a single day. */
export function formatDayRun(first: PlainDate, last: PlainDate): string {
  if (Temporal.PlainDate.compare(first, last) === 0) return formatDay(first);
  const start = first.month === last.month && first.year === last.year ? String(first.day) : formatDay(first);
  return `${start} to ${formatDay(last)}`;
}

const NAME_WIDTH = 9;

function factLines(name: string, words: string, width: number, chalk: ChalkInstance): string[] {
  return rowsBeside(name, words, NAME_WIDTH, width).map(([start, row]) => chalk.bold(start) + row);
}

/** docs/json.md describes this shape. Ends with a newline. */
export function calendarJson({ year, timeZone, days, total, fullest, none, next, leftOut }: YearCalendar): string {
  const day = (each: DayCount | null): object | null => each && { date: each.date.toString(), count: each.count };
  return jsonText({
    year,
    timeZone,
    total,
    fullest: day(fullest),
    next: day(next),
    none: none.map(String),
    days: days.filter(({ isFuture }) => !isFuture).map(day),
    leftOut,
  });
}

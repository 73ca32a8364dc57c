// How many memories each day of a year has: the grid, and in words what it shows.

import type { ChalkInstance } from 'chalk';
import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { DayCount } from './day-counts.ts';
import type { YearCalendar } from './year-calendar.ts';
import { notesOn } from '../views/album.ts';
import { gridLines } from './calendar-grid.ts';
import { jsonText } from '../text/json.ts';
import { wrapped } from '../text/wrap.ts';
import { counted, dateInWords, dayInWords, grouped } from '../text/numbers-and-dates.ts';

/** More stretches of empty days than this are counted rather than named. */
const MOST_NAMED = 12;

/** Ends with a new line; no line is wider than `width` cells, if that is 20 at least. */
export function calendarText(calendar: YearCalendar, width: number, chalk: ChalkInstance): string {
  const lines = [
    chalk.bold(titleOf(calendar)),
    ...wrapped(summaryOf(calendar), width).map((line) => chalk.dim(line)),
    ...gridLines(calendar.days, calendar.today, width, chalk),
    '',
    ...factsOf(calendar).flatMap(([name, words]) => factLines(name, words, width, chalk)),
    ...notesOn(calendar.leftOut).flatMap((note) => wrapped(note, width).map((line) => chalk.dim(line))),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function titleOf({ year }: YearCalendar): string {
  return year === null ? 'The memories of each day' : `The tweets of ${year}`;
}

function summaryOf({ year, days, total }: YearCalendar): string {
  const filled = days.filter(({ count }) => count > 0).length;
  if (total === 0) return year === null ? 'No memories yet' : `No tweets in ${year}`;
  const what = year === null ? counted(total, 'memory', 'memories') : counted(total, 'tweet');
  const past = days.filter(({ isToCome }) => !isToCome).length;
  return `${what} on ${grouped(filled)} of ${counted(past, 'day')}${year === null ? ', all earlier years together' : ''}`;
}

function factsOf(calendar: YearCalendar): [name: string, words: string][] {
  const { year, fullest, next, today, none, total } = calendar;
  if (total === 0) return [];
  const noun = year === null ? 'memory' : 'tweet';
  const count = (day: DayCount): string => counted(day.count, noun, year === null ? 'memories' : 'tweets');
  const facts: [string, string][] = [];
  if (fullest)
    facts.push([
      'Fullest',
      `${year === null ? dayInWords(fullest.date) : dateInWords(fullest.date)}, ${count(fullest)}`,
    ]);
  if (next) facts.push(['Next', `${nearDay(next.date, today)}, ${count(next)}`]);
  facts.push([
    'None',
    none.length === 0 ? 'on no day' : `on ${counted(none.length, 'day')}: ${stretchesInWords(none)}`,
  ]);
  return facts;
}

function nearDay(date: PlainDate, today: PlainDate): string {
  return today.add({ days: 1 }).equals(date) ? `tomorrow, ${dayInWords(date)}` : dayInWords(date);
}

/** `4 March, 8 to 10 June`. */
export function stretchesInWords(dates: readonly PlainDate[]): string {
  const stretches: [first: PlainDate, last: PlainDate][] = [];
  for (const date of dates) {
    const last = stretches.at(-1);
    if (last?.[1].add({ days: 1 }).equals(date)) last[1] = date;
    else stretches.push([date, date]);
  }
  const more = stretches.slice(MOST_NAMED).reduce((days, [first, last]) => days + first.until(last).days + 1, 0);
  const named = stretches.slice(0, MOST_NAMED).map(([first, last]) => stretchInWords(first, last));
  return more === 0 ? named.join(', ') : `${named.join(', ')}, and ${grouped(more)} more`;
}

/** `8 to 10 June`, `30 June to 2 July`, or a single day. */
export function stretchInWords(first: PlainDate, last: PlainDate): string {
  if (Temporal.PlainDate.compare(first, last) === 0) return dayInWords(first);
  const start = first.month === last.month && first.year === last.year ? String(first.day) : dayInWords(first);
  return `${start} to ${dayInWords(last)}`;
}

const NAME_WIDTH = 9;

function factLines(name: string, words: string, width: number, chalk: ChalkInstance): string[] {
  return wrapped(words, Math.max(10, width - NAME_WIDTH)).map((line, index) =>
    index === 0 ? chalk.bold(name.padEnd(NAME_WIDTH)) + line : ' '.repeat(NAME_WIDTH) + line,
  );
}

/** The README documents this shape. Ends with a new line. */
export function calendarJson({ year, timeZone, days, total, fullest, none, next, leftOut }: YearCalendar): string {
  const day = (each: DayCount | null): object | null => each && { date: each.date.toString(), count: each.count };
  return jsonText({
    year,
    timeZone,
    total,
    fullest: day(fullest),
    next: day(next),
    none: none.map(String),
    days: days.filter(({ isToCome }) => !isToCome).map(day),
    leftOut,
  });
}

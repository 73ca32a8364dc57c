// A calendar with a yearly all-day event for each day that has memories.

import { localDateOf, Temporal, type PlainDate } from '../../time/calendar.ts';
import { pluralize, formatYearSpan } from '../../text/numbers-and-dates.ts';
import { shareBudget } from '../../memories/budget.ts';
import { rankedBlocks } from '../../memories/ranking.ts';
import type { ExportContext, MomentFormat } from './format.ts';
import { stableId } from '../../platform/stable-id.ts';
import { sanitize } from '../../text/sanitize.ts';
import { openText } from '../../views/covered.ts';

/** What is kept of one day's posts. */
interface Day {
  count: number;
  first: PlainDate;
  lastYear: number;
  /** The ids of the newest posts of each year, the newest first. */
  readonly years: Map<number, string[]>;
}

/** How many posts an event shows, and at least one of each year; the terminal shows the rest. */
const MOST_LINES = 12;
/** How many posts are read to find the best ones, and of each year at least: reading all of a million would take a minute. */
const MOST_READ = 24;
const LEAST_READ = 2;
/** In code points. */
const LINE_LENGTH = 140;
/** How many octets a line may have, without its end (RFC 5545). */
const WIDTH = 75;

export const ics: MomentFormat = {
  makes: 'file',
  reads: 'moments',
  order: 'newest',
  async write(moments, out, context) {
    const days = new Map<string, Day>();
    for await (const moment of moments) add(days, moment.id, localDateOf(moment, context.timeZone));
    await out.write(BEGIN);
    for (const [key, day] of [...days].sort(([a], [b]) => a.localeCompare(b))) {
      await out.write(eventOf(key, day, context));
    }
    await out.write(formatProperty('END', 'VCALENDAR'));
    return [...days.values()].reduce((sum, { count }) => sum + count, 0);
  },
};

const BEGIN = [
  formatProperty('BEGIN', 'VCALENDAR'),
  formatProperty('VERSION', '2.0'),
  formatProperty('PRODID', '-//memories//memories//EN'),
  formatProperty('CALSCALE', 'GREGORIAN'),
  formatProperty('X-WR-CALNAME', 'Memories'),
].join('');

function add(days: Map<string, Day>, id: string, date: PlainDate): void {
  const key = date.toString().slice(5);
  const day: Day = days.get(key) ?? { count: 0, first: date, lastYear: date.year, years: new Map() };
  day.count += 1;
  if (Temporal.PlainDate.compare(date, day.first) < 0) day.first = date;
  day.lastYear = Math.max(day.lastYear, date.year);
  const year = day.years.get(date.year) ?? [];
  if (year.length < MOST_LINES) year.push(id);
  day.years.set(date.year, year);
  days.set(key, day);
}

/** Something of every year, and else what has most to say; the newest first. */
function linesOf({ years }: Day, { read, usualFor }: ExportContext): string[] {
  const most = Math.max(LEAST_READ, Math.floor(MOST_READ / years.size));
  const groups = [...years].map(([year, ids]) => {
    const posts = read(ids.slice(0, most)).map((post) => [post]);
    const blocks = rankedBlocks(posts, usualFor);
    return { key: year, blocks };
  });
  const shares = shareBudget(groups, Math.max(MOST_LINES, groups.length), (posts) => posts.length);
  return shares.flatMap(({ key, blocks }) =>
    blocks.flatMap(({ posts }) => posts.map((post) => `${key}: ${truncateLine(openText(post))}`)),
  );
}

function truncateLine(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > LINE_LENGTH ? `${characters.slice(0, LINE_LENGTH - 1).join('')}…` : characters.join('');
}

function eventOf(key: string, day: Day, context: ExportContext): string {
  const { identity, now } = context;
  const { start, rule } = yearly(day);
  const stamp = new Date(now).toISOString().replace(/\.\d+|[-:]/g, '');
  return [
    formatProperty('BEGIN', 'VEVENT'),
    formatProperty('UID', stableId('event', key, ...identity)),
    formatProperty('DTSTAMP', stamp),
    formatProperty('DTSTART;VALUE=DATE', basic(start)),
    formatProperty('DTEND;VALUE=DATE', basic(start.add({ days: 1 }))),
    formatProperty('RRULE', rule),
    formatProperty(
      'SUMMARY',
      escapeText(`${pluralize(day.count, 'memory', 'memories')}, ${formatYearSpan(day.first.year, day.lastYear)}`),
    ),
    formatProperty('DESCRIPTION', escapeText(descriptionOf(key, day.count, linesOf(day, context)))),
    formatProperty('TRANSP', 'TRANSPARENT'),
    formatProperty('CLASS', 'PRIVATE'),
    formatProperty('END', 'VEVENT'),
  ].join('');
}

/**
 * From the first year on that comes after all of its memories: on an earlier day the event would count what was yet to be
 * written. In common years 29 February is remembered on the 28th.
 */
function yearly({ first, lastYear }: Day): { start: PlainDate; rule: string } {
  const start = first.add({ years: lastYear + 1 - first.year });
  const isLeapDay = first.month === 2 && first.day === 29;
  return { start, rule: isLeapDay ? 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' : 'FREQ=YEARLY' };
}

function descriptionOf(key: string, count: number, lines: readonly string[]): string {
  const more = count - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : []), '', `memories on ${key}`].join('\n');
}

function basic(date: PlainDate): string {
  return date.toString().replaceAll('-', '');
}

/** A property with its line end, folded. The value isn't escaped: text has to go through `escapeText` first. */
export function formatProperty(name: string, value: string): string {
  return `${foldLine(`${name}:${value}`).join('\r\n ')}\r\n`;
}

/** Text as the value of a property. */
export function escapeText(text: string): string {
  return sanitize(text)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** Folds between characters; the space at the beginning of each further line counts. */
function foldLine(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  let room = WIDTH;
  for (const character of line) {
    const octets = octetsOf(character);
    if (octets > room) {
      lines.push(current);
      [current, room] = ['', WIDTH - 1];
    }
    current += character;
    room -= octets;
  }
  return [...lines, current];
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 65536 ? 3 : 4;
}

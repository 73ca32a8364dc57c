// What a mail says besides its memories. It is read later and elsewhere: its commands are whole, and name their day.

import { dependsOnLeapYear, localDateOf, monthAndDay, type PlainDate } from '../../time/calendar.ts';
import type { Memories } from '../../memories/selection.ts';
import type { Memory } from '../../library/memory.ts';
import { pluralize, formatDay, formatYearSpan } from '../../text/numbers-and-dates.ts';

/** `22 November: 12 memories, 2009 to 2021`. */
export function daySubject(days: readonly Memories[], weekly: boolean): string {
  const what = weekly ? 'Your week in past years' : daysInWords(days, 'to');
  const shown = days.reduce((sum, day) => sum + day.shown, 0);
  if (shown === 0) return `${what}: no memories${weekly || days.length > 1 ? '' : ' today'}`;
  const years = days.flatMap((day) => day.years.map(({ year }) => year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const from = first === last ? ` of ${first}` : `, ${formatYearSpan(first, last)}`;
  return `${what}: ${pluralize(shown, 'memory', 'memories')}${from}`;
}

function daysInWords(days: readonly Memories[], to: string): string {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) throw new Error('a mail is about at least one day');
  return first === last ? formatDay(first.date) : `${formatDay(first.date)} ${to} ${formatDay(last.date)}`;
}

/** The command that shows these days, in whatever year somebody reads of it. */
export function commandFor(days: readonly Memories[]): string {
  const dates = days.map(({ date }) => date);
  const center = dates[Math.floor(dates.length / 2)];
  if (!center) throw new Error('a mail is about at least one day');
  const around = Math.max(...dates.map((date) => Math.abs(center.until(date).days)));
  const words = `memories on ${dates.some(dependsOnLeapYear) ? center.toString() : monthAndDay(center)}`;
  return around === 0 ? words : `${words} --days ${around}`;
}

/** Why there is nothing to see, for days without memories. */
export function emptyWords(days: readonly Memories[]): string {
  const when = days.length === 1 ? `on ${daysInWords(days, '')}` : `from ${daysInWords(days, 'to')}`;
  const isLeftOut = days.some(({ leftOut }) => Object.values(leftOut).some((count: number) => count > 0));
  return isLeftOut ? `No memories ${when}.` : `Nothing was written ${when} in earlier years.`;
}

/** Where there is something to see; `today` is the mail's day. */
export function nearestWords(nearest: PlainDate, today: PlainDate): string {
  const sameYear = nearest.year === today.year;
  const name = sameYear ? formatDay(nearest) : `${formatDay(nearest)} ${nearest.year}`;
  const date = sameYear && !dependsOnLeapYear(nearest) ? monthAndDay(nearest) : nearest.toString();
  return `The nearest day that has some is ${name}: memories on ${date}`;
}

/** `23 more memories of 2012 and 2011: memories on 11-22`, for what a mail has no room for of one day. */
export function restWords(rest: readonly Memory[], day: Memories, several: boolean): string {
  const years = [...new Set(rest.map((post) => localDateOf(post, day.timeZone).year))].sort((a, b) => b - a);
  const [newest = 0, oldest = 0] = [years.at(0), years.at(-1)];
  const which = years.length > 3 ? formatYearSpan(oldest, newest) : listed(years.map(String));
  const when = several ? ` on ${formatDay(day.date)}` : '';
  return `${pluralize(rest.length, 'more memory', 'more memories')} of ${which}${when}: ${commandFor([day])}`;
}

function listed(words: readonly string[]): string {
  const last = words.slice(-1).join('');
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

// `today`, `on <date>` and `week`: days, named in three ways.

import { InvalidArgumentError, type Command } from 'commander';
import { parseDate, dateOf, type PlainDate } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import type { Memories } from '../memories/selection.ts';
import { nearestDay, onThisDay, type DayQuery } from '../memories/on-this-day.ts';
import { albumOfDays, sumOmitted, omissionNotes } from '../views/album.ts';
import { jsonOfDay, jsonOfDays } from '../views/post-json.ts';
import { formatDay } from '../text/numbers-and-dates.ts';
import { wholeNumber, withShowOptions } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession, type Session } from '../cli/session.ts';
import { showAlbum } from '../cli/show-album.ts';

interface DayFlags extends ShowFlags {
  /** How many days before and after, too. */
  readonly days?: number;
}

/** More days around a day than half a year would come twice. */
const MOST_DAYS = 182;

export function addToday(program: Command, context: Context): void {
  withDays(withShowOptions(program.command('today')))
    .description('show the tweets of this day in earlier years')
    .action(async (_flags: DayFlags, command: Command) => {
      await showDay(context, command.optsWithGlobals(), 'today');
    });
}

export function addOn(program: Command, context: Context): void {
  withDays(withShowOptions(program.command('on')))
    .description('show a day as if today were that date')
    .argument('<date>', '2024-02-29, 02-29 (of this year), yesterday, tomorrow', dateWords)
    .action(async (words: string, _flags: DayFlags, command: Command) => {
      await showDay(context, command.optsWithGlobals(), words);
    });
}

export function addWeek(program: Command, context: Context): void {
  withShowOptions(program.command('week'))
    .description("show the past seven days' memories, day by day")
    .action(async (_flags: ShowFlags, command: Command) => {
      const flags: ShowFlags = command.optsWithGlobals();
      await withSession(context, flags, async (view) => {
        const dates = Array.from({ length: 7 }, (_, index) => view.today.subtract({ days: 6 - index }));
        await showDays(context, flags, view, dates, view.today);
      });
    });
}

function withDays(command: Command): Command {
  return command.option('--days <n>', 'also the N days before and after', wholeNumber(MOST_DAYS));
}

/** Which year is meant is known only with the zone: here any leap year will do. */
function dateWords(words: string): string {
  if (parseDate(words, dateOf(Date.UTC(2024, 1, 29), 'UTC')) !== null) return words;
  throw new InvalidArgumentError('It must be a date such as 2024-02-29, 02-29, yesterday or tomorrow.');
}

export async function showDay(context: Context, flags: DayFlags, words: string): Promise<void> {
  await withSession(context, flags, async (view) => {
    const date = parseDate(words, view.today) ?? view.today;
    const around = flags.days ?? 0;
    const dates = Array.from({ length: 2 * around + 1 }, (_, index) => date.add({ days: index - around }));
    await showDays(context, flags, view, dates, date);
  });
}

/** Shows dates one after the other; `center` is the one that was asked for. */
async function showDays(
  context: Context,
  flags: ShowFlags,
  view: Session,
  dates: readonly PlainDate[],
  center: PlainDate,
): Promise<void> {
  const query = (date: PlainDate): DayQuery => ({ ...view.choice, date, accountIds: view.accountIds });
  const days = dates.map((date) => onThisDay(view.library, query(date)));
  if (flags.json) context.stdout.write(jsonOf(days));
  else if (days.some(({ shown }) => shown > 0) || flags.html !== undefined || flags.open) {
    await showAlbum(context, view.config, flags, albumOfDays(days));
  } else context.stdout.write(nothingOn(days, center, nearestDay(view.library, query(center)), view.today.year));
}

function jsonOf(days: readonly Memories[]): string {
  const [day, ...others] = days;
  return day && others.length === 0 ? jsonOfDay(day) : jsonOfDays(days);
}

/** A day without memories is no failure; it names one that has some, with its year if that is not this one. */
function nothingOn(days: readonly Memories[], center: PlainDate, nearest: PlainDate | null, thisYear: number): string {
  const [first, last] = [days.at(0)?.date ?? center, days.at(-1)?.date ?? center];
  const when = days.length === 1 ? `on ${formatDay(center)}` : `from ${formatDay(first)} to ${formatDay(last)}`;
  const notes = omissionNotes(sumOmitted(days));
  const why = notes.length === 0 ? ': nothing was written then in earlier years' : '';
  const lines = [`No memories ${when}${why}.`];
  if (nearest !== null) {
    const isThisYear = nearest.year === thisYear;
    const date = isThisYear ? nearest.toString().slice(5) : nearest.toString();
    const words = isThisYear ? formatDay(nearest) : `${formatDay(nearest)} ${nearest.year}`;
    lines.push(`The nearest day that has some is ${words}: memories on ${date}`);
  }
  return `${[...lines, ...notes].join('\n')}\n`;
}

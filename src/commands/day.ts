// `memories today` and `memories on <date>`: the same day, named in two ways.

import { Chalk } from 'chalk';
import { InvalidArgumentError, type Command } from 'commander';
import { dateFrom, dateOf, type PlainDate } from '../calendar.ts';
import { loadConfig, type Config } from '../config.ts';
import type { Context } from '../context.ts';
import { nearestDay, onThisDay, type DayQuery } from '../on-this-day.ts';
import { jsonView } from '../views/json.ts';
import { leftOutWords, terminalView } from '../views/terminal.ts';
import { dayInWords } from '../views/words.ts';
import { settingFlags, withShowOptions, type ShowFlags } from './options.ts';
import { chosenAccounts, reading } from './store.ts';

export function addToday(program: Command, context: Context): void {
  withShowOptions(program.command('today'))
    .description('show the tweets of this day in earlier years')
    .action(async (_flags: ShowFlags, command: Command) => {
      await showDay(context, command.optsWithGlobals(), 'today');
    });
}

export function addOn(program: Command, context: Context): void {
  withShowOptions(program.command('on'))
    .description('show a day as if today were that date')
    .argument('<date>', '2024-02-29, 02-29 (of this year), yesterday, tomorrow', date)
    .action(async (words: string, _flags: ShowFlags, command: Command) => {
      await showDay(context, command.optsWithGlobals(), words);
    });
}

/** Any leap day will do: which year is meant is known only with the zone. */
function date(words: string): string {
  const leapYear = { year: 2024, month: 2, day: 29 };
  if (dateFrom(words, dateOf(Date.UTC(leapYear.year, 1, 29), 'UTC')) !== null) return words;
  throw new InvalidArgumentError('It must be a date such as 2024-02-29, 02-29, yesterday or tomorrow.');
}

export async function showDay(context: Context, flags: ShowFlags, words: string): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const today = dateOf(context.now(), config.timeZone);
  await reading(config, (db) => {
    const query: DayQuery = {
      date: dateFrom(words, today) ?? today,
      timeZone: config.timeZone,
      accountIds: chosenAccounts(db, config.get('accounts', flags.account)).map(({ id }) => id),
      retweets: config.get('retweets', flags.retweets),
      replies: config.get('replies', flags.replies),
    };
    const memories = onThisDay(db, query);
    if (flags.json) context.stdout.write(jsonView(memories));
    else if (memories.shown > 0) context.stdout.write(terminalView(memories, terminalOf(context, config)));
    else {
      context.stdout.write(emptyDay(query.date, nearestDay(db, query)));
      const leftOut = leftOutWords(memories.leftOut);
      if (leftOut !== '') context.stdout.write(`${leftOut}\n`);
    }
  });
}

function emptyDay(day: PlainDate, nearest: PlainDate | null): string {
  const none = `No memories on ${dayInWords(day)}: nothing was written on this day in earlier years.\n`;
  if (nearest === null) return none;
  const isoDay = nearest.toString();
  const command = `memories on ${nearest.year === day.year ? isoDay.slice(5) : isoDay}`;
  return `${none}The nearest day that has some is ${dayInWords(nearest)}: ${command}\n`;
}

/** 80 cells when piped; lines longer than 100 are hard to read. */
function terminalOf(context: Context, config: Config): { width: number; chalk: InstanceType<typeof Chalk> } {
  const width = context.stdout.isTTY ? (context.stdout.columns ?? 80) : 80;
  return { width: Math.min(width, 100), chalk: new Chalk({ level: config.colorLevel() }) };
}

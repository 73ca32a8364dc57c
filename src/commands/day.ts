// `today`, `on <date>` and `week`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import { SETTINGS } from '../config/settings.ts';
import type { Context } from '../platform/context.ts';
import type { DayFlags } from '../cli/show-day.ts';
import type { CommandSet } from './command-set.ts';
import { toParser, wholeNumber, withShowOptions, yearNumber } from './options.ts';

/** What the program is mostly started for: a program of its own, which is loaded in half the time. */
export const DAY_COMMANDS: CommandSet = { groups: { 'Look back': { today: addToday, on: addOn, week: addWeek } } };

/** More days around a day than half a year would come twice. */
const MOST_DAYS = 182;

export function addToday(program: Command, context: Context): void {
  withShowOptions(withDays(program.command('today')))
    .description('show the posts of this day in earlier years')
    .action(async (_flags: DayFlags, command: Command) => {
      const { showDay } = await import('../cli/show-day.ts');
      await showDay(context, command.optsWithGlobals(), 'today');
    });
}

export function addOn(program: Command, context: Context): void {
  withShowOptions(withDays(program.command('on')))
    .description('show a day as if today were that date')
    .argument('<date...>', '2012-12-24, 12-24 (of this year), 24 December, yesterday, last friday')
    .action(async (words: readonly string[], _flags: DayFlags, command: Command) => {
      const { showDay } = await import('../cli/show-day.ts');
      await showDay(context, command.optsWithGlobals(), words.join(' '));
    });
}

export function addWeek(program: Command, context: Context): void {
  withShowOptions(withLimit(program.command('week')))
    .description("show the past seven days' memories, day by day")
    .action(async (_flags: DayFlags, command: Command) => {
      const { showWeek } = await import('../cli/show-day.ts');
      await showWeek(context, command.optsWithGlobals());
    });
}

function withDays(command: Command): Command {
  return withLimit(command)
    .option('--days <n>', 'also the N days before and after', wholeNumber(MOST_DAYS))
    .option('--year <yyyy>', 'only the posts of this year', yearNumber);
}

function withLimit(command: Command): Command {
  return command.option(
    '-n, --limit <n>',
    'show no more than N posts: the best, and something of every year',
    toParser(SETTINGS.limit.check),
  );
}

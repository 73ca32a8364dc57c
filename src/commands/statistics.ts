// `stats`, `calendar` and `year`: the words of the command line. The work is loaded when it is asked for.

import { InvalidArgumentError, type Command } from 'commander';
import type { PlainDate } from '../time/calendar.ts';
import { parsePeriod } from '../time/period.ts';
import type { Context } from '../platform/context.ts';
import type { ShowFlags } from '../cli/flags.ts';
import type { CalendarFlags, StatsFlags } from '../statistics/command.ts';
import { withAccountOption, withChoiceOptions, withViewOptions, withZoneAndJson, yearNumber } from './options.ts';

export function addStats(program: Command, context: Context): void {
  withZoneAndJson(withAccountOption(program.command('stats')))
    .option('--since <date>', 'from then on: 2015, 2015-03 or 2015-03-14', dates)
    .option('--until <date>', 'until then, that day, month or year included', dates)
    .description('count tweets by year, month, weekday and hour, and what they are about')
    .action(async (_flags: StatsFlags, command: Command) => {
      const { showStatistics } = await import('../statistics/command.ts');
      await showStatistics(context, command.optsWithGlobals());
    });
}

export function addCalendar(program: Command, context: Context): void {
  withZoneAndJson(withChoiceOptions(withAccountOption(program.command('calendar'))))
    .description('show how many memories each day of the year has')
    .option('--year <year>', "that year's own tweets instead of all years' memories", yearNumber)
    .action(async (_flags: CalendarFlags, command: Command) => {
      const { showCalendar } = await import('../statistics/command.ts');
      await showCalendar(context, command.optsWithGlobals());
    });
}

export function addYear(program: Command, context: Context): void {
  withViewOptions(withAccountOption(program.command('year')))
    .description('look back at one year: the last whole one, or in December this one')
    .argument('[year]', 'a year such as 2015', yearNumber)
    .action(async (year: number | undefined, _flags: ShowFlags, command: Command) => {
      const { showYear } = await import('../statistics/year/command.ts');
      await showYear(context, command.optsWithGlobals(), year);
    });
}

function dates(raw: string): { first: PlainDate; last: PlainDate } {
  const period = parsePeriod(raw);
  if (period !== null) return period;
  throw new InvalidArgumentError('It must be a year, month or day such as 2015, 2015-03 or 2015-03-14.');
}

// `stats`, `calendar` and `year`: the words of the command line. The work is loaded when it is asked for.

import { InvalidArgumentError, type Command } from 'commander';
import type { PlainDate } from '../time/calendar.ts';
import { parsePeriod } from '../time/period.ts';
import type { Context } from '../platform/context.ts';
import { UsageError } from '../platform/errors.ts';
import type { ShowFlags } from '../cli/flags.ts';
import type { CalendarFlags, StatsFlags } from '../statistics/command.ts';
import { withAccountOption, withChoiceOptions, withViewOptions, withZoneAndJson, yearNumber } from './options.ts';

export function addStats(program: Command, context: Context): void {
  withZoneAndJson(withAccountOption(program.command('stats')))
    .option('--since <date>', 'from then on: 2015, 2015-03 or 2015-03-14', dates)
    .option('--until <date>', 'until then, that day, month or year included', dates)
    .description('count posts by year, month, weekday and hour, and what they are about')
    .argument('[period]', 'only of a year, month or day: 2015, 2015-03 or 2015-03-14', dates)
    .action(async (period: Dates | undefined, _flags: StatsFlags, command: Command) => {
      const { showStatistics } = await import('../statistics/command.ts');
      assertNamedOnce(period, command, ['since', 'until']);
      const flags = command.optsWithGlobals<StatsFlags>();
      await showStatistics(context, period === undefined ? flags : { ...flags, since: period, until: period });
    });
}

export function addCalendar(program: Command, context: Context): void {
  withZoneAndJson(withChoiceOptions(withAccountOption(program.command('calendar'))))
    .description('show how many memories each day of the year has')
    .argument('[year]', "that year's own posts instead of all years' memories", yearNumber)
    .option('--year <year>', 'the same', yearNumber)
    .action(async (year: number | undefined, _flags: CalendarFlags, command: Command) => {
      const { showCalendar } = await import('../statistics/command.ts');
      assertNamedOnce(year, command, ['year']);
      const flags = command.optsWithGlobals<CalendarFlags>();
      await showCalendar(context, year === undefined ? flags : { ...flags, year });
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

/** Throws a UsageError when an argument says what an option says too. */
function assertNamedOnce(named: unknown, command: Command, options: readonly string[]): void {
  const [option] = options.filter((name) => command.getOptionValue(name) !== undefined);
  if (named === undefined || option === undefined) return;
  throw new UsageError(`--${option} can't be used with ${command.args.join(' ')}`, { hint: 'leave one of them out' });
}

interface Dates {
  readonly first: PlainDate;
  readonly last: PlainDate;
}

function dates(raw: string): Dates {
  const period = parsePeriod(raw);
  if (period !== null) return period;
  throw new InvalidArgumentError('It must be a year, month or day such as 2015, 2015-03 or 2015-03-14.');
}

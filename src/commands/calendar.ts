// `memories calendar`: which days of the year have memories, and how many.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { calendarJson, calendarText } from '../statistics/calendar-report.ts';
import { yearCalendar } from '../statistics/year-calendar.ts';
import { withAccountOption, withChoiceOptions, withZoneAndJson, yearNumber } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession } from '../cli/session.ts';
import { chalkFor, outputWidth } from '../cli/show-album.ts';

interface CalendarFlags extends ShowFlags {
  readonly year?: number;
}

export function addCalendar(program: Command, context: Context): void {
  withZoneAndJson(withChoiceOptions(withAccountOption(program.command('calendar'))))
    .description('show how many memories each day of the year has')
    .option('--year <year>', "that year's own tweets instead of all years' memories", yearNumber)
    .action(async (_flags: CalendarFlags, command: Command) => {
      const flags: CalendarFlags = command.optsWithGlobals();
      await withSession(context, flags, ({ config, library, choice, accountIds, today }) => {
        const calendar = yearCalendar(library, { ...choice, accountIds, today, year: flags.year ?? null });
        const chalk = chalkFor(config);
        context.stdout.write(flags.json ? calendarJson(calendar) : calendarText(calendar, outputWidth(context), chalk));
      });
    });
}

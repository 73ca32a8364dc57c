// The work of `memories stats` and `memories calendar`: what there is, counted.

import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { Period } from '../time/period.ts';
import { calendarJson, calendarText } from './calendar-report.ts';
import { statisticsJson, statisticsText } from './report.ts';
import { computeStatistics } from './statistics.ts';
import { yearCalendar } from './year-calendar.ts';
import { commandNaming, type ShowFlags } from '../cli/flags.ts';
import { printText } from '../cli/print-text.ts';
import { withSession } from '../cli/session.ts';
import { chalkFor, outputWidth } from '../cli/show-album.ts';

export interface StatsFlags extends ShowFlags {
  readonly since?: { readonly first: PlainDate };
  readonly until?: { readonly last: PlainDate };
}

/** Throws a UserError for a period that ends before it begins. */
export async function showStatistics(context: Context, flags: StatsFlags): Promise<void> {
  const period = periodOf(flags);
  await withSession(context, flags, async ({ config, library, choice, accountIds }) => {
    const found = computeStatistics(library, { ...choice, accountIds, period });
    if (flags.json) {
      context.stdout.write(statisticsJson(found));
      return;
    }
    const look = { width: Math.min(100, outputWidth(context)), chalk: chalkFor(config) };
    const text = statisticsText(found, { ...look, nameCommand: commandNaming(context, flags) });
    await printText(context, config, flags, text);
  });
}

function periodOf({ since, until }: StatsFlags): Period {
  const period = { first: since?.first ?? null, last: until?.last ?? null };
  if (period.first && period.last && Temporal.PlainDate.compare(period.first, period.last) > 0) {
    throw new UserError(`there is no day from ${period.first.toString()} until ${period.last.toString()}`, {
      hint: 'swap --since and --until',
    });
  }
  return period;
}

export interface CalendarFlags extends ShowFlags {
  readonly year?: number;
}

export async function showCalendar(context: Context, flags: CalendarFlags): Promise<void> {
  await withSession(context, flags, async ({ config, library, choice, accountIds, today }) => {
    const calendar = yearCalendar(library, { ...choice, accountIds, today, year: flags.year ?? null });
    if (flags.json) {
      context.stdout.write(calendarJson(calendar));
      return;
    }
    const naming = commandNaming(context, flags);
    await printText(context, config, flags, calendarText(calendar, outputWidth(context), chalkFor(config), naming));
  });
}

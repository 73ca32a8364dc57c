// `memories stats`: what there is, counted.

import { InvalidArgumentError, type Command } from 'commander';
import { Temporal, type PlainDate } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { parsePeriod, type Period } from '../time/period.ts';
import { computeStatistics } from '../statistics/statistics.ts';
import { statisticsJson, statisticsText } from '../statistics/report.ts';
import { withAccountOption, withZoneAndJson } from './options.ts';
import { type ShowFlags } from '../cli/flags.ts';
import { withSession } from '../cli/session.ts';
import { chalkFor, outputWidth } from '../cli/show-album.ts';

interface PeriodFlags {
  readonly since?: { readonly first: PlainDate };
  readonly until?: { readonly last: PlainDate };
}

interface StatsFlags extends ShowFlags, PeriodFlags {}

export function addStats(program: Command, context: Context): void {
  withPeriodOptions(withZoneAndJson(withAccountOption(program.command('stats'))))
    .description('count tweets by year, month, weekday and hour, and what they are about')
    .action(async (_flags: StatsFlags, command: Command) => {
      const flags: StatsFlags = command.optsWithGlobals();
      const period = periodOf(flags);
      await withSession(context, flags, ({ config, library, choice, accountIds }) => {
        const found = computeStatistics(library, { ...choice, accountIds, period });
        const chalk = chalkFor(config);
        const text = (): string => statisticsText(found, Math.min(100, outputWidth(context)), chalk);
        context.stdout.write(flags.json ? statisticsJson(found) : text());
      });
    });
}

function withPeriodOptions(command: Command): Command {
  return command
    .option('--since <date>', 'from then on: 2015, 2015-03 or 2015-03-14', dates)
    .option('--until <date>', 'until then, that day, month or year included', dates);
}

function dates(raw: string): { first: PlainDate; last: PlainDate } {
  const period = parsePeriod(raw);
  if (period !== null) return period;
  throw new InvalidArgumentError('It must be a year, month or day such as 2015, 2015-03 or 2015-03-14.');
}

function periodOf({ since, until }: PeriodFlags): Period {
  const period = { first: since?.first ?? null, last: until?.last ?? null };
  if (period.first && period.last && Temporal.PlainDate.compare(period.first, period.last) > 0) {
    throw new UserError(`there is no day from ${period.first.toString()} until ${period.last.toString()}`, {
      hint: 'swap --since and --until',
    });
  }
  return period;
}

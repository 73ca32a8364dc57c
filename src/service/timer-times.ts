// When a timer must start the program: at every time of day at which something may become due. What is due on which day is then
// decided as always, so that a timer needs no dates, weekdays or cron.

import { dateOf, Temporal } from '../time/calendar.ts';
import { formatTimeOfDay } from '../time/recurrence.ts';
import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { configuredJobs } from '../digest/feed/config.ts';
import { dailyAt, type Schedule } from '../digest/schedule.ts';
import type { ServiceHost, ServiceKind } from './host.ts';
import type { Installed } from './install.ts';
import { lacksPath } from './launch.ts';
import type { TimerTime } from './units.ts';

/** Clocks change within them in every way that is known of today. */
const DAYS = 2 * 366;

/** Sorted. Throws a UserError where there is nothing to send. */
export function timerTimes(
  context: Context,
  config: Config,
  { knowsZones }: Pick<ServiceHost, 'knowsZones'>,
): readonly TimerTime[] {
  const { digests, feeds } = configuredJobs(config);
  const times = [...digests, ...feeds].flatMap(({ name, schedule }) => {
    if (!knowsZones) return timesIn(context.systemTimeZone(), null, schedule, context.now());
    const isSet = [config.ofDigest(name, 'digest.time_zone'), config.get('time_zone'), context.env['TZ']].some(Boolean);
    return timesIn(schedule.timeZone, isSet ? schedule.timeZone : null, schedule, context.now());
  });
  return distinct(times);
}

/**
 * The times that a zone's clocks show when the schedule's time comes: several where the clocks of its own zone change on
 * other days, or skip it.
 */
function timesIn(zone: string, timeZone: string | null, schedule: Schedule, now: number): TimerTime[] {
  const daily = dailyAt(schedule);
  const today = dateOf(now, schedule.timeZone);
  const times = Array.from({ length: DAYS }, (_, days): TimerTime[] => {
    const at = daily.dueOn(today.add({ days }));
    if (at === null) return [];
    const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    return [{ hour, minute, timeZone }];
  });
  return distinct(times.flat());
}

function distinct(times: readonly TimerTime[]): TimerTime[] {
  const keyed = times.map((time): [string, TimerTime] => [`${formatTimeOfDay(time)} ${time.timeZone ?? ''}`, time]);
  return [...new Map(keyed)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, time]) => time);
}

/** Times stand in the files whatever is started at them. */
const NOTHING = { node: '', script: '', environment: {} };

export const OUTDATED = "the timer's hours are not those of the settings";

/** Why what is installed must be installed again, and the command for it. */
interface Outdated {
  readonly problem: string;
  readonly hint: string;
}

/** Null where it suits the settings. Throws a UserError where there is nothing to send. */
export function whyOutdated(
  { kind, times, files }: Installed,
  { context, config, host }: { readonly context: Context; readonly config: Config; readonly host: ServiceHost },
): Outdated | null {
  const hint = installCommand(kind);
  if (kind === 'timer' && host.read(host.files(NOTHING, timerTimes(context, config, host))).times !== times) {
    return { problem: OUTDATED, hint };
  }
  if (!lacksPath(files, context, config)) return null;
  return { problem: `the ${kind} lacks the PATH for the commands in the settings`, hint };
}

/** What installs it again. */
export function installCommand(kind: ServiceKind): string {
  return `memories service install${kind === 'timer' ? ' --timer' : ''}`;
}

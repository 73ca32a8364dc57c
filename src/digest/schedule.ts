// When a digest is due: at the first scheduled minute of a local day. node-cron reads the expression and wakes us; the
// arithmetic of days is our own, since a time that the clocks skip must still come and one that they repeat must not come twice.

import { createTask, type ScheduledTask } from 'node-cron';
import { COMMON_YEAR, dateOf, LEAP_YEAR, rememberedOn, Temporal, type PlainDate } from '../time/calendar.ts';
import type { DayOfYear, Recurrence, TimeOfDay } from '../time/recurrence.ts';

export interface Schedule {
  /** Five fields of cron, in local time. */
  readonly expression: string;
  /** An IANA name. */
  readonly timeZone: string;
  readonly time: TimeOfDay;
  /** When the digest of a date is due, in milliseconds since 1970 UTC; null on days without one. */
  dueOn(date: PlainDate): number | null;
}

/** How often a mail comes. */
export type Cadence = 'day' | 'week' | 'year';

/** The day of a weekly digest whose schedule is only a time. */
const SUNDAY = 0;

/** A time of day alone is that of each day, or of Sunday for a weekly digest. */
export function createSchedule({ time, cron }: Recurrence, timeZone: string, every: 'day' | 'week'): Schedule {
  const expression = cron ?? `${time.minute} ${time.hour} * * ${every === 'week' ? SUNDAY : '*'}`;
  const task = createTask(expression, () => undefined, { timezone: 'UTC' });
  return {
    expression,
    timeZone,
    time,
    dueOn: (date) => {
      const isScheduled = task.match(new Date(date.toPlainDateTime(time).toZonedDateTime('UTC').epochMilliseconds));
      return isScheduled ? instantOf(date, time, timeZone) : null;
    },
  };
}

/** Each day at the time of another schedule. */
export function dailyAt({ time, timeZone }: Schedule): Schedule {
  const expression = `${time.minute} ${time.hour} * * *`;
  return { expression, timeZone, time, dueOn: (date) => instantOf(date, time, timeZone) };
}

/** Once a year at the time of another schedule, whatever its weekdays, on the date that remembers the day. */
export function yearlyAt({ time, timeZone }: Schedule, day: DayOfYear): Schedule {
  const days = [...new Set([COMMON_YEAR, LEAP_YEAR].map((year) => rememberedOn(day, year).day))].join(',');
  return {
    expression: `${time.minute} ${time.hour} ${days} ${day.month} *`,
    timeZone,
    time,
    dueOn: (date) => (rememberedOn(day, date.year).equals(date) ? instantOf(date, time, timeZone) : null),
  };
}

function instantOf(date: PlainDate, time: TimeOfDay, timeZone: string): number {
  // `compatible`: a skipped time comes as much later as the clocks went forward, of a repeated one the first counts.
  const local = date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return local.epochMilliseconds;
}

/** How far the next day is looked for: 29 February can be eight years away. */
const FARTHEST = 366 * 9;

/** The first date after a date that has a digest, and when; null when there is none in nine years. */
export function nextAfter(schedule: Schedule, date: PlainDate): { date: PlainDate; at: number } | null {
  for (let days = 1; days <= FARTHEST; days += 1) {
    const next = date.add({ days });
    const at = schedule.dueOn(next);
    if (at !== null) return { date: next, at };
  }
  return null;
}

/** The dates between two dates, both left out, that have a digest; oldest first. */
export function datesBetween(schedule: Schedule, from: PlainDate, to: PlainDate): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = from.add({ days: 1 }); Temporal.PlainDate.compare(date, to) < 0; date = date.add({ days: 1 })) {
    if (schedule.dueOn(date) !== null) dates.push(date);
  }
  return dates;
}

/** Wakes at every scheduled minute and, for what is to be caught up or tried again, at each minute. Stops when `signal` aborts. */
export function wakeUps(schedules: readonly Schedule[], signal: AbortSignal, wake: () => void): void {
  const options = { suppressMissedWarning: true };
  const tasks: ScheduledTask[] = [
    ...schedules.map(({ expression, timeZone }) => createTask(expression, wake, { ...options, timezone: timeZone })),
    createTask('* * * * *', wake, { ...options, timezone: 'UTC' }),
  ];
  for (const task of tasks) void task.start();
  signal.addEventListener('abort', () => {
    for (const task of tasks) void task.destroy();
  });
}

const HOUR = 3_600_000;
/** How long after its hour a daily mail may still go out past midnight: a schedule late in the evening needs it. */
const PAST_MIDNIGHT = 6 * HOUR;
/** A weekly one of last Sunday is the one to be out until this Sunday's hour; a yearly one is worth a month's patience. */
const DAYS_LOOKED_BACK = { day: 1, week: 7, year: 30 } as const;

/**
 * The date whose digest is to be out by now: a daily one is late until its day ends, a weekly one until the next is due,
 * a yearly one for 30 days. Null when none is.
 * @param now milliseconds since 1970 UTC
 */
export function dueDate(schedule: Schedule, every: Cadence, now: number): PlainDate | null {
  const today = dateOf(now, schedule.timeZone);
  for (let days = 0; days <= DAYS_LOOKED_BACK[every]; days += 1) {
    const date = today.subtract({ days });
    const at = schedule.dueOn(date);
    if (at === null || at > now) continue;
    return every !== 'day' || days === 0 || now - at <= PAST_MIDNIGHT ? date : null;
  }
  return null;
}

/** When the digest's next mail is due, in milliseconds since 1970 UTC, if all before it are out. */
export function nextOf({ schedule }: { readonly schedule: Schedule }, now: number): number | null {
  const today = dateOf(now, schedule.timeZone);
  const at = schedule.dueOn(today);
  return at !== null && at > now ? at : (nextAfter(schedule, today)?.at ?? null);
}

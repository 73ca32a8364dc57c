// When a digest is due: at the first scheduled minute of a local day. node-cron parses the expression; the arithmetic of
// days is our own, since a time that clock changes skip must still come, and one that they repeat must come once.

import { createTask, validate, type ScheduledTask } from 'node-cron';
import { COMMON_YEAR, dateOf, LEAP_YEAR, rememberedOn, Temporal, type PlainDate } from '../time/calendar.ts';
import { isByEither } from '../time/cron.ts';
import {
  formatDayOfYear,
  formatTimeOfDay,
  type DayOfYear,
  type Recurrence,
  type TimeOfDay,
} from '../time/recurrence.ts';

export interface Schedule {
  /** Five fields of cron, in local time. */
  readonly expression: string;
  /** As it was set: `08:00`, or five fields of cron. */
  readonly words: string;
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
  const tasks = tasksFor(expression);
  return {
    expression,
    words: cron ?? formatTimeOfDay(time),
    timeZone,
    time,
    dueOn: (date) => {
      const moment = new Date(date.toPlainDateTime(time).toZonedDateTime('UTC').epochMilliseconds);
      return tasks.some((task) => task.match(moment)) ? instantOf(date, time, timeZone) : null;
    },
  };
}

/**
 * In POSIX's cron either the day of the month or the weekday may match if both are restricted; node-cron requires both. As
 * in every cron, a field that begins with a star is unrestricted.
 */
function tasksFor(expression: string): ScheduledTask[] {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = expression.split(' ');
  const byDay = [minute, hour, day, month, '*'].join(' ');
  const byWeekday = [minute, hour, '*', month, weekday].join(' ');
  return (
    (isByEither(expression) ? [byDay, byWeekday] : [expression])
      // A day that its months never have is no error where a weekday may match instead.
      .filter((each) => validate(each))
      .map((each) => createTask(each, () => undefined, { timezone: 'UTC' }))
  );
}

/** Every day at the time of another schedule. */
export function dailyAt({ time, timeZone }: Schedule): Schedule {
  const expression = `${time.minute} ${time.hour} * * *`;
  return { expression, words: formatTimeOfDay(time), timeZone, time, dueOn: (date) => instantOf(date, time, timeZone) };
}

/** Once a year at the time of another schedule, whatever its weekdays, on the date that remembers the day. */
export function yearlyAt({ time, timeZone }: Schedule, day: DayOfYear): Schedule {
  const days = [...new Set([COMMON_YEAR, LEAP_YEAR].map((year) => rememberedOn(day, year).day))].join(',');
  return {
    expression: `${time.minute} ${time.hour} ${days} ${day.month} *`,
    words: `${formatDayOfYear(day)} ${formatTimeOfDay(time)}`,
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

/** How many days ahead to look for the next one: 29 February can be eight years away. */
const FARTHEST = 366 * 9;

/** The first scheduled date after a date, and its time; null when there is none within nine years. */
export function nextAfter(schedule: Schedule, date: PlainDate): { date: PlainDate; at: number } | null {
  for (let days = 1; days <= FARTHEST; days += 1) {
    const next = date.add({ days });
    const at = schedule.dueOn(next);
    if (at !== null) return { date: next, at };
  }
  return null;
}

/** The scheduled dates between two dates, both excluded; oldest first. */
export function datesBetween(schedule: Schedule, from: PlainDate, to: PlainDate): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = from.add({ days: 1 }); Temporal.PlainDate.compare(date, to) < 0; date = date.add({ days: 1 })) {
    if (schedule.dueOn(date) !== null) dates.push(date);
  }
  return dates;
}

const MINUTE = 60_000;

/**
 * Calls `wake` at every full minute until `signal` aborts. Each timer only waits for the next minute, and timers don't follow
 * the clock: setting it back, or a year ahead, delays nothing by more than a minute.
 */
export function wakeEachMinute(now: () => number, signal: AbortSignal, wake: () => void): void {
  if (signal.aborted) return;
  let timer: NodeJS.Timeout;
  const waitForNext = (): void => {
    timer = setTimeout(
      () => {
        waitForNext();
        wake();
      },
      MINUTE - (now() % MINUTE),
    );
  };
  waitForNext();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
}

const HOUR = 3_600_000;
/** How long after its hour a daily mail may still go out past midnight, for schedules late in the evening. */
const PAST_MIDNIGHT = 6 * HOUR;
/** Last Sunday's weekly mail is due until this Sunday's hour; a yearly one may be a month late. */
const DAYS_LOOKED_BACK = { day: 1, week: 7, year: 30 } as const;

/**
 * The date whose digest should be out by now: a daily one until its day ends, a weekly one until the next is due, a yearly
 * one for 30 days. Null for none.
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

/** When the digest's next mail is due, in milliseconds since 1970 UTC. */
export function nextOf({ schedule }: { readonly schedule: Schedule }, now: number): number | null {
  const today = dateOf(now, schedule.timeZone);
  const at = schedule.dueOn(today);
  return at !== null && at > now ? at : (nextAfter(schedule, today)?.at ?? null);
}

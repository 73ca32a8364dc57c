// Recurring times as people write them: a time of day, a day of the year, or five fields of cron.

import { parseCron } from './cron.ts';
import { parsePeriod } from './period.ts';

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

const TIME = /^(?<hour>[01]?\d|2[0-3])(?:(?<separator>[:.h])(?<minute>[0-5]\d))?$/;

/** `08:05` or `8:05`. */
function parseTimeOfDay(words: string): TimeOfDay | null {
  return words.includes(':') ? parseTypedTime(words) : null;
}

/** The same, and what people also type when they are asked for a time: `8`, `7.30`, `7h30`. */
export function parseTypedTime(words: string): TimeOfDay | null {
  const { hour, minute = '0' } = TIME.exec(words.trim())?.groups ?? {};
  return hour === undefined ? null : { hour: Number(hour), minute: Number(minute) };
}

/** `08:05`. */
export function formatTimeOfDay({ hour, minute }: TimeOfDay): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

/** `12-31` or `1-2`, also 29 February. */
export function parseDayOfYear(words: string): DayOfYear | null {
  // A leap year has all 366 days.
  const named = /^\d{1,2}-\d{1,2}$/.test(words) ? parsePeriod(`2024-${words}`) : null;
  return named && { month: named.first.month, day: named.first.day };
}

/** `12-31`. */
export function formatDayOfYear({ month, day }: DayOfYear): string {
  return `${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** On which days, and at which time. */
export interface Recurrence {
  /** The first one on each of its days. */
  readonly time: TimeOfDay;
  /** Five fields of cron, separated by single spaces; null for a time of day alone. */
  readonly cron: string | null;
}

export type ParsedRecurrence =
  | { readonly ok: true; readonly recurrence: Recurrence }
  /** `problem` says what is wrong with fields of cron; null for what doesn't look like any. */
  | { readonly ok: false; readonly problem: string | null };

/** Words must be separated by single spaces. */
export function parseRecurrence(words: string): ParsedRecurrence {
  const time = parseTimeOfDay(words);
  if (time) return { ok: true, recurrence: { time, cron: null } };
  if (!/^[\dA-Za-z*/,#?-]+( [\dA-Za-z*/,#?-]+)+$/.test(words)) return { ok: false, problem: null };
  const cron = parseCron(words);
  return cron.ok ? { ok: true, recurrence: { time: cron.time, cron: words } } : cron;
}

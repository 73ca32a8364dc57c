// What comes again, as people write it: at a time of day, on a day of the year, or by five fields of cron.

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

/** The same, and what else people answer when they are asked for a time: `8`, `7.30`, `7h30`. */
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

/** `12-31` or `1-2`; also 29 February. */
export function parseDayOfYear(words: string): DayOfYear | null {
  // A leap year has every day that there is.
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

/** At which time of which days. */
export interface Recurrence {
  /** The first on each of its days. */
  readonly time: TimeOfDay;
  /** Five fields of cron with single spaces between them; null for a time of day alone. */
  readonly cron: string | null;
}

export type ParsedRecurrence =
  | { readonly ok: true; readonly recurrence: Recurrence }
  /** `problem` says what is wrong with fields of cron; null for words that are nothing like them. */
  | { readonly ok: false; readonly problem: string | null };

/** Reads words with single spaces between them. */
export function parseRecurrence(words: string): ParsedRecurrence {
  const time = parseTimeOfDay(words);
  if (time) return { ok: true, recurrence: { time, cron: null } };
  if (!/^[\dA-Za-z*/,#?-]+( [\dA-Za-z*/,#?-]+)+$/.test(words)) return { ok: false, problem: null };
  const cron = parseCron(words);
  return cron.ok ? { ok: true, recurrence: { time: cron.time, cron: words } } : cron;
}

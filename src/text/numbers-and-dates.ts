// Dates and numbers as people say them.

import type { PlainDate } from '../time/calendar.ts';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `22 November`. */
export function formatDay(date: PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1] ?? ''}`;
}

/** `Friday, 22 November 2019`. */
export function formatDate(date: PlainDate): string {
  return `${formatDateInYear(date)} ${date.year}`;
}

/** `Friday, 22 November`, where the year is known. */
export function formatDateInYear(date: PlainDate): string {
  return `${WEEKDAYS[date.dayOfWeek - 1] ?? ''}, ${formatDay(date)}`;
}

/** `1 year ago`, `7 years ago`. */
export function formatYearsAgo(years: number): string {
  return `${pluralize(years, 'year')} ago`;
}

/** `1 memory`, `1,223 memories`. */
export function pluralize(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `1,223`, for a whole number. */
export function formatNumber(count: number): string {
  const digits = String(count);
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `2009 to 2021`, or `2009` alone. */
export function formatYearSpan(first: number, last: number): string {
  return first === last ? String(first) : `${first} to ${last}`;
}

/** `2 kB`, `38.2 MB`. The unit is chosen after rounding: what would be 1000 of one is 1.0 of the next. */
export function formatBytes(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1e3);
  if (kilobytes < 1000) return `${kilobytes} kB`;
  const megabytes = (bytes / 1e6).toFixed(1);
  if (Number(megabytes) < 1000) return `${megabytes} MB`;
  const gigabytes = (bytes / 1e9).toFixed(1);
  return Number(gigabytes) < 1000 ? `${gigabytes} GB` : `${(bytes / 1e12).toFixed(1)} TB`;
}

/** `a`, `a and b`, `a, b and c`. */
export function formatList(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.slice(-1).join('');
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** For the beginning of a line. */
export function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Dates as people type them: 2012-12-24, 12-24, 24.12., "24 December", yesterday, "last friday". Forms with digits alone are
// read here; a library that knows English reads the others, and is loaded only for them.

import { dateIn, LEAP_YEAR, rememberedOn, type PlainDate } from '../time/calendar.ts';
import { MONTHS } from './numbers-and-dates.ts';

export type TypedDate =
  | {
      readonly ok: true;
      readonly date: PlainDate;
      /** As `12-24` when no year was typed; then `date` is the one of this year that remembers it. */
      readonly everyYear: string | null;
    }
  | {
      readonly ok: false;
      readonly problem: string;
      /** What to type instead. */
      readonly hint: string;
      /** Whether it is a date as far as its form goes, such as 30 February. */
      readonly isNearly: boolean;
    };

export const DATE_HINT = 'write 2012-12-24, 12-24, "24 December", yesterday or "last friday"';

/** What words mean on a given day. */
export async function readTypedDate(words: string, today: PlainDate): Promise<TypedDate> {
  const typed = words.trim().replace(/\s+/g, ' ');
  const plain = readPlainDate(typed, today);
  if (plain !== null) return plain;
  const found = /[a-z]/i.test(typed) ? await readEnglish(typed, today) : null;
  return found ?? { ok: false, problem: `"${words}" isn't a date`, hint: DATE_HINT, isNearly: false };
}

const RELATIVE = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
  ['day before yesterday', -2],
  ['day after tomorrow', 2],
]);

/** A day as it was typed; it need not exist. */
interface Named {
  /** Null for that of today, and of every year. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** What needs no library; null for other words. */
function readPlainDate(typed: string, today: PlainDate): TypedDate | null {
  const days = RELATIVE.get(typed.toLowerCase().replace(/^the /, ''));
  if (days !== undefined) return { ok: true, date: days === 0 ? today : today.add({ days }), everyYear: null };
  const ofThisMonth = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/i.exec(typed)?.[1];
  if (ofThisMonth !== undefined) return dateOfNamed(named(undefined, String(today.month), ofThisMonth), today);
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/.exec(typed);
  if (yearFirst) return dateOfNamed(named(yearFirst[1], yearFirst[3], yearFirst[4]), today);
  const monthFirst = /^(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (monthFirst) return dateOfNamed(named(undefined, monthFirst[1], monthFirst[2]), today);
  const [, first, separator, second, year] = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4})|\.)?$/.exec(typed) ?? [];
  if (first === undefined) return null;
  const dayFirst = named(year, second, first);
  if (separator === '.' || first === second) return dateOfNamed(dayFirst, today);
  return dateOfOneReading(typed, dayFirst, named(year, first, second), today);
}

function named(year: string | undefined, month: string | undefined, day: string | undefined): Named {
  return { year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) };
}

/** With slashes some countries write the day first, others the month: only one of them may make sense. */
function dateOfOneReading(typed: string, dayFirst: Named, monthFirst: Named, today: PlainDate): TypedDate {
  if (dayFirst.month > 12) return dateOfNamed(monthFirst, today);
  if (monthFirst.month > 12) return dateOfNamed(dayFirst, today);
  const [one, other] = [dayFirst, monthFirst].map(({ year, month, day }) => ({
    name: nameOf(month, day),
    plain: `${year === null ? '' : `${year}-`}${twoDigits(month)}-${twoDigits(day)}`,
  }));
  return {
    ok: false,
    problem: `"${typed}" can be ${one?.name ?? ''} or ${other?.name ?? ''}`,
    hint: `write ${one?.plain ?? ''} or ${other?.plain ?? ''}`,
    isNearly: true,
  };
}

function dateOfNamed({ year, month, day }: Named, today: PlainDate): TypedDate {
  const monthAndDay = `${twoDigits(month)}-${twoDigits(day)}`;
  const leapDay = dateIn(LEAP_YEAR, monthAndDay);
  if (leapDay === null) {
    const problem = month < 1 || month > 12 ? `there is no month ${month}` : `there is no ${nameOf(month, day)}`;
    const swapped = month > 12 && dateIn(LEAP_YEAR, `${twoDigits(day)}-${twoDigits(month)}`) !== null;
    const plain = `${year === null ? '' : `${year}-`}${twoDigits(day)}-${twoDigits(month)}`;
    const hint = swapped ? `write ${plain} for ${nameOf(day, month)}` : DATE_HINT;
    return { ok: false, problem, hint, isNearly: true };
  }
  if (year === null) return { ok: true, date: rememberedOn(leapDay, today.year), everyYear: monthAndDay };
  const date = dateIn(year, monthAndDay);
  if (date !== null) return { ok: true, date, everyYear: null };
  return {
    ok: false,
    problem: `${year} has no ${nameOf(month, day)}`,
    hint: `${year}-02-28 shows it too`,
    isNearly: true,
  };
}

/** `24 December`. */
function nameOf(month: number, day: number): string {
  return `${day} ${MONTHS[month - 1] ?? ''}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Null for words that are no date to the library. */
async function readEnglish(typed: string, today: PlainDate): Promise<TypedDate | null> {
  const { casual } = await import('chrono-node/en');
  const words = typed.replace(/^the /i, '').replace(/\b(\d{1,2})\. ?(?=[a-z])/i, '$1 ');
  const reference = { instant: new Date(Date.UTC(today.year, today.month - 1, today.day, 12)), timezone: 0 };
  const read = (text: string): Found | null => {
    const [found, ...others] = casual.parse(text, reference);
    return found && others.length === 0 && found.text === text && (found.end ?? null) === null ? found.start : null;
  };
  const found = read(words);
  if (found) return dateOfFound(found, words, today);
  // It finds nothing in days that a month, or this year, does not have.
  const day = Number(/\b(?:29|30|31)(?=\b|st|nd|rd|th)/i.exec(words)?.[0]);
  const month = Number.isNaN(day) ? null : read(words.replace(/\b(?:29|30|31)(?:st|nd|rd|th)?\b/i, '1'));
  return month !== null && isDayNamed(month) ? dateOfNamed({ ...namedIn(month), day }, today) : null;
}

/** What the library gives of a date. */
type Found = import('chrono-node').ParsedComponents;

function dateOfFound(found: Found, words: string, today: PlainDate): TypedDate | null {
  const isNoDay = found.isCertain('hour') || /\bweek$/i.test(words);
  if (isNoDay) return null;
  if (isDayNamed(found)) return dateOfNamed(namedIn(found), today);
  const { year, month, day } = namedIn(found);
  const date = dateIn(year ?? Number(found.get('year')), `${month}-${day}`);
  if (date === null || !found.isCertain('weekday')) return null;
  // A weekday alone is the last one; the library takes the nearest.
  const isAhead = date.since(today).days > 0 && !/^(?:next|this|coming) /i.test(words);
  return { ok: true, date: isAhead ? date.subtract({ weeks: 1 }) : date, everyYear: null };
}

function isDayNamed(found: Found): boolean {
  return found.isCertain('month') && found.isCertain('day');
}

function namedIn(found: Found): Named {
  const year = found.isCertain('year') ? found.get('year') : null;
  return { year, month: found.get('month') ?? 0, day: found.get('day') ?? 0 };
}

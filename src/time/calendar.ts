// Days as people count them: the local day of a zone, the same day of another year, and the one rule for 29 February. By
// the million: a zone's offsets are asked for once per stretch of time in which it kept its clocks, the rest is addition.

import { Temporal } from 'temporal-polyfill';

export type PlainDate = Temporal.PlainDate;
export { Temporal };

/** One day (or, on 28 February, two) of one earlier year. */
export interface DayRange {
  readonly year: number;
  /** From this instant, in milliseconds since 1970 UTC… */
  readonly from: number;
  /** …to just before this one. Equal to `from` for a day that the zone skipped. */
  readonly to: number;
  /** The same for posts that have a date and no time: midnights UTC, both included. */
  readonly firstDate: number;
  readonly lastDate: number;
}

/**
 * The ranges of a date's day in each of the years, in a zone. In a common year 28 February includes the 29ths; years
 * without the day have no range.
 */
export function rangesOf(date: PlainDate, years: readonly number[], timeZone: string): readonly DayRange[] {
  return years.flatMap((year) => {
    const [first, last] = daysIn(year, date);
    return first && last ? [rangeOf(first, last, timeZone)] : [];
  });
}

function daysIn(year: number, date: PlainDate): [PlainDate?, PlainDate?] {
  const { month, day } = date;
  const first = Temporal.PlainDate.from({ year, month, day });
  if (first.day !== day) return [];
  const withLeapDay = month === 2 && day === 28 && !date.inLeapYear && first.inLeapYear;
  return [first, withLeapDay ? first.add({ days: 1 }) : first];
}

/** The range from the first date's local start to the last date's local end. */
export function rangeOf(first: PlainDate, last: PlainDate, timeZone: string): DayRange {
  return {
    year: first.year,
    from: startOf(first, timeZone),
    to: startOf(last.add({ days: 1 }), timeZone),
    firstDate: startOf(first, 'UTC'),
    lastDate: startOf(last, 'UTC'),
  };
}

/** The zone of this process, whose days and hours Date tells without Intl. */
let zoneOfDate: string | null = null;

/** Says which zone Date counts in. Every other one, and before this is called that one too, costs 20 ms before its first answer. */
export function useProcessZone(timeZone: string): void {
  zoneOfDate = timeZone;
}

/** The first instant of a local day, in milliseconds since 1970 UTC: 01:00 where the clocks skip midnight. */
function startOf(date: PlainDate, timeZone: string): number {
  if (timeZone === 'UTC') return Date.UTC(date.year, date.month - 1, date.day);
  if (timeZone === zoneOfDate) return new Date(date.year, date.month - 1, date.day).getTime();
  return date.toZonedDateTime({ timeZone }).epochMilliseconds;
}

const DAY = 86_400_000;

/** Dates by their day's number: to find one takes a tenth of the time that making it takes. */
const dates = new Map<number, PlainDate>();
const MOST_DATES = 20_000;

/** The local date of an instant. */
export function dateOf(milliseconds: number, timeZone: string): PlainDate {
  const local = milliseconds + offsetAt(milliseconds, timeZone);
  const day = Math.floor(local / DAY);
  const known = dates.get(day);
  if (known) return known;
  const midnight = new Date(day * DAY);
  const [year, month] = [midnight.getUTCFullYear(), midnight.getUTCMonth() + 1];
  const date = Temporal.PlainDate.from({ year, month, day: midnight.getUTCDate() });
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
}

/** The date a post was written on: the local one, or the only one it has. */
export function localDateOf(
  post: { readonly postedAt: number; readonly dateOnly: boolean },
  timeZone: string,
): PlainDate {
  return dateOf(post.postedAt, post.dateOnly ? 'UTC' : timeZone);
}

/** The local time with its offset, as `2019-11-22T10:53:27+01:00`. */
export function localTimeOf(milliseconds: number, timeZone: string): string {
  return isoTimeOf(milliseconds, offsetAt(milliseconds, timeZone));
}

/** @param offset in milliseconds */
function isoTimeOf(milliseconds: number, offset: number): string {
  const local = new Date(milliseconds + offset).toISOString().slice(0, 19);
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const hours = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${local}${offset < 0 ? '-' : '+'}${hours}`;
}

const MINUTE = 60_000;

/** A zone that neither Date nor arithmetic knows, how often it was asked, and what answers when it is asked often. */
interface AskedZone {
  times: number;
  readonly clock: LocalClock;
}

const askedZones = new Map<string, AskedZone>();
/** To find a stretch takes as long as so many single answers. */
const OFTEN = 50;

/** By how much the zone's clocks were ahead of UTC, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  if (timeZone === zoneOfDate) return -new Date(milliseconds).getTimezoneOffset() * MINUTE;
  const asked = askedZones.get(timeZone) ?? { times: 0, clock: localClock(timeZone) };
  askedZones.set(timeZone, asked);
  asked.times += 1;
  if (asked.times > OFTEN) return asked.clock(milliseconds) - milliseconds;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
}

/** A time with the zone's offset added: milliseconds since 1970 as the zone's clocks counted them. */
export type LocalClock = (milliseconds: number) => number;

interface OffsetPeriod {
  readonly from: number;
  /** Just after it. */
  readonly to: number;
  /** In milliseconds, east of Greenwich. */
  readonly offset: number;
}

/** The clock of an IANA zone, for instants in milliseconds since 1970 UTC. */
export function localClock(timeZone: string): LocalClock {
  const known: OffsetPeriod[] = [];
  let current: OffsetPeriod = { from: Infinity, to: -Infinity, offset: 0 };
  return (milliseconds) => {
    if (milliseconds < current.from || milliseconds >= current.to) {
      const found = known.find(({ from, to }) => milliseconds >= from && milliseconds < to);
      current = found ?? offsetPeriodAt(milliseconds, timeZone);
      if (!found) known.push(current);
    }
    return milliseconds + current.offset;
  };
}

function offsetPeriodAt(milliseconds: number, timeZone: string): OffsetPeriod {
  const moment = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone);
  // A change at this very moment is the beginning of its stretch, and "previous" means strictly before.
  const previous = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1_000_000,
  };
}

/** The zone's name, spelled as it should be where that is known, or null if there is none of that name. */
export function knownTimeZone(name: string): string | null {
  if (name === 'UTC' || name === zoneOfDate) return name;
  try {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Node 20 turns Asia/Kolkata into Asia/Calcutta; whoever typed a name reads that name.
    return canonical.toLowerCase() === name.toLowerCase() ? canonical : name;
  } catch {
    return null;
  }
}

/** Names of zones that contain what somebody typed, such as `Europe/Paris` for `paris`. */
export function similarTimeZones(typed: string): string[] {
  const wanted = typed.toLowerCase().replace(/[\s-]+/g, '_');
  const last = wanted.split('/').at(-1) ?? wanted;
  const all = Intl.supportedValuesOf('timeZone');
  const exact = all.filter((name) => name.toLowerCase().endsWith(`/${last}`));
  return exact.length > 0 ? exact : all.filter((name) => last.length > 2 && name.toLowerCase().includes(last));
}

const RELATIVE = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

/**
 * What `2024-02-29`, `02-29`, `today`, `yesterday` or `tomorrow` means on a given day; a date without a year is that
 * year's. 29 February without a year is 28 February in a common year, which shows the 29ths too. Null if it is no date.
 */
export function parseDate(words: string, today: PlainDate): PlainDate | null {
  const relative = RELATIVE.get(words.toLowerCase());
  if (relative !== undefined) return today.add({ days: relative });
  const match = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(words);
  if (!match) return null;
  const [year, month, day] = [Number(match[1] ?? today.year), Number(match[2]), Number(match[3])];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    const leapDay = match[1] === undefined && month === 2 && day === 29;
    return leapDay ? Temporal.PlainDate.from({ year, month, day: 28 }) : null;
  }
}

/** Local days as instants. */
export type InstantRange = Omit<DayRange, 'year'>;

// Local days by the million: Temporal takes microseconds for each, so its offsets are asked for once per stretch of time
// in which the zone kept its clocks, and the rest is addition.

import { Temporal, type PlainDate } from './calendar.ts';

export const DAY = 86_400_000;

/** A time with the zone's offset added: milliseconds since 1970 as the zone's clocks counted them. */
export type LocalClock = (milliseconds: number) => number;

interface Stretch {
  readonly from: number;
  /** Just after it. */
  readonly to: number;
  /** In milliseconds, east of Greenwich. */
  readonly offset: number;
}

/** The clock of an IANA zone, for instants in milliseconds since 1970 UTC. */
export function localClock(timeZone: string): LocalClock {
  const known: Stretch[] = [];
  let current: Stretch = { from: Infinity, to: -Infinity, offset: 0 };
  return (milliseconds) => {
    if (milliseconds < current.from || milliseconds >= current.to) {
      const found = known.find(({ from, to }) => milliseconds >= from && milliseconds < to);
      current = found ?? stretchAt(milliseconds, timeZone);
      if (!found) known.push(current);
    }
    return milliseconds + current.offset;
  };
}

function stretchAt(milliseconds: number, timeZone: string): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone);
  // A change at this very moment is the beginning of its stretch, and "previous" means strictly before.
  const previous = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1_000_000,
  };
}

/** The number of a local time's day: 0 is 1 January 1970. */
export function dayNumber(local: number): number {
  return Math.floor(local / DAY);
}

/** The number of a date. */
export function numberOf(date: PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY;
}

/** The date of a day's number. */
export function dateOfNumber(number: number): PlainDate {
  const date = new Date(number * DAY);
  return Temporal.PlainDate.from({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  });
}

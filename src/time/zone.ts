// Time zones: which there are, and by how much their clocks were ahead of UTC. Asked by the million, so a zone's offset is
// looked up once per stretch of time in which it kept its clocks.

import { Temporal } from 'temporal-polyfill';

const MINUTE = 60_000;

/** The zone of this process, whose days and hours `Date` knows without Intl. */
let zoneOfDate: string | null = null;

/** Says which zone `Date` counts in. Every other zone, and this one too until then, takes 20 ms for its first answer. */
export function useProcessZone(timeZone: string): void {
  zoneOfDate = timeZone;
}

/** The first instant of a local day, in milliseconds since 1970 UTC: 01:00 where the clocks skip midnight. */
export function startOf(date: Temporal.PlainDate, timeZone: string): number {
  if (timeZone === 'UTC') return Date.UTC(date.year, date.month - 1, date.day);
  if (timeZone === zoneOfDate) return new Date(date.year, date.month - 1, date.day).getTime();
  return date.toZonedDateTime({ timeZone }).epochMilliseconds;
}

/** A zone that needs Temporal: how often it was asked, and the clock that answers once that is often. */
interface AskedZone {
  times: number;
  readonly clock: LocalClock;
}

const askedZones = new Map<string, AskedZone>();
/** Finding a zone's stretch of time takes as long as this many single answers. */
const OFTEN = 50;

/** By how much the zone's clocks were ahead of UTC, in milliseconds. */
export function offsetAt(milliseconds: number, timeZone: string): number {
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
  // A change at this very moment begins the stretch, but "previous" means strictly before: hence the millisecond.
  const previous = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1_000_000,
  };
}

/** The zone's name in its proper spelling where that is known; null if there is no such zone. */
export function knownTimeZone(name: string): string | null {
  if (name === 'UTC' || name === zoneOfDate) return name;
  try {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Node 20 turns Asia/Kolkata into Asia/Calcutta; people should read the name that they typed.
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

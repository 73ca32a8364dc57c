// The days that a query allows, as instants of a zone.

import { rangeOf, rangesOf, Temporal, type InstantRange } from '../time/calendar.ts';
import type { Days, Query } from './query/query.ts';

/** In each list any of the days; no list for all days. `years` are those in which there can be anything, in order. */
export function dayListsOf({ since, until, on }: Query, years: readonly number[]): (readonly Days[])[] {
  const [firstYear, lastYear] = [years.at(0) ?? 2006, years.at(-1) ?? 2006];
  const first = since ?? Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 });
  const last = until ?? Temporal.PlainDate.from({ year: lastYear, month: 12, day: 31 });
  const isLimited = since !== null || until !== null;
  return [...(isLimited ? [[{ first, last }]] : []), ...(on.length > 0 ? [on] : [])];
}

export function periodsOf(list: readonly Days[], years: readonly number[], timeZone: string): InstantRange[] {
  return list.flatMap((days) =>
    'everyYear' in days ? rangesOf(days.everyYear, years, timeZone) : [rangeOf(days.first, days.last, timeZone)],
  );
}

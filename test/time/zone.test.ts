import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateOf,
  localTimeOf,
  Temporal,
  dateOfNumber,
  dayNumber,
  DAY_MS,
  dayNumberOfDate,
} from '../../src/time/calendar.ts';
import { localClock } from '../../src/time/zone.ts';

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

function dateBy(milliseconds: number, timeZone: string): string {
  return dateOfNumber(dayNumber(localClock(timeZone)(milliseconds))).toString();
}

describe('a local day', () => {
  test.each([
    ['before the clocks go forward', '2019-03-31T00:59:59.999Z', 'Europe/Paris', '2019-03-31T01:59:59'],
    ['after it', '2019-03-31T01:00:00.000Z', 'Europe/Paris', '2019-03-31T03:00:00'],
    ['after a day that a zone left out', '2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31T00:00:00'],
    ['before it', '2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29T23:59:59'],
    ['where offsets had seconds', '1930-06-01T00:00:00.000Z', 'Africa/Monrovia', '1930-05-31T23:15:30'],
    ['before 1970', '1969-12-31T23:30:00.000Z', 'UTC', '1969-12-31T23:30:00'],
  ])('the local time is right %s', (_when, instant, timeZone, local) => {
    const time = localClock(timeZone)(Date.parse(instant));
    expect(new Date(time).toISOString().slice(0, 19)).toBe(local);
    expect(dateBy(Date.parse(instant), timeZone)).toBe(local.slice(0, 10));
  });

  test("is the same as Temporal's in every zone, also when one clock is asked back and forth", () => {
    const times = fc.array(fc.integer({ min: Date.UTC(2006, 0, 1), max: Date.UTC(2035, 0, 1) }), { minLength: 20 });
    for (const timeZone of ZONES) {
      const clock = localClock(timeZone);
      fc.assert(
        fc.property(times, (all) => {
          const ours = all.map((time) => [
            dateOfNumber(dayNumber(clock(time))).toString(),
            // These are computed in another way once a zone has been asked often.
            dateOf(time, timeZone).toString(),
            localTimeOf(time, timeZone),
          ]);
          const theirs = all.map((time) => {
            const moment = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone);
            const date = moment.toPlainDate().toString();
            return [date, date, moment.toString({ timeZoneName: 'never', smallestUnit: 'second' })];
          });
          expect(ours, timeZone).toEqual(theirs);
        }),
        { numRuns: 3 },
      );
    }
  });

  test('is right at the milliseconds around each change of the clocks in every zone', () => {
    for (const timeZone of ZONES) {
      let moment = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2015, 0, 1)).toZonedDateTimeISO(timeZone);
      for (;;) {
        const next = moment.getTimeZoneTransition('next');
        if (!next || next.year > 2020) break;
        // The moment of the change comes first: what the clock learns from it must not reach back.
        const clock = localClock(timeZone);
        for (const time of [next.epochMilliseconds, next.epochMilliseconds - 1]) {
          const offset = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone).offsetNanoseconds;
          expect(clock(time) - time, `${timeZone} ${time}`).toBe(offset / 1e6);
        }
        moment = next;
      }
    }
  });

  test('has a number that leads back to its date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (number) => {
        const date = dateOfNumber(number);
        expect(dayNumberOfDate(date)).toBe(number);
        expect(Date.parse(date.toString())).toBe(number * DAY_MS);
      }),
    );
  });
});

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  dateIn,
  dateOf,
  datesRememberedOn,
  dependsOnLeapYear,
  isoDate,
  localTimeOf,
  timeOfDay,
  monthAndDay,
  rangeOf,
  rangesOf,
  rememberedOn,
  Temporal,
} from '../../src/time/calendar.ts';
import { useProcessZone, knownTimeZone, similarTimeZones } from '../../src/time/zone.ts';

const HOUR = 3_600_000;
const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

test('a date as text is the same each time', () => {
  const date = day('2016-02-29');
  expect([isoDate(date), isoDate(date), isoDate(day('0987-01-05'))]).toEqual([
    '2016-02-29',
    '2016-02-29',
    '0987-01-05',
  ]);
});

/** A day's own range, as its two instants. */
function bounds(date: string, timeZone: string): [from: string, to: string] {
  const { from, to } = rangeOf(day(date), day(date), timeZone);
  return [iso(from), iso(to)];
}

describe('a local day', () => {
  test.each([
    ['UTC', '2019-11-22', '2019-11-22T00:00:00Z', '2019-11-23T00:00:00Z', 24],
    ['Europe/Paris', '2019-11-22', '2019-11-21T23:00:00Z', '2019-11-22T23:00:00Z', 24],
    ['Asia/Kolkata', '2019-11-22', '2019-11-21T18:30:00Z', '2019-11-22T18:30:00Z', 24],
    ['Pacific/Kiritimati', '2019-11-22', '2019-11-21T10:00:00Z', '2019-11-22T10:00:00Z', 24],
    ['Pacific/Pago_Pago', '2019-11-22', '2019-11-22T11:00:00Z', '2019-11-23T11:00:00Z', 24],
    // Clocks skip midnight: the day begins at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z', 23],
    ['America/Sao_Paulo', '2018-11-03', '2018-11-03T03:00:00Z', '2018-11-04T03:00:00Z', 24],
    ['America/Santiago', '2016-08-14', '2016-08-14T04:00:00Z', '2016-08-15T03:00:00Z', 23],
    // Clocks turn back at midnight: the evening before is an hour longer.
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00Z', '2018-02-18T03:00:00Z', 25],
    // Midnight comes twice: the day begins with the first.
    ['America/Havana', '2018-11-04', '2018-11-04T04:00:00Z', '2018-11-05T05:00:00Z', 25],
    ['America/New_York', '2018-03-11', '2018-03-11T05:00:00Z', '2018-03-12T04:00:00Z', 23],
    ['America/New_York', '2018-11-04', '2018-11-04T04:00:00Z', '2018-11-05T05:00:00Z', 25],
    ['Australia/Lord_Howe', '2019-10-06', '2019-10-05T13:30:00Z', '2019-10-06T13:00:00Z', 23.5],
    // Samoa went from 29 December straight to the 31st.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', '2011-12-30T10:00:00Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z', 24],
  ])('in %s, %s, is from %s to %s: %d hours', (timeZone, date, from, to, hours) => {
    expect(bounds(date, timeZone)).toEqual([from, to]);
    expect((Date.parse(to) - Date.parse(from)) / HOUR).toBe(hours);
  });

  test('is the same date for tweets without a time, in every zone', () => {
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Pacific/Apia']) {
      const { firstDate, lastDate } = rangeOf(day('2011-12-30'), day('2011-12-30'), zone);
      expect([iso(firstDate), iso(lastDate)]).toEqual(['2011-12-30T00:00:00Z', '2011-12-30T00:00:00Z']);
    }
  });
});

describe('a day in earlier years', () => {
  const dates = (date: string, years: readonly number[]): string[] =>
    rangesOf(day(date), years, 'Europe/Paris').map(({ firstDate, lastDate }) =>
      [firstDate, ...(lastDate === firstDate ? [] : [lastDate])].map((time) => iso(time).slice(0, 10)).join(' and '),
    );

  test.each([
    ['is that day of each', '2026-11-22', [2018, 2019, 2020], ['2018-11-22', '2019-11-22', '2020-11-22']],
    [
      'is, on 28 February of a common year, also the 29th',
      '2026-02-28',
      [2019, 2020],
      ['2019-02-28', '2020-02-28 and 2020-02-29'],
    ],
    ['is, on 28 February of a leap year, only the 28th', '2024-02-28', [2019, 2020], ['2019-02-28', '2020-02-28']],
    ['is, on 29 February, only the 29ths', '2024-02-29', [2016, 2019, 2020], ['2016-02-29', '2020-02-29']],
    ['is, on 1 March, only 1 March', '2026-03-01', [2019, 2020], ['2019-03-01', '2020-03-01']],
    ['is, on 27 February, only the 27th', '2026-02-27', [2020], ['2020-02-27']],
    ['is the last of the year', '2026-12-31', [2011, 2012], ['2011-12-31', '2012-12-31']],
    ['is the first of the year', '2026-01-01', [2011, 2012], ['2011-01-01', '2012-01-01']],
    ['is none without years', '2026-01-01', [], []],
  ])('the date that is remembered %s', (_rule, date, years, expected) => {
    expect(dates(date, years)).toEqual(expected);
  });

  test('has the year of the local day, which in UTC can be the year before', () => {
    const [range] = rangesOf(day('2026-01-01'), [2013], 'Asia/Tokyo');
    expect(range).toMatchObject({ year: 2013, from: Date.UTC(2012, 11, 31, 15), to: Date.UTC(2013, 0, 1, 15) });
  });

  test('of a pair of leap days is one range over both, local', () => {
    const [range] = rangesOf(day('2026-02-28'), [2020], 'America/New_York');
    expect(range).toMatchObject({ from: Date.UTC(2020, 1, 28, 5), to: Date.UTC(2020, 2, 1, 5) });
  });

  test('is empty where the zone skipped it', () => {
    const [range] = rangesOf(day('2026-12-30'), [2011], 'Pacific/Apia');
    expect(range?.from).toBe(range?.to);
  });
});

describe('any instant of any zone since 2006', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const told = new Map<string, Intl.DateTimeFormat>();

  /** The local date as another program tells it. */
  function intlDate(time: number, timeZone: string): string {
    const format =
      told.get(timeZone) ??
      new Intl.DateTimeFormat('en-u-ca-iso8601', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    told.set(timeZone, format);
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
  }

  /**
   * Where clocks are turned back over midnight (St John's until 2011, at 00:01), a day has two pieces. No range can hold
   * both; the repeated hour counts to the day that has begun.
   */
  function isTornApart(time: number, zone: string): boolean {
    const date = intlDate(time, zone);
    return intlDate(time + 2 * HOUR, zone) < date || intlDate(time - 2 * HOUR, zone) > date;
  }

  function expectInOneRange(time: number, zone: string): void {
    const date = intlDate(time, zone);
    const own = day(date);
    const around = [-2, -1, 0, 1, 2].map((days) => own.add({ days }));
    const holding = around.filter((one) => {
      const { from, to } = rangeOf(one, one, zone);
      return from <= time && time < to;
    });
    expect(holding.map(String), `${zone} ${iso(time)}`).toEqual([date]);
    expect(dateOf(time, zone).toString()).toBe(date);
    expect(localTimeOf(time, zone).slice(0, 10)).toBe(date);
  }

  const second = fc.integer({ min: Date.UTC(2006, 2, 21) / 1000, max: Date.UTC(2026, 11, 31) / 1000 });

  test('lies in the range of its own local day and in no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), second, (zone, time) => {
        fc.pre(!isTornApart(time * 1000, zone));
        expectInOneRange(time * 1000, zone);
      }),
      { numRuns: 300 },
    );
  });

  test('lies there also within hours of the clocks being changed', () => {
    const changing = [
      'America/Sao_Paulo',
      'America/Santiago',
      'America/Havana',
      'Africa/Cairo',
      'Asia/Beirut',
      'Asia/Amman',
    ];
    const more = [
      'Pacific/Apia',
      'Asia/Tehran',
      'America/New_York',
      'Europe/Lisbon',
      'Antarctica/Troll',
      'America/Asuncion',
    ];
    const changes = [...changing, ...more].flatMap((zone) => changesOf(zone).map((time) => ({ zone, time })));
    expect(changes.length).toBeGreaterThan(100);
    const minutes = fc.integer({ min: -180, max: 180 });
    fc.assert(
      fc.property(fc.constantFrom(...changes), minutes, ({ zone, time }, shift) => {
        const moment = time + shift * 60_000;
        fc.pre(!isTornApart(moment, zone));
        expectInOneRange(moment, zone);
      }),
      { numRuns: 500 },
    );
  });

  /** The instants at which a zone's clocks were changed. */
  function changesOf(zone: string): number[] {
    const found: number[] = [];
    let at = Temporal.Instant.from('2006-03-21T00:00:00Z').toZonedDateTimeISO(zone);
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.year > 2026) return found;
      found.push(next.epochMilliseconds);
      at = next;
    }
  }

  test('counts, in a repeated hour around midnight, to the day that has begun', () => {
    const repeated = Date.UTC(2010, 10, 7, 3, 0);
    expect(intlDate(repeated, 'America/St_Johns')).toBe('2010-11-06');
    expect(bounds('2010-11-07', 'America/St_Johns')).toEqual(['2010-11-07T02:30:00Z', '2010-11-08T03:30:00Z']);
  });
});

describe('the zone that Date counts in', () => {
  const before = process.env['TZ'] ?? 'UTC';

  afterEach(() => {
    process.env['TZ'] = before;
    useProcessZone(before);
  });

  /** The local date and time of instants and the beginnings of days, as they are computed now. */
  function told(times: readonly number[], zone: string): string[] {
    return times.map((time) => {
      const date = dateOf(time, zone);
      const { from, to } = rangeOf(date, date, zone);
      return `${date.toString()} ${localTimeOf(time, zone)} ${from}-${to}`;
    });
  }

  test.each([
    ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
    ['America/Sao_Paulo', 'America/Santiago', 'America/Havana', 'America/St_Johns', 'America/Asuncion'],
    ['Pacific/Apia', 'Africa/Cairo', 'Asia/Beirut', 'Asia/Tehran', 'Australia/Lord_Howe', 'Antarctica/Troll', 'UTC'],
  ])('has the same days and hours as without it: %s, %s, %s, %s, %s and others', (...zones) => {
    for (const zone of zones) {
      const hours = Array.from({ length: 2000 }, (_, index) => Date.UTC(2006, 2, 21) + index * 91.3 * HOUR);
      const skipped = Array.from({ length: 200 }, (_, index) => Date.UTC(2011, 11, 27) + index * HOUR);
      const times = [...hours, ...skipped].map(Math.floor);
      const expected = told(times, zone);
      process.env['TZ'] = zone;
      useProcessZone(zone);
      expect(told(times, zone), zone).toEqual(expected);
      process.env['TZ'] = before;
      useProcessZone(before);
    }
  });
});

describe('the local time', () => {
  test.each([
    ['Europe/Paris', '2019-11-22T10:53:27+01:00'],
    ['UTC', '2019-11-22T09:53:27+00:00'],
    ['Asia/Kolkata', '2019-11-22T15:23:27+05:30'],
    ['Pacific/Kiritimati', '2019-11-22T23:53:27+14:00'],
  ])('in %s is written as %s', (zone, written) => {
    expect(localTimeOf(Date.UTC(2019, 10, 22, 9, 53, 27, 999), zone)).toBe(written);
  });

  test.each(['Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Monrovia', 'UTC'])(
    'of day in %s is the same',
    (zone) => {
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2100, 0) }), (time) => {
          expect(timeOfDay(time, zone)).toBe(localTimeOf(time, zone).slice(11, 16));
        }),
      );
    },
  );
});

describe('a typed time zone', () => {
  test.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['UTC', 'UTC'],
    ['Paris', null],
    ['Europe/', null],
    ['', null],
  ])('%j is %j', (name, zone) => {
    expect(knownTimeZone(name)).toBe(zone);
  });

  test.each([
    ['paris', ['Europe/Paris']],
    ['omsk', ['Asia/Omsk']],
    ['tomsk', ['Asia/Tomsk']],
    ['Europe/Pari', ['Europe/Paris']],
    ['new york', ['America/New_York']],
    ['New-York', ['America/New_York']],
    ['Asia/London', ['Europe/London']],
    ['xy', []],
    ['Atlantis', []],
    ['', []],
    ['/', []],
  ])('%j suggests %j', (typed, zones) => {
    expect(similarTimeZones(typed)).toEqual(zones);
  });

  test('can be part of several names', () => {
    expect(similarTimeZones('indiana')).toContain('America/Indiana/Knox');
    expect(similarTimeZones('sao paulo')).toEqual(['America/Sao_Paulo']);
  });
});

describe('29 February', () => {
  const LEAP_DAY = { month: 2, day: 29 };

  test.each([
    ['2026-11-22', ['11-22']],
    ['2025-02-28', ['02-28', '02-29']],
    ['2024-02-28', ['02-28']],
    ['2024-02-29', ['02-29']],
    ['2100-02-28', ['02-28', '02-29']],
    ['2025-03-01', ['03-01']],
  ])('%s remembers %j', (date, days) => {
    expect(datesRememberedOn(day(date))).toEqual(days);
  });

  test.each([
    [2024, '2024-02-29'],
    [2025, '2025-02-28'],
    [2100, '2100-02-28'],
  ])('is remembered in %i on %s', (year, date) => {
    expect(rememberedOn(LEAP_DAY, year).toString()).toBe(date);
  });

  test('follows both rules alike on every day of 400 years', () => {
    for (let year = 2000; year < 2400; year += 1) {
      for (const written of ['2000-02-28', '2000-02-29', '2000-03-01', '2000-11-22'].map(day)) {
        const date = rememberedOn(written, year);
        expect(datesRememberedOn(date), date.toString()).toContain(monthAndDay(written));
      }
    }
  });

  test.each([
    ['2023-02-28', true],
    ['2024-02-28', true],
    ['2024-02-29', true],
    ['2024-03-01', false],
    ['2024-02-27', false],
  ])('makes what %s remembers depend on the year: %s', (date, depends) => {
    expect(dependsOnLeapYear(day(date))).toBe(depends);
  });

  test('is a date only of the years that have it', () => {
    expect(dateIn(2024, '02-29')?.toString()).toBe('2024-02-29');
    expect(dateIn(2023, '02-29')).toBeNull();
    expect(dateIn(2023, '13-01')).toBeNull();
  });
});

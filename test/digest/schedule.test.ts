import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Temporal, type PlainDate } from '../../src/time/calendar.ts';
import { dailyAt, datesBetween, dueDate, nextAfter, wakeEachMinute, yearlyAt } from '../../src/digest/schedule.ts';
import { parseSchedule } from '../support/schedule.ts';

const date = (text: string): PlainDate => Temporal.PlainDate.from(text);
const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

describe('a digest is due', () => {
  test.each([
    ['08:00', 'Europe/Berlin', '2026-01-05', '2026-01-05T07:00:00.000Z'],
    ['8:05', 'Europe/Berlin', '2026-07-05', '2026-07-05T06:05:00.000Z'],
    ['0 8 * * *', 'Asia/Kolkata', '2026-07-05', '2026-07-05T02:30:00.000Z'],
    ['30 7 * * mon-fri', 'UTC', '2026-11-23', '2026-11-23T07:30:00.000Z'],
    ['30 7 * * mon-fri', 'UTC', '2026-11-22', null],
    ['0 8 29 2 *', 'UTC', '2028-02-29', '2028-02-29T08:00:00.000Z'],
    ['0 8 29 2 *', 'UTC', '2026-02-28', null],
    ['0 8 L * *', 'UTC', '2026-02-28', '2026-02-28T08:00:00.000Z'],
    // As in every cron: a day of the month or a weekday, if both are restricted. 1 November 2026 is a Sunday.
    ['0 8 1 * 1', 'UTC', '2026-11-01', '2026-11-01T08:00:00.000Z'],
    ['0 8 1 * 1', 'UTC', '2026-11-02', '2026-11-02T08:00:00.000Z'],
    ['0 8 1 * 1', 'UTC', '2026-11-03', null],
    ['0 8 30 2 1', 'UTC', '2026-02-02', '2026-02-02T08:00:00.000Z'],
    ['0 8 L * 5#2', 'UTC', '2026-11-13', '2026-11-13T08:00:00.000Z'],
    ['0 8 L * 5#2', 'UTC', '2026-11-30', '2026-11-30T08:00:00.000Z'],
    // What begins with a star restricts nothing: each other day that is a Monday.
    ['0 8 */2 * 1', 'UTC', '2026-11-09', '2026-11-09T08:00:00.000Z'],
    ['0 8 */2 * 1', 'UTC', '2026-11-02', null],
    ['0 8 1 * *', 'UTC', '2026-11-02', null],
  ])('by "%s" in %s on %s at %s', (words, zone, day, at) => {
    expect(iso(parseSchedule(words, zone, 'day').dueOn(date(day)))).toBe(at);
  });

  test('once on a day, at the first of several times', () => {
    const schedule = parseSchedule('*/15 18,7 * * *', 'UTC', 'day');
    expect(iso(schedule.dueOn(date('2026-11-22')))).toBe('2026-11-22T07:00:00.000Z');
  });

  test.each([
    // Berlin skips from 02:00 to 03:00.
    ['02:30', 'Europe/Berlin', '2026-03-29', '2026-03-29T01:30:00.000Z'],
    // São Paulo skipped midnight itself.
    ['00:00', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // Lord Howe skips half an hour.
    ['02:10', 'Australia/Lord_Howe', '2026-10-04', '2026-10-03T15:40:00.000Z'],
  ])('also at %s in %s on %s, when the clocks skip it', (words, zone, day, at) => {
    expect(iso(parseSchedule(words, zone, 'day').dueOn(date(day)))).toBe(at);
  });

  test('at the first of two times, when the clocks repeat it', () => {
    expect(iso(parseSchedule('02:30', 'Europe/Berlin', 'day').dueOn(date('2026-10-25')))).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  test('on Sundays, when it is weekly and the schedule only a time', () => {
    const schedule = parseSchedule('08:00', 'UTC', 'week');
    expect(iso(schedule.dueOn(date('2026-11-22')))).toBe('2026-11-22T08:00:00.000Z');
    expect(schedule.dueOn(date('2026-11-23'))).toBeNull();
  });
});

test.each(['99 8 * * *', '0 25 * * *', '0 8 * *', '0 0 8 * * *', 'soon', '0 8 * * someday', '0 8 30 2 *', ''])(
  'the schedule %j is refused with an example',
  (words) => {
    expect(() => parseSchedule(words, 'UTC', 'day')).toThrow('a time such as "08:00"');
  },
);

describe('the next one', () => {
  test('is looked for until there is one', () => {
    const next = nextAfter(parseSchedule('0 8 29 2 *', 'UTC', 'day'), date('2026-11-22'));
    expect(next?.date.toString()).toBe('2028-02-29');
    expect(iso(next?.at ?? null)).toBe('2028-02-29T08:00:00.000Z');
  });

  test('never comes where no day fits for nine years', () => {
    // February has a fifth Monday in 2044.
    expect(nextAfter(parseSchedule('0 8 * 2 1#5', 'UTC', 'day'), date('2026-11-22'))).toBeNull();
  });
});

test.each([
  ['08:00', 'day', '08:00'],
  ['8:05', 'week', '08:05'],
  ['30 7 * * 1-5', 'day', '30 7 * * 1-5'],
] as const)('the schedule %j (each %s) is told as %j', (words, every, told) => {
  expect(parseSchedule(words, 'UTC', every).words).toBe(told);
});

test('the dates between two dates leave both out', () => {
  const weekdays = parseSchedule('0 8 * * 1-5', 'UTC', 'day');
  const between = datesBetween(weekdays, date('2026-11-18'), date('2026-11-24'));
  expect(between.map(String)).toEqual(['2026-11-19', '2026-11-20', '2026-11-23']);
});

describe('what should be out by now', () => {
  const berlin = parseSchedule('08:00', 'Europe/Berlin', 'day');
  const late = parseSchedule('23:30', 'Europe/Berlin', 'day');
  const weekly = parseSchedule('08:00', 'Europe/Berlin', 'week');

  test.each([
    [berlin, 'day', '2026-11-22T06:59:59Z', null],
    [berlin, 'day', '2026-11-22T07:00:00Z', '2026-11-22'],
    [berlin, 'day', '2026-11-22T22:59:59Z', '2026-11-22'],
    // Midnight in Berlin: a day wholly missed is not sent late.
    [berlin, 'day', '2026-11-22T23:00:00Z', null],
    [late, 'day', '2026-11-22T22:29:00Z', null],
    [late, 'day', '2026-11-22T22:30:00Z', '2026-11-22'],
    // Half an hour before midnight is too little to try again in.
    [late, 'day', '2026-11-23T04:30:00Z', '2026-11-22'],
    [late, 'day', '2026-11-23T04:31:00Z', null],
    [weekly, 'week', '2026-11-22T06:59:00Z', '2026-11-15'],
    [weekly, 'week', '2026-11-22T07:00:00Z', '2026-11-22'],
    [weekly, 'week', '2026-11-28T20:00:00Z', '2026-11-22'],
  ] as const)('by $0.expression in Berlin (each $1) at $2 is $3', (schedule, every, now, expected) => {
    expect(dueDate(schedule, every, Date.parse(now))?.toString() ?? null).toBe(expected);
  });
});

describe('a yearly one', () => {
  const weekdays = parseSchedule('30 7 * * 1-5', 'Europe/Berlin', 'day');

  test('comes at the time of the digest, also on a day that the digest does not have', () => {
    // 31 December 2028 is a Sunday.
    const last = yearlyAt(weekdays, { month: 12, day: 31 });
    expect(iso(last.dueOn(date('2028-12-31')))).toBe('2028-12-31T06:30:00.000Z');
    expect(last.dueOn(date('2028-12-30'))).toBeNull();
    expect(nextAfter(last, date('2028-12-31'))?.date.toString()).toBe('2029-12-31');
    expect(last.expression).toBe('30 7 31 12 *');
  });

  test('of 29 February comes on the 28th in a common year', () => {
    const leap = yearlyAt(weekdays, { month: 2, day: 29 });
    const dates = ['2027-02-28', '2028-02-28', '2028-02-29'].map((day) => leap.dueOn(date(day)) !== null);
    expect(dates).toEqual([true, false, true]);
    expect(leap.expression).toBe('30 7 28,29 2 *');
  });

  test.each([
    ['2026-12-31T06:29:00Z', null],
    ['2026-12-31T06:30:00Z', '2026-12-31'],
    ['2027-01-30T12:00:00Z', '2026-12-31'],
    ['2027-01-31T12:00:00Z', null],
  ])('may be late by 30 days: at %s it is %s', (now, expected) => {
    const last = yearlyAt(weekdays, { month: 12, day: 31 });
    expect(dueDate(last, 'year', Date.parse(now))?.toString() ?? null).toBe(expected);
  });
});

test('a daily one at the time of another comes each day', () => {
  const daily = dailyAt(parseSchedule('30 7 * * 1-5', 'Europe/Berlin', 'day'));
  expect(iso(daily.dueOn(date('2026-11-22')))).toBe('2026-11-22T06:30:00.000Z');
  expect(daily.expression).toBe('30 7 * * *');
});

describe('the service wakes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The minutes that it wakes at, from one time on; `clock` may change the time meanwhile, which no timer notices. */
  async function wakings(
    from: string,
    minutes: number,
    clock: (minute: number) => void = () => undefined,
  ): Promise<string[]> {
    vi.setSystemTime(Date.parse(from));
    const stop = new AbortController();
    const woken: string[] = [];
    wakeEachMinute(
      () => Date.now(),
      stop.signal,
      () => woken.push(new Date().toISOString().slice(0, 19)),
    );
    for (let minute = 1; minute <= minutes; minute += 1) {
      await vi.advanceTimersByTimeAsync(60_000);
      clock(minute);
    }
    stop.abort();
    const count = woken.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(woken.length, 'woken after the stop').toBe(count);
    return woken;
  }

  test('never after a stop that came before', () => {
    wakeEachMinute(
      () => Date.now(),
      AbortSignal.abort(),
      () => undefined,
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  test('at each full minute', async () => {
    expect(await wakings('2026-11-22T07:58:30Z', 3)).toEqual([
      '2026-11-22T07:59:00',
      '2026-11-22T08:00:00',
      '2026-11-22T08:01:00',
    ]);
  });

  test.each([
    ['a day back', '2026-11-21T08:00:20Z', '2026-11-21T08:0'],
    ['a year back', '2025-11-22T08:00:20Z', '2025-11-22T08:0'],
    ['seven years ahead', '2033-11-22T08:00:20Z', '2033-11-22T08:0'],
  ])('once a minute, and at full minutes, when the clock is set %s', async (_how, to, after) => {
    const woken = await wakings('2026-11-22T08:00:00Z', 8, (minute) => {
      if (minute === 2) vi.setSystemTime(Date.parse(to));
    });
    expect(woken.filter((at) => at.startsWith(after)).length).toBeGreaterThanOrEqual(5);
    expect(woken.length).toBeLessThanOrEqual(9);
    expect(woken.slice(4).every((at) => at.endsWith(':00'))).toBe(true);
  });
});

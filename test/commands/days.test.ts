// `--days N` on `today` and `on`: also the N days before and after.

import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, homeWith, jsonOf, runMain, type DayJson } from '../support/main.ts';

/** A tweet at noon of each of these dates. */
async function homeOf(...dates: string[]): Promise<string> {
  return homeWith(await archiveWith(dates.map((date) => ({ at: `${date}T12:00:00Z`, text: `written ${date}` }))));
}

async function daysOf(args: readonly string[], home: string, now?: string): Promise<DayJson[]> {
  const json = await jsonOf(args, { home, ...(now === undefined ? {} : { now }) });
  expect(Object.keys(json as object)).toEqual(['days']);
  return (json as { days: DayJson[] }).days;
}

const found = (days: readonly DayJson[]): [string, number, number][] =>
  days.flatMap(({ date, years }) =>
    years.map(({ year, yearsAgo }): [string, number, number] => [date, year, yearsAgo]),
  );

describe('--days', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeOf('2019-11-19', '2019-11-20', '2018-11-22', '2019-11-24', '2019-11-25');
  });

  test.each([
    [['today', '--days', '1'], ['2026-11-21', '2026-11-22', '2026-11-23'], 1],
    [['today', '--days', '2'], ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'], 3],
    [['on', '11-20', '--days', '1'], ['2026-11-19', '2026-11-20', '2026-11-21'], 2],
    [['on', '2019-11-23', '--days', '1'], ['2019-11-22', '2019-11-23', '2019-11-24'], 1],
  ])('%j has these days in order: %j', async (args, dates, count) => {
    const days = await daysOf(args, home);
    expect(days.map(({ date }) => date)).toEqual(dates);
    expect(days.reduce((sum, { shown }) => sum + shown, 0)).toBe(count);
  });

  test('gives each day the shape that it has alone', async () => {
    const [, day] = await daysOf(['today', '--days', '1'], home);
    expect(day).toEqual(await jsonOf(['today'], { home }));
  });

  test('of 0 is the day alone', async () => {
    expect(await jsonOf(['today', '--days', '0'], { home })).toEqual(await jsonOf(['today'], { home }));
  });

  test('shows each day that has something under its date, and counts over all', async () => {
    const { stdout } = await runMain(['today', '--days', '2'], { home });
    expect(stdout).toMatch(/^On these days, 20 November to 24 November\n3 memories from 2 years, 2018 to 2019\n/);
    expect(stdout.match(/^\d+ November$|written \S+/gm)).toEqual([
      '20 November',
      'written 2019-11-20',
      '22 November',
      'written 2018-11-22',
      '24 November',
      'written 2019-11-24',
    ]);
  });

  test('goes over the turn of the year, each day looked at from its own year', async () => {
    const turn = await homeOf(
      '2025-12-29',
      '2024-12-29',
      '2025-12-31',
      '2025-01-01',
      '2025-01-04',
      '2026-01-03',
      '2026-01-04',
    );
    const days = await daysOf(['today', '--days', '3'], turn, '2026-01-01T09:00:00Z');
    expect(days.map(({ date }) => date)).toEqual([
      '2025-12-29',
      '2025-12-30',
      '2025-12-31',
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
      '2026-01-04',
    ]);
    expect(found(days)).toEqual([
      ['2025-12-29', 2024, 1],
      ['2026-01-01', 2025, 1],
      ['2026-01-04', 2025, 1],
    ]);
    const late = await daysOf(['on', '2025-12-31', '--days', '4'], turn, '2026-06-01T09:00:00Z');
    expect(found(late)).toEqual([
      ['2025-12-29', 2024, 1],
      ['2026-01-01', 2025, 1],
      ['2026-01-04', 2025, 1],
    ]);
  });

  test('shows 29 February once, in a common year on the 28th', async () => {
    const leap = await homeOf('2020-02-28', '2020-02-29', '2020-03-01');
    expect((await daysOf(['on', '2026-03-01', '--days', '1'], leap)).map(({ date, shown }) => [date, shown])).toEqual([
      ['2026-02-28', 2],
      ['2026-03-01', 1],
      ['2026-03-02', 0],
    ]);
    expect((await daysOf(['on', '2028-02-29', '--days', '1'], leap)).map(({ date, shown }) => [date, shown])).toEqual([
      ['2028-02-28', 1],
      ['2028-02-29', 1],
      ['2028-03-01', 1],
    ]);
    const { stdout } = await runMain(['on', '2026-02-28', '--days', '1'], { home: leap });
    expect(stdout.match(/^\d+ (February|March)$|· \w+, \d+ \w+ 2020/gm)).toEqual([
      '28 February',
      '· Friday, 28 February 2020',
      '· Saturday, 29 February 2020',
      '1 March',
      '· Sunday, 1 March 2020',
    ]);
  });

  test('of half a year shows every memory of the whole year, once', async () => {
    const year = await homeOf('2019-01-01', '2019-05-23', '2019-05-24', '2020-02-29', '2019-12-31', '2019-11-22');
    const days = await daysOf(['today', '--days', '182'], year);
    expect(days).toHaveLength(365);
    expect(days.reduce((sum, { shown }) => sum + shown, 0)).toBe(6);
  });

  test('without a memory in any of them names the nearest day that has some', async () => {
    const { code, stdout } = await runMain(['on', '11-10', '--days', '3'], { home });
    expect(code).toBe(0);
    expect(stdout).toBe(
      'No memories from 7 November to 13 November: nothing was written then in earlier years.\nThe nearest day that has some is 19 November: memories on 11-19\n',
    );
    const days = await daysOf(['on', '11-10', '--days', '3'], home);
    expect(days.map(({ years }) => years)).toEqual(Array(7).fill([]));
  });

  test.each(['183', '-1', '1.5', 'two', '', '1e1', '0x1', ' 1'])('%j is refused with exit code 2', async (value) => {
    const { code, stdout, stderr } = await runMain(['today', '--days', value], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('it must be a whole number up to 182');
  });

  test('needs a number', async () => {
    expect((await runMain(['today', '--days'], { home })).code).toBe(2);
  });
});

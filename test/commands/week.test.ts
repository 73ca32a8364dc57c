// `memories week`: the past seven days, day by day.

import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, homeWith, jsonOf, runMain, type DayJson } from '../support/main.ts';

/** A tweet at noon of each of these dates. */
async function homeOf(...dates: string[]): Promise<string> {
  return homeWith(await archiveWith(dates.map((date) => ({ at: `${date}T12:00:00Z`, text: `written ${date}` }))));
}

async function daysOf(home: string, now: string, ...flags: string[]): Promise<[date: string, texts: string[]][]> {
  const { days } = (await jsonOf(['week', ...flags], { home, now })) as { days: DayJson[] };
  return days.map(({ date, years }) => [date, years.flatMap(({ posts: tweets }) => tweets.map(({ text }) => text))]);
}

describe('memories week', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeOf('2019-11-15', '2019-11-16', '2015-11-16', '2018-11-20', '2018-11-22', '2019-11-23');
  });

  test('has today and the six days before, each with its own memories', async () => {
    expect(await daysOf(home, '2026-11-22T09:00:00Z')).toEqual([
      ['2026-11-16', ['written 2019-11-16', 'written 2015-11-16']],
      ['2026-11-17', []],
      ['2026-11-18', []],
      ['2026-11-19', []],
      ['2026-11-20', ['written 2018-11-20']],
      ['2026-11-21', []],
      ['2026-11-22', ['written 2018-11-22']],
    ]);
  });

  test('shows each day that has something under its date', async () => {
    const { code, stdout, stderr } = await runMain(['week'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "On these days, 16 November to 22 November
      4 memories from 3 years, 2015 to 2019


      16 November

      7 years ago · Saturday, 16 November 2019 ───────────────────────────────────────

      12:00  written 2019-11-16
             https://x.com/wren_writes/status/1195672864158646273

      11 years ago · Monday, 16 November 2015 ────────────────────────────────────────

      12:00  written 2015-11-16
             https://x.com/wren_writes/status/666224192517046273


      20 November

      8 years ago · Tuesday, 20 November 2018 ────────────────────────────────────────

      12:00  written 2018-11-20
             https://x.com/wren_writes/status/1064850844677046273


      22 November

      8 years ago · Thursday, 22 November 2018 ───────────────────────────────────────

      12:00  written 2018-11-22
             https://x.com/wren_writes/status/1065575620408246273
      "
    `);
  });

  test('ends with the local today', async () => {
    const dates = await daysOf(home, '2026-11-22T20:00:00Z', '--time-zone', 'Asia/Tokyo');
    expect([dates.at(0)?.[0], dates.at(-1)]).toEqual(['2026-11-17', ['2026-11-23', ['written 2019-11-23']]]);
  });

  test('takes the options of today', async () => {
    const other = await archiveWith([{ at: '2019-11-21T12:00:00Z', text: 'RT @a: from the pond' }], {
      id: '77',
      handle: 'PondNews',
    });
    await runMain(['import', other], { home });
    expect(
      (await daysOf(home, '2026-11-22T09:00:00Z', '--retweets', '-a', 'PondNews')).flatMap(([, texts]) => texts),
    ).toEqual(['RT @a: from the pond']);
    expect((await runMain(['week', '--color', 'always'], { home })).stdout).toContain('\u001b[1m');
  });

  test('goes over the turn of the year, each day looked at from its own year', async () => {
    const turn = await homeOf('2025-12-30', '2026-01-02', '2025-01-02', '2024-12-30');
    const { days } = (await jsonOf(['week'], { home: turn, now: '2026-01-03T09:00:00Z' })) as { days: DayJson[] };
    const found = days.flatMap(({ date, years }) => years.map(({ year, yearsAgo }) => [date, year, yearsAgo]));
    expect(found).toEqual([
      ['2025-12-30', 2024, 1],
      ['2026-01-02', 2025, 1],
    ]);
    const output = (await runMain(['week'], { home: turn, now: '2026-01-03T09:00:00Z' })).stdout;
    expect(output).toMatch(/^On these days, 28 December to 3 January\n2 memories from 2 years, 2024 to 2025\n/);
    expect(output).toContain('1 year ago · Monday, 30 December 2024');
  });

  test('goes over 29 February, which a common year has on its 28th', async () => {
    const leap = await homeOf('2020-02-28', '2020-02-29', '2020-03-01');
    const some = (days: [string, string[]][]): [string, string[]][] => days.filter(([, texts]) => texts.length > 0);
    expect(some(await daysOf(leap, '2026-03-02T09:00:00Z'))).toEqual([
      ['2026-02-28', ['written 2020-02-28', 'written 2020-02-29']],
      ['2026-03-01', ['written 2020-03-01']],
    ]);
    expect(some(await daysOf(leap, '2028-03-02T09:00:00Z'))).toEqual([
      ['2028-02-28', ['written 2020-02-28']],
      ['2028-02-29', ['written 2020-02-29']],
      ['2028-03-01', ['written 2020-03-01']],
    ]);
  });

  test('without a memory names the nearest day that has some', async () => {
    const far = await homeOf('2019-11-10', '2019-12-24');
    const { code, stdout } = await runMain(['week'], { home: far });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No memories /);
    expect(stdout).toContain('The nearest day that has some is 10 November: memories on 11-10\n');
  });

  test('takes no date', async () => {
    expect((await runMain(['week', '2026-11-22'], { home })).code).toBe(2);
  });
});

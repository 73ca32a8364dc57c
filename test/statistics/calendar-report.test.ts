// The calendar and bars as they are printed, at several widths, with colours and without.

import { Chalk } from 'chalk';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { Temporal, dayNumberOfDate } from '../../src/time/calendar.ts';
import type { DayCounts } from '../../src/statistics/day-counts.ts';
import { barLines, barOf } from '../../src/views/terminal/bars.ts';
import { shadesOf } from '../../src/statistics/calendar-grid.ts';
import { calendarText, formatDayRuns } from '../../src/statistics/calendar-report.ts';
import { calendarOf, type YearCalendar } from '../../src/statistics/year-calendar.ts';

const plain = new Chalk({ level: 0 });
const colored = new Chalk({ level: 3 });
const TODAY = Temporal.PlainDate.from('2026-11-22');
const NOTHING = { retweets: 0, replies: 0, hidden: 0 };

/** As many tweets a day as its number in the year tells, but few in summer. */
function countsOf(year: number): DayCounts {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const days = Array.from({ length: first.daysInYear }, (_, index) => first.add({ days: index }));
  const counted = days.map(
    (date) => [dayNumberOfDate(date), Math.max(0, ((date.dayOfYear * 7) % 11) - (date.month === 7 ? 10 : 3))] as const,
  );
  return new Map(counted.filter(([, count]) => count > 0));
}

function calendar(year: number | null = null, today = TODAY, counts: DayCounts = countsOf(2023)): YearCalendar {
  return calendarOf(
    counts,
    { year, today, timeZone: 'UTC' },
    { leftOut: { ...NOTHING, retweets: 3 }, accounts: ['wren_writes'] },
  );
}

function shown(width: number, chalk = plain, what = calendar()): string {
  return `\n${calendarText(what, width, chalk)}`;
}

describe('the calendar', () => {
  test('at 120 cells', () => {
    expect(shown(120)).toMatchInlineSnapshot(`
      "
      The memories of each day
      847 memories on 212 of 365 days, all earlier years together

          Jan     Feb     Mar       Apr     May       Jun     Jul     Aug       Sep     Oct     Nov       Dec
      Mon   · ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· · · · ▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░
            ▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· · · · · ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒·
      Wed   ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░· · · · · · ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒
          ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· · · · · · ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓·
      Fri · ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· · · · · ░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░
          ██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· · · · · ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒·
      Sun ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██· · · · · ▒▒· ▒▒· ░░██░░▓▓· ▓▓· ▒▒· ▒▒· ░░██░░▓▓· ▓▓

          · none   ░░ 1–2   ▒▒ 3–4   ▓▓ 5–6   ██ 7

      Fullest  3 January, 7 memories
      Next     24 November, 5 memories
      None     on 153 days: 2 January, 5 January, 8 January, 11 January, 13 January, 16 January, 19 January, 22 January, 24
               January, 27 January, 30 January, 2 February, and 141 more
      Left out: 3 retweets (--retweets shows them)
      "
    `);
  });

  test('at 80 cells', () => {
    expect(shown(80)).toMatchInlineSnapshot(`
      "
      The memories of each day
      847 memories on 212 of 365 days, all earlier years together

          Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec
      Mon  ·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒····▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░
           ▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·····░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·
      Wed  ░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░······▒·░█░▓·▓·▒·▒·░█░▓·▓·▒
          ▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒······▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·
      Fri ·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·····░▓·▓·▒·▒·░█░▓·▓·▒·▒·░
          █░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·····▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·
      Sun ▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█·····▒·▒·░█░▓·▓·▒·▒·░█░▓·▓

          · none   ░░ 1–2   ▒▒ 3–4   ▓▓ 5–6   ██ 7

      Fullest  3 January, 7 memories
      Next     24 November, 5 memories
      None     on 153 days: 2 January, 5 January, 8 January, 11 January, 13 January,
               16 January, 19 January, 22 January, 24 January, 27 January, 30 January,
               2 February, and 141 more
      Left out: 3 retweets (--retweets shows them)
      "
    `);
  });

  test('at 60 cells, of one year that is not over', () => {
    const today = Temporal.PlainDate.from('2023-02-10');
    const sofar = new Map([...countsOf(2023)].filter(([day]) => day <= dayNumberOfDate(today)));
    expect(shown(60, plain, calendar(2023, today, sofar))).toMatchInlineSnapshot(`
      "
      The posts of 2023
      106 posts on 26 of 41 days

          Jan  Feb Mar Apr  May Jun Jul  Aug Sep Oct  Nov Dec
      Mon  ·▓·▒·▒
           █░▓·▓·
      Wed  ▒·░█░▓
           ·▒·▒·░
      Fri  ▓·▓·▒·
           ░█░▓·
      Sun ▒·▒·░█

          · none   ░░ 1–2   ▒▒ 3–4   ▓▓ 5–6   ██ 7

      Fullest  Tuesday, 3 January 2023, 7 posts
      None     on 15 days: 2 January, 5 January, 8 January, 11
               January, 13 January, 16 January, 19 January, 22
               January, 24 January, 27 January, 30 January, 2
               February, and 3 more
      Left out: 3 retweets (--retweets shows them)
      "
    `);
  });

  test('at 40 cells', () => {
    expect(shown(40)).toMatchInlineSnapshot(`
      "
      The memories of each day
      847 memories on 212 of 365 days, all
      earlier years together

          Jan Feb Mar  Apr May  Jun
      Mon  ·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒
           ▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·
      Wed  ░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░
          ▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·
      Fri ·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·▓·▒
          █░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·
      Sun ▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·░█

          Jul Aug  Sep Oct Nov  Dec
      Mon  ····▓·▓·▒·▒·░█░▓·▓·▒·▒·░█░
           ····░█░▓·▓·▒·▒·░█░▓·▓·▒·▒·
      Wed ······▒·░█░▓·▓·▒·▒·░█░▓·▓·▒
          ·····▓·▒·▒·░█░▓·▓·▒·▒·░█░▓·
      Fri ·····░▓·▓·▒·▒·░█░▓·▓·▒·▒·░
          ····▒·░█░▓·▓·▒·▒·░█░▓·▓·▒·
      Sun ·····▒·▒·░█░▓·▓·▒·▒·░█░▓·▓

          · none   ░░ 1–2   ▒▒ 3–4   ▓▓ 5–6
          ██ 7

      Fullest  3 January, 7 memories
      Next     24 November, 5 memories
      None     on 153 days: 2 January, 5
               January, 8 January, 11 January,
               13 January, 16 January, 19
               January, 22 January, 24
               January, 27 January, 30
               January, 2 February, and 141
               more
      Left out: 3 retweets (--retweets shows
      them)
      "
    `);
  });

  test('with colours: today in another one, and the same characters', () => {
    const lines = shown(60, colored).split('\n').slice(10, 12);
    expect(lines.join('\n').replaceAll('\u001b', '')).toMatchInlineSnapshot(`
      "[2m    [22m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[2m·[22m[2m·[22m[2m·[22m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m
      [2mSun [22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[2m·[22m[2m·[22m[2m·[22m[2m·[22m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[35m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m[2m·[22m[35m▒[39m[2m·[22m[35m▒[39m[2m·[22m[36m░[39m[35m█[39m[35m░[39m[35m▓[39m[2m·[22m[35m▓[39m"
    `);
    // eslint-disable-next-line no-control-regex -- the escapes of colours
    const bare = (text: string): string => text.replace(/\u001b\[\d+m/g, '').replace(/ +██ today/, '');
    expect(bare(shown(80, colored))).toBe(shown(80));
  });

  test('of a year without tweets', () => {
    expect(shown(60, plain, calendar(2001)).split('\n').slice(0, 4)).toEqual([
      '',
      'The posts of 2001',
      'No posts in 2001',
      '',
    ]);
  });

  test('is never wider than the terminal, and has a cell for each day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 130 }), fc.integer({ min: 2006, max: 2040 }), (width, year) => {
        const today = Temporal.PlainDate.from({ year, month: 6, day: 1 });
        const counts = new Map([[dayNumberOfDate(Temporal.PlainDate.from('2001-03-04')), 2]]);
        const text = calendarText(calendar(null, today, counts), width, plain);
        const lines = text.split('\n');
        const grid = lines.slice(
          2,
          lines.findIndex((line) => line.includes('none')),
        );
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
        expect(grid.join('').match(/[·█]+/g)?.join('').replaceAll('██', '█').length).toBe(today.daysInYear);
      }),
    );
  });

  test('names stretches of days, the first dozen of them', () => {
    const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
    expect(formatDayRuns(['2026-03-04', '2026-06-08', '2026-06-09', '2026-06-30', '2026-07-01'].map(date))).toBe(
      '4 March, 8 to 9 June, 30 June to 1 July',
    );
    const every = Array.from({ length: 20 }, (_, index) => date('2026-01-01').add({ days: index * 2 }));
    expect(formatDayRuns(every)).toMatch(/^1 January, 3 January, .*23 January, and 8 more$/);
  });
});

describe('shades', () => {
  const shadesOfCounts = (...counts: number[]): (string | number)[][] =>
    shadesOf(counts.map((count, index) => ({ count, date: TODAY.add({ days: index }), isFuture: false }))).map(
      ({ character, least, most }) => [character, least, most],
    );

  test.each([
    [[], []],
    [[0, 1, 1], [['█', 1, 1]]],
    [
      [1, 2],
      [
        ['▒', 1, 1],
        ['█', 2, 2],
      ],
    ],
    [
      [...Array.from({ length: 40 }, () => 8), 300],
      [
        ['░', 1, 2],
        ['▒', 3, 4],
        ['▓', 5, 6],
        ['█', 7, 300],
      ],
    ],
  ])('of %j are %j', (counts, shades) => {
    expect(shadesOfCounts(...counts)).toEqual(shades);
  });
});

describe('bars', () => {
  const bars = [
    { label: 'Japanese', value: 1223 },
    { label: '図書館', value: 400 },
    { label: 'one', value: 1 },
    { label: 'none', value: 0 },
  ];

  test.each([40, 60])('at %i cells', (width) => {
    const lines = barLines(bars, width, plain);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    const starts = lines.map((line) => stringWidth(line.slice(0, line.search(/[█▏▎▍▌▋▊▉]|0$/))));
    expect(new Set(starts)).toEqual(new Set([10]));
  });

  test('look like this', () => {
    expect(`\n${barLines(bars, 40, plain).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Japanese  ████████████████████████ 1,223
      図書館    ███████▉ 400
      one       ▏ 1
      none      0
      "
    `);
    expect(barLines(bars.slice(0, 1), 30, colored).join('\n').replaceAll('\u001b', '')).toMatchInlineSnapshot(
      `"Japanese  [35m██████████████[39m 1,223"`,
    );
  });

  test('are in eighths, and something is never nothing', () => {
    expect([0, 1, 3, 8, 12, 800].map((value) => barOf(value, 800, 100))).toEqual([
      '',
      '▏',
      '▍',
      '█',
      '█▌',
      '█'.repeat(100),
    ]);
    expect(barOf(1, 1_000_000, 10)).toBe('▏');
  });

  test('clip long names by what their cells show, and let nothing drive the terminal', () => {
    const [line = ''] = barLines([{ label: '\u001b[31m図書館図書館図書館図書館', value: 5 }], 30, plain);
    expect(line).toMatch(/^\[31m図書館図…? /);
    expect(stringWidth(line)).toBeLessThanOrEqual(30);
  });
});

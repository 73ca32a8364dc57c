// Dates as people type them.

import { describe, expect, test } from 'vitest';
import { Temporal, type PlainDate } from '../../src/time/calendar.ts';
import { readTypedDate } from '../../src/text/typed-date.ts';

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso);
/** A Sunday. */
const TODAY = day('2026-11-22');

async function meaningOf(words: string, today = TODAY): Promise<string> {
  const typed = await readTypedDate(words, today);
  return typed.ok ? typed.date.toString() : `${typed.problem}; ${typed.hint}`;
}

describe('on Sunday, 22 November 2026', () => {
  test.each([
    ['2024-02-29', '2024-02-29'],
    ['2019-11-22', '2019-11-22'],
    ['02-28', '2026-02-28'],
    ['2-8', '2026-02-08'],
    ['2019-2-8', '2019-02-08'],
    ['12-31', '2026-12-31'],
    ['02-29', '2026-02-28'],
    ['today', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['TOMORROW', '2026-11-23'],
    [' 02-28 ', '2026-02-28'],
  ])('the plain %s means %s', async (words, date) => {
    expect(await meaningOf(words)).toBe(date);
  });

  test.each([
    ['12/24', '2026-12-24'],
    ['24/12', '2026-12-24'],
    ['12/12', '2026-12-12'],
    ['24/12/2012', '2012-12-24'],
    ['12/24/2012', '2012-12-24'],
    ['24-12-2012', '2012-12-24'],
    ['24.12.', '2026-12-24'],
    ['24.12', '2026-12-24'],
    ['3.4.', '2026-04-03'],
    ['3.4.2012', '2012-04-03'],
    ['2020/12/24', '2020-12-24'],
    ['2020.12.24', '2020-12-24'],
    ['2020/1/2', '2020-01-02'],
  ])('the numbers %s mean %s', async (words, date) => {
    expect(await meaningOf(words)).toBe(date);
  });

  test.each([
    ['24 December', '2026-12-24'],
    ['24 december', '2026-12-24'],
    ['24. December', '2026-12-24'],
    ['24th of December', '2026-12-24'],
    ['the 24th of December', '2026-12-24'],
    ['December 24', '2026-12-24'],
    ['Dec 24', '2026-12-24'],
    ['Dec 24th, 2012', '2012-12-24'],
    ['24 Dec 2012', '2012-12-24'],
    ['Monday, 24 December 2012', '2012-12-24'],
    ['1 January', '2026-01-01'],
    ['29 February', '2026-02-28'],
    ['Feb 29 2024', '2024-02-29'],
    ['May 12', '2026-05-12'],
  ])('the name of a month in %s: %s', async (words, date) => {
    expect(await meaningOf(words)).toBe(date);
  });

  test.each([
    ['monday', '2026-11-16'],
    ['Mon', '2026-11-16'],
    ['saturday', '2026-11-21'],
    ['sunday', '2026-11-22'],
    ['last friday', '2026-11-20'],
    ['last sunday', '2026-11-15'],
    ['next friday', '2026-11-27'],
    ['day before yesterday', '2026-11-20'],
    ['the day after tomorrow', '2026-11-24'],
    ['the 24th', '2026-11-24'],
    ['1st', '2026-11-01'],
    ['3 days ago', '2026-11-19'],
    ['a week ago', '2026-11-15'],
    ['in 2 days', '2026-11-24'],
  ])('the words %s mean %s', async (words, date) => {
    expect(await meaningOf(words)).toBe(date);
  });

  test.each([
    ['3/4', '"3/4" can be 3 April or 4 March; write 04-03 or 03-04'],
    ['3/4/2012', '"3/4/2012" can be 3 April or 4 March; write 2012-04-03 or 2012-03-04'],
    ['3-4-2012', '"3-4-2012" can be 3 April or 4 March; write 2012-04-03 or 2012-03-04'],
  ])('%s can be two dates, and both are named', async (words, said) => {
    expect(await meaningOf(words)).toBe(said);
  });

  test.each([
    ['02-30', 'there is no 30 February'],
    ['30 February', 'there is no 30 February'],
    ['Feb 30th 2012', 'there is no 30 February'],
    ['31.4.', 'there is no 31 April'],
    ['the 31st', 'there is no 31 November'],
    ['june 31', 'there is no 31 June'],
    ['2023-02-29', '2023 has no 29 February'],
    ['29 February 2023', '2023 has no 29 February'],
    ['2026-11-32', 'there is no 32 November'],
    ['13-01', 'there is no month 13'],
    ['00-10', 'there is no month 0'],
    ['13/13', 'there is no month 13'],
  ])('%s is no day that there is: %s', async (words, problem) => {
    expect(await meaningOf(words)).toContain(`${problem}; `);
    expect(await readTypedDate(words, TODAY)).toMatchObject({ isNearly: true });
  });

  test('a month where a day belongs is told with the date that it would be', async () => {
    expect(await meaningOf('24-12')).toBe('there is no month 24; write 12-24 for 24 December');
    expect(await meaningOf('2012-24-12')).toBe('there is no month 24; write 2012-12-24 for 24 December');
  });

  test.each([
    '2026-11',
    '2012',
    '20191122',
    'x02-28',
    '',
    'now',
    'may',
    'December 2012',
    'last week',
    'last month',
    '24 December at 5pm',
    '24 December to 26 December',
    'fish on 24 December',
    'tody',
    'constructor',
    '__proto__',
  ])('%j is no date', async (words) => {
    expect(await meaningOf(words)).toMatch(/isn't a date; write 2012-12-24/);
    expect(await readTypedDate(words, TODAY)).toMatchObject({ isNearly: false });
  });
});

test.each([
  ['02-29', '2024-11-22', '2024-02-29'],
  ['29 February', '2024-11-22', '2024-02-29'],
  ['yesterday', '2026-01-01', '2025-12-31'],
  ['tomorrow', '2026-12-31', '2027-01-01'],
  ['tomorrow', '2024-02-28', '2024-02-29'],
  ['friday', '2026-11-27', '2026-11-27'],
  ['last friday', '2026-11-27', '2026-11-20'],
  ['monday', '2026-01-01', '2025-12-29'],
])('%s on %s means %s', async (words, today, date) => {
  expect(await meaningOf(words, day(today))).toBe(date);
});

test.each([
  ['12-24', '12-24'],
  ['24 December', '12-24'],
  ['02-29', '02-29'],
  ['Feb 29', '02-29'],
  ['2012-12-24', null],
  ['24 Dec 2012', null],
  ['yesterday', null],
  ['monday', null],
])('%s is that of every year: %s', async (words, everyYear) => {
  expect(await readTypedDate(words, TODAY)).toMatchObject({ ok: true, everyYear });
});

import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import {
  pluralize,
  formatBytes,
  formatDate,
  formatDay,
  formatNumber,
  formatYearsAgo,
  formatYearSpan,
} from '../../src/text/numbers-and-dates.ts';

describe('words', () => {
  test.each([
    ['2019-11-22', '22 November', 'Friday, 22 November 2019'],
    ['2024-02-29', '29 February', 'Thursday, 29 February 2024'],
    ['2007-01-01', '1 January', 'Monday, 1 January 2007'],
    ['2006-12-31', '31 December', 'Sunday, 31 December 2006'],
  ])('%s is %s, or in full %s', (iso, day, date) => {
    expect(formatDay(Temporal.PlainDate.from(iso))).toBe(day);
    expect(formatDate(Temporal.PlainDate.from(iso))).toBe(date);
  });

  test('every month has its name', () => {
    const months = Array.from({ length: 12 }, (_, index) => formatDay(new Temporal.PlainDate(2026, index + 1, 5)));
    expect(months.join(' ')).toBe(
      '5 January 5 February 5 March 5 April 5 May 5 June 5 July 5 August 5 September 5 October 5 November 5 December',
    );
  });

  test('one year is singular, others are plural', () => {
    expect([formatYearsAgo(1), formatYearsAgo(7), formatYearsAgo(19)]).toEqual([
      '1 year ago',
      '7 years ago',
      '19 years ago',
    ]);
  });

  test('things are counted with their right form', () => {
    expect([0, 1, 2, 1223].map((count) => pluralize(count, 'tweet'))).toEqual([
      '0 tweets',
      '1 tweet',
      '2 tweets',
      '1,223 tweets',
    ]);
    expect([pluralize(1, 'memory', 'memories'), pluralize(2, 'memory', 'memories')]).toEqual([
      '1 memory',
      '2 memories',
    ]);
  });

  test('large numbers have commas, whatever the locale of the machine', () => {
    expect([formatNumber(999), formatNumber(12223), formatNumber(1234567)]).toEqual(['999', '12,223', '1,234,567']);
  });

  test('a span of one year names it once', () => {
    expect([formatYearSpan(2009, 2021), formatYearSpan(2009, 2009)]).toEqual(['2009 to 2021', '2009']);
  });

  test.each([
    [0, '0 kB'],
    [1, '1 kB'],
    [1000, '1 kB'],
    [999_000, '999 kB'],
    [999_001, '1.0 MB'],
    [999_999, '1.0 MB'],
    [1_000_000, '1.0 MB'],
    [38_240_000, '38.2 MB'],
    [999_949_999, '999.9 MB'],
    [999_950_000, '1.0 GB'],
    [1_000_000_000, '1.0 GB'],
    [999_949_999_999, '999.9 GB'],
    [999_950_000_000, '1.0 TB'],
    [2_500_000_000_000_000, '2500.0 TB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

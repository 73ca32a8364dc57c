import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import { includes, parsePeriod, rangeOfPeriod, yearPeriod } from '../../src/time/period.ts';

describe('a period', () => {
  test.each([
    ['2015', '2015-01-01', '2015-12-31'],
    ['2015-02', '2015-02-01', '2015-02-28'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2015-12', '2015-12-01', '2015-12-31'],
    ['2015-03-14', '2015-03-14', '2015-03-14'],
    ['2015-3-4', '2015-03-04', '2015-03-04'],
  ])('named %s is from %s to %s', (words, first, last) => {
    const period = parsePeriod(words);
    expect([period?.first.toString(), period?.last.toString()]).toEqual([first, last]);
  });

  test.each(['', '15', '2015-13', '2015-02-29', '2015-00', 'March 2015', '2015-03-14T10:00', '2015-'])(
    'is not named by "%s"',
    (words) => {
      expect(parsePeriod(words)).toBeNull();
    },
  );

  test('has the instants of its days in the zone, and is open where nothing is said', () => {
    const range = rangeOfPeriod(yearPeriod(2015), 'Asia/Tokyo');
    expect(range?.from).toBe(Date.parse('2014-12-31T15:00:00Z'));
    expect(range?.to).toBe(Date.parse('2015-12-31T15:00:00Z'));
    expect(rangeOfPeriod({ first: null, last: null }, 'UTC')).toBeNull();
    expect(rangeOfPeriod({ first: null, last: yearPeriod(2015).last }, 'UTC')?.from).toBeLessThan(0);
  });

  test('includes both of its days', () => {
    const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
    const period = { first: day('2015-03-14'), last: day('2015-03-15') };
    const dates = ['2015-03-13', '2015-03-14', '2015-03-15', '2015-03-16'];
    expect(dates.map((date) => includes(period, day(date)))).toEqual([false, true, true, false]);
    expect(includes({ first: null, last: null }, day('2015-03-14'))).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTimestamp, timeOf } from '../../../src/archive/twitter/timestamps.ts';
import { createdAt, snowflakeAt } from '../../support/tweets.ts';

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

describe('a written time', () => {
  test.each([
    ['Wed Jan 02 03:04:05 +0000 2013', '2013-01-02T03:04:05.000Z'],
    ['Wed Feb 29 23:59:59 +0000 2012', '2012-02-29T23:59:59.000Z'],
    ['Wed Jan 02 03:04:05 +0130 2013', '2013-01-02T01:34:05.000Z'],
    ['2013-01-02 03:04:05 +0000', '2013-01-02T03:04:05.000Z'],
    ['2007-11-22 00:00:00 +0000', '2007-11-22T00:00:00.000Z'],
    ['2013-01-02 03:04:05 -0800', '2013-01-02T11:04:05.000Z'],
    ['2013-01-02T03:04:05.678Z', '2013-01-02T03:04:05.000Z'],
    ['2013-01-02 03:04:05', '2013-01-02T03:04:05.000Z'],
  ])('%s is %s', (written, time) => {
    expect(iso(timeOf(written))).toBe(time);
  });

  test.each([
    ['2013-01-02'],
    ['Wed Foo 02 03:04:05 +0000 2013'],
    ['Wed Jan 02 03:04:05 UTC 2013'],
    ['2013-13-02 03:04:05 +0000'],
    ['2013-02-30 03:04:05 +0000'],
    ['2013-01-02 25:04:05 +0000'],
    ['1357095845'],
    [''],
    [1357095845],
    [null],
    [undefined],
    [{}],
  ])('%j is no time', (written) => {
    expect(timeOf(written)).toBeNull();
  });

  test('of either kind is read back as it was written', () => {
    const seconds = fc.integer({ min: Date.UTC(2006, 2, 21) / 1000, max: Date.UTC(2037, 0) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = new Date(second * 1000).toISOString();
        expect(timeOf(createdAt(text))).toBe(second * 1000);
        expect(timeOf(text.replace('T', ' ').replace('.000Z', ' +0000'))).toBe(second * 1000);
      }),
    );
  });
});

describe('the time of a tweet', () => {
  const ID = snowflakeAt('2013-11-22T06:30:00.789Z');
  const OLD = '1017204488';

  test.each([
    ['is the written one', '2013-11-22 06:30:00 +0000', ID, '2013-11-22T06:30:00.000Z'],
    ['is the written one, two seconds off', '2013-11-22 06:29:58 +0000', ID, '2013-11-22T06:29:58.000Z'],
    ["is the id's when the written one is an hour off", '2013-11-22 07:30:00 +0000', ID, '2013-11-22T06:30:00.000Z'],
    ["is the id's when the written one is of 1997", 'Tue Jan 07 11:20:41 +0000 1997', ID, '2013-11-22T06:30:00.000Z'],
    ["is the id's when the written one is midnight", '2013-11-22 00:00:00 +0000', ID, '2013-11-22T06:30:00.000Z'],
    ["is the id's when none is written", undefined, ID, '2013-11-22T06:30:00.000Z'],
    ["is the id's when what is written is no time", 'yesterday', ID, '2013-11-22T06:30:00.000Z'],
    ['is the written one for an id older than Snowflake', '2008-11-22 21:05:10 +0000', OLD, '2008-11-22T21:05:10.000Z'],
    ['can be the first day of all', '2006-03-21 00:00:00 +0000', '20', '2006-03-21T00:00:00.000Z'],
    ['can not be older', '2006-03-20 23:59:59 +0000', '20', null],
    ['is unknown for an old id with an impossible date', 'Tue Jan 07 11:20:41 +0000 1997', OLD, null],
    ['is unknown for an old id without a date', undefined, OLD, null],
  ])('the parsed time %s', (_rule, written, id, time) => {
    expect(iso(parseTimestamp(written, id))).toBe(time);
  });
});

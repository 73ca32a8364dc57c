import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstIdAt, idAfter, snowflakeTime } from '../../../src/archive/twitter/snowflake.ts';

const iso = (id: string): string | null => {
  const time = snowflakeTime(id);
  return time === null ? null : new Date(time).toISOString();
};

describe('the time in an id', () => {
  test.each([
    ['1860035540074631261', '2024-11-22T19:00:05.200Z'],
    // An example that Twitter gave of its own: created at Tue Dec 31 19:26:16 +0000 2019.
    ['1212092628029698048', '2019-12-31T19:26:16.771Z'],
    ['138918001213706257', '2011-11-22T09:53:27.118Z'],
    ['6614155867983887', '2010-11-22T07:45:12.301Z'],
    // The first that is known, and the last that was counted.
    ['293171481280512', '2010-11-04T21:07:52.185Z'],
    ['29700859248', '2010-11-04T01:43:01.738Z'],
    ['29700859247', null],
    ['29700831124', null],
    ['1017204488', null],
    ['20', null],
  ])('of %s is %s', (id, time) => {
    expect(iso(id)).toBe(time);
  });

  test('of the first id of a millisecond is that millisecond, and of the one before it is not', () => {
    const times = fc.date({ min: new Date('2010-11-05'), max: new Date('2070-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        const id = firstIdAt(date.getTime());
        expect(snowflakeTime(id)).toBe(date.getTime());
        expect(snowflakeTime((BigInt(id) - 1n).toString())).toBe(date.getTime() - 1);
      }),
    );
  });
});

test('an id so many milliseconds later keeps its lower digits', () => {
  expect(idAfter('1860035539969773659', 25)).toBe('1860035540074631259');
  expect(iso(idAfter('1860035539969773659', 500))).toBe('2024-11-22T19:00:05.675Z');
  expect(idAfter('17', 0)).toBe('17');
});

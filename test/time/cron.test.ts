import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateDetailed } from 'node-cron';
import { isByEither, parseCron } from '../../src/time/cron.ts';

/** The first time of a day as the scheduler reads it; null for what it can't read. */
function scheduledTime(words: string): { hour: number; minute: number } | null {
  const { valid, fields } = validateDetailed(words);
  if (!valid || !fields || words.split(' ').length !== 5) return null;
  return { hour: Math.min(...fields.hour), minute: Math.min(...fields.minute) };
}

describe('five fields of cron', () => {
  test.each([
    '0 8 * * *',
    '*/15 7-9,18 ? * mon-fri',
    '0 8 29 2 *',
    '0 8 29,31 2 *',
    '0 8 31 1,2 *',
    '0 8 28-2 2 *',
    '0 8 l,15w,L-3 * ?',
    '0 8 * JAN,june-Aug 7',
    '0 8 * * friL,1#2',
    '59 23 1-31/2 12 0-7',
  ])('can be "%s", and the scheduler agrees', (words) => {
    const time = scheduledTime(words);
    expect(time).not.toBeNull();
    expect(parseCron(words)).toEqual({ ok: true, time });
  });

  test.each([
    ['99 8 * * *', `"99" isn't a minute`],
    ['0 24 * * *', `"24" isn't an hour`],
    ['0 8 0 * *', `"0" isn't a day`],
    ['0 8 * 13 *', `"13" isn't a month`],
    ['0 8 * * someday', `"someday" isn't a weekday`],
    ['0 8 * * 1-', `"1-" isn't a weekday`],
    ['*/0 8 * * *', `"*/0" isn't a minute`],
    ['5/10 8 * * *', `"5/10" isn't a minute`],
    ['? 8 * * *', `"?" isn't a minute`],
    ['0 8 31 2 */2', 'no month "2" has a day "31"'],
    ['0 8 31 2 *', 'no month "2" has a day "31"'],
    ['0 8 31 apr,jun,9,11 *', 'no month "apr,jun,9,11" has a day "31"'],
    ['0 8 * *', 'there are 4'],
    ['0 0 8 * * *', 'there are 6'],
  ])('can not be "%s": %s', (words, trouble) => {
    expect(parseCron(words)).toEqual({ ok: false, problem: trouble });
    expect(scheduledTime(words)).toBeNull();
  });

  test('may name a day that no month has if there is a weekday too', () => {
    expect(parseCron('0 8 31 2 1')).toEqual({ ok: true, time: { hour: 8, minute: 0 } });
    expect(isByEither('0 8 31 2 1')).toBe(true);
    expect(['0 8 1 2 *', '0 8 * 2 1', '0 8 */2 2 1', '0 8 1 2 */2', '0 8 ? 2 1'].filter(isByEither)).toEqual([]);
  });

  test('are accepted only if the scheduler accepts them', () => {
    const number = fc.integer({ min: 0, max: 61 }).map(String);
    const word = fc.oneof(
      number,
      fc.constantFrom('*', '?', 'L', '15W', 'LW', 'L-2', 'feb', 'april', 'sun', '5L', '2#5'),
    );
    const range = fc.tuple(number, number).map(([from, to]) => `${from}-${to}`);
    const step = fc.tuple(fc.oneof(word, range), fc.integer({ min: 0, max: 40 })).map(([of, by]) => `${of}/${by}`);
    const field = fc
      .array(fc.oneof({ weight: 3, arbitrary: word }, range, step), { minLength: 1, maxLength: 2 })
      .map((items) => items.join(','));
    fc.assert(
      fc.property(fc.tuple(field, field, field, field, field), (fields) => {
        const words = fields.join(' ');
        const parsed = parseCron(words);
        // Where a weekday will do, the scheduler is asked about that.
        const asked = isByEither(words) ? fields.with(2, '*').join(' ') : words;
        if (parsed.ok) expect(scheduledTime(asked)).toEqual(parsed.time);
      }),
      { numRuns: 5000 },
    );
  });
});

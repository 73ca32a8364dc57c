import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import type { Digest } from '../../src/digest/config.ts';
import type { DeliveryState } from '../../src/digest/delivery-state.ts';
import { missedDates, type PastDelivery } from '../../src/digest/missed.ts';
import { parseSchedule } from '../support/schedule.ts';

const WREN = { name: null, address: 'wren@example.org' };

function digestWith(schedule: string, changes: Partial<Digest> = {}): Digest {
  return {
    name: 'digest',
    to: WREN,
    from: WREN,
    replyTo: null,
    by: 'mail',
    schedule: parseSchedule(schedule, 'UTC', 'day'),
    timeZone: 'UTC',
    accounts: [],
    empty: 'skip',
    every: 'day',
    maxPhotos: 0,
    yearReview: null,
    isForOne: true,
    ...changes,
  };
}

/** Newest first, each claimed at its hour; `15 sent`, or `15 sent on 18` for one that somebody sent by hand. */
function deliveries(...lines: readonly string[]): PastDelivery[] {
  return lines.toReversed().map((line) => {
    const [day = '', state = '', , by = day] = line.split(' ');
    return {
      date: `2026-11-${day}`,
      state: state as DeliveryState,
      claimedAt: Date.parse(`2026-11-${by}T08:00:00Z`),
    };
  });
}

function at(dayAndTime: string): number {
  return Date.parse(`2026-11-${dayAndTime}:00Z`);
}

describe('of the mails before 22 November, these never went out', () => {
  test.each([
    ['none of a digest that begins', [], ''],
    ['none when the one before did', ['21 sent'], ''],
    ['all since the last one that did', ['15 sent', '19 sent'], '20 21'],
    ['none of days without a memory', ['17 sent', '18 skipped', '20 skipped'], '19 21'],
    ['those that failed or still wait', ['17 sent', '18 failed', '19 waiting', '20 sending', '21 skipped'], '18 19 20'],
    ['those since the first that was tried, where none did', ['19 failed'], '19 20 21'],
    ['those since the first day, where there was nothing', ['19 skipped'], '20 21'],
    ['none because of a mail sent by hand days later', ['10 sent on 18'], ''],
    ['none because of one sent by hand for a day to come', ['21 sent', '20 sent on 12'], ''],
    ['none that came on the next day', ['20 sent on 21', '21 sent'], ''],
    ['none because of later ones', ['21 sent', '24 failed'], ''],
  ])('%s', (_what, past, missed) => {
    const dates = missedDates(
      deliveries(...past),
      digestWith('08:00'),
      Temporal.PlainDate.from('2026-11-22'),
      at('22T08:00'),
    );
    expect(dates.map((date) => date.toString().slice(8)).join(' ')).toBe(missed);
  });

  test('only such as the schedule has', () => {
    const weekdays = digestWith('0 8 * * 1-5');
    const dates = missedDates(deliveries('18 sent'), weekdays, Temporal.PlainDate.from('2026-11-24'), at('24T08:00'));
    expect(dates.map(String)).toEqual(['2026-11-19', '2026-11-20', '2026-11-23']);
  });
});

describe('while its mail may still be tried, a date was not missed:', () => {
  test.each([
    ['its day is not over', ['17 sent', '18 failed', '21 waiting'], '21T23:00', '18 19 20'],
    ['nothing of its day was tried yet', ['20 sent'], '21T23:00', ''],
    ['its hour is still to come', ['19 sent'], '21T07:00', '20'],
    ['but it was once its day is over', ['20 sent', '21 waiting'], '22T07:00', '21'],
    ['but it was where its mail was refused for good', ['20 sent', '21 failed'], '21T23:00', '21'],
  ])('%s', (_what, past, now, missed) => {
    const tomorrow = Temporal.PlainDate.from('2026-11-22');
    const dates = missedDates(deliveries(...past), digestWith('08:00'), tomorrow, at(now));
    expect(dates.map((date) => date.toString().slice(8)).join(' ')).toBe(missed);
  });
});

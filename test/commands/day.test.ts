// `memories today` and `memories on <date>`: which tweets, in which order.

import { beforeAll, describe, expect, test } from 'vitest';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { main } from '../../src/main.ts';
import type { Context } from '../../src/platform/context.ts';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, contextFor, dayOf, homeWith, runMain, textsOf } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt, type TweetDraft } from '../support/tweets.ts';

const at = (time: string, text: string): TweetDraft => ({ at: time, text });

describe('memories today', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeWith(
      await archiveWith([
        at('2026-11-22T08:00:00Z', 'this morning'),
        at('2019-11-22T09:00:00Z', '2019, second'),
        at('2021-11-22T23:59:59Z', '2021, last second'),
        at('2021-11-22T00:00:00Z', '2021, first second'),
        at('2019-11-22T08:59:59Z', '2019, first'),
        at('2019-11-22T21:00:00Z', '2019, third'),
        at('2021-11-21T23:59:59Z', 'the day before'),
        at('2021-11-23T00:00:00Z', 'the day after'),
        at('2012-11-22T12:00:00Z', '2012, alone'),
        at('2021-10-22T12:00:00Z', 'another month'),
      ]),
    );
  });

  test('shows the newest year first, and within a year by time', async () => {
    expect(await textsOf(['today'], { home })).toEqual([
      '2021, first second',
      '2021, last second',
      '2019, first',
      '2019, second',
      '2019, third',
      '2012, alone',
    ]);
  });

  test('shows the same order on a terminal as in JSON', async () => {
    const { code, stdout, stderr } = await runMain(['today'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const places = (await textsOf(['today'], { home })).map((text) => stdout.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(stdout).toContain('22 November 2019');
    expect(stdout).toContain('7 years ago');
  });

  test('opens standard error only if there is something to say there: that takes longer than finding the day', async () => {
    const context = contextFor(['today'], { home, now: '2026-11-22T09:00:00Z' });
    let text = '';
    const silent: Context = {
      ...context,
      stdout: { write: (more) => (text += more) },
      get stderr(): never {
        throw new Error('standard error was opened');
      },
    };
    expect(await main(silent, ALL_COMMANDS)).toBe(0);
    expect(text).toContain('2012, alone');
  });

  test('groups by year and counts how long ago that is', async () => {
    const { years, shown } = await dayOf(['today'], { home });
    expect(years.map(({ year, yearsAgo, posts: tweets }) => [year, yearsAgo, tweets.length])).toEqual([
      [2021, 5, 2],
      [2019, 7, 3],
      [2012, 14, 1],
    ]);
    expect(shown).toBe(6);
  });

  test('leaves out what was written this year', async () => {
    expect(await textsOf(['today'], { home })).not.toContain('this morning');
    expect(await textsOf(['today'], { home, now: '2027-11-22T09:00:00Z' })).toContain('this morning');
  });

  test.each([
    ['2024-02-29', '2024-02-29'],
    ['2026-1-2', '2026-01-02'],
    ['12-24', '2026-12-24'],
    ['1-2', '2026-01-02'],
    ['02-29', '2026-02-28'],
    ['today', '2026-11-22'],
    ['yesterday', '2026-11-21'],
    ['tomorrow', '2026-11-23'],
    ['Tomorrow', '2026-11-23'],
  ])('on %s means %s on 22 November 2026', async (words, date) => {
    expect((await dayOf(['on', words], { home })).date).toBe(date);
  });

  test('on 02-29 means the leap day itself in a leap year', async () => {
    expect((await dayOf(['on', '02-29'], { home, now: '2028-05-01T09:00:00Z' })).date).toBe('2028-02-29');
  });

  test('on a date of an earlier year shows only what is older still', async () => {
    const { date, years } = await dayOf(['on', '2021-11-22'], { home });
    expect(date).toBe('2021-11-22');
    expect(years.map(({ year, yearsAgo }) => [year, yearsAgo])).toEqual([
      [2019, 2],
      [2012, 9],
    ]);
  });

  test.each([
    ['02-30', 'there is no 30 February', 'yesterday'],
    ['00-10', 'there is no month 0', '2012-12-24'],
    ['2024-02', `"2024-02" isn't a date`, 'yesterday'],
    ['someday', `"someday" isn't a date`, '2012-12-24'],
    ['', `"" isn't a date`, '2012-12-24'],
    ['2025-02-29', '2025 has no 29 February', '2025-02-28'],
    ['13-01', 'there is no month 13', '01-13 for 13 January'],
    ['3/4', '"3/4" can be 3 April or 4 March', 'write 04-03 or 03-04'],
  ])('on "%s" exits with 2 and says what a date looks like', async (words, error, hint) => {
    for (const options of [{ home }, { home: tempFolder() }]) {
      const { code, stdout, stderr } = await runMain(['on', words], options);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`error: ${error}\n`);
      expect(stderr).toContain(hint);
    }
  });

  test.each([
    ['on', '12/24'],
    ['on', '24', 'December'],
    ['24.12.'],
    ['12-24'],
    ['24', 'Dec', '--no-color'],
    ['--color', 'never', 'December 24'],
  ])('a date may be typed as one likes, with words, and without a command: %j', async (...args) => {
    const plain = await runMain(['on', '12-24'], { home });
    expect(await runMain(args, { home })).toEqual(plain);
  });

  test('a day of the week, or yesterday, is that of the zone', async () => {
    // Monday there, Sunday here.
    const options = { home, now: '2026-11-22T20:00:00Z' };
    expect((await dayOf(['on', 'monday'], options)).date).toBe('2026-11-16');
    expect((await dayOf(['monday', '--time-zone', 'Asia/Tokyo'], options)).date).toBe('2026-11-23');
    expect((await dayOf(['yesterday', '--time-zone', 'Asia/Tokyo'], options)).date).toBe('2026-11-22');
  });

  test('what is nearly a date is told as one', async () => {
    expect((await runMain(['30', 'February'], { home })).stderr).toContain('there is no 30 February');
    expect((await runMain(['tody'], { home })).stderr).toContain('there is no command "tody"');
  });

  test('on without a date exits with 2', async () => {
    const { code, stdout, stderr } = await runMain(['on'], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('date');
  });
});

test('28 February of a common year also shows the 29ths, a leap year keeps them apart', async () => {
  const home = await homeWith(
    await archiveWith([
      at('2020-02-28T12:00:00Z', 'the 28th'),
      at('2020-02-29T12:00:00Z', 'the 29th'),
      at('2020-03-01T12:00:00Z', 'the 1st'),
    ]),
  );
  expect(await textsOf(['on', '2026-02-28'], { home })).toEqual(['the 28th', 'the 29th']);
  expect(await textsOf(['on', '2028-02-28'], { home })).toEqual(['the 28th']);
  expect(await textsOf(['on', '2028-02-29'], { home })).toEqual(['the 29th']);
  expect(await textsOf(['on', '2026-03-01'], { home })).toEqual(['the 1st']);
});

test('of a day with 300 tweets all 300 are shown, as text and as JSON', async () => {
  const start = Date.parse('2020-11-22T00:00:00Z');
  const tweets = Array.from({ length: 300 }, (_, index) => {
    const time = new Date(start + index * 60_000).toISOString();
    return { at: time, text: `number ${index + 1} of many`, id: snowflakeAt(time) };
  });
  const home = await homeWith(await archiveWith(tweets));
  const day = await dayOf(['today'], { home });
  expect(day.shown).toBe(300);
  expect(day.years[0]?.posts).toHaveLength(300);
  const { stdout } = await runMain(['today'], { home });
  expect(stdout.match(/number \d+ of many/g)).toEqual(tweets.map(({ text }) => text));
  expect(stdout).toContain('300 memories');
});

test('a tweet without a time comes before those of its date that have one, in every zone', async () => {
  const dateOnly = await zipFixture('grailbird-2016');
  const timed = await archiveWith([
    { at: '2009-11-21T18:00:00Z', text: '21st, 18:00 UTC', id: '5940000001' },
    { at: '2009-11-22T18:00:00Z', text: '22nd, 18:00 UTC', id: '5960000002' },
  ]);
  const home = await homeWith(dateOnly, timed);
  const pie = 'Grandma\'s "quick" pie: four hours … it’s worth it';
  for (const [zone, texts] of [
    ['UTC', [pie, '22nd, 18:00 UTC']],
    ['America/New_York', [pie, '22nd, 18:00 UTC']],
    ['Asia/Tokyo', [pie, '21st, 18:00 UTC']],
  ] as const) {
    const { years } = await dayOf(['on', '11-22', '--time-zone', zone], { home });
    expect(
      years.find(({ year }) => year === 2009)?.posts.map(({ text }) => text),
      zone,
    ).toEqual(texts);
  }
});

test('on 28 February of a common year the 28ths come before the 29ths, also those without a time', async () => {
  const dateOnly = await zipFixture('grailbird-2016');
  const late = { at: '2008-02-29T04:30:00Z', text: '28th, 23:30 in New York', id: '766000001' };
  const home = await homeWith(dateOnly, await archiveWith([late]));
  const { years } = await dayOf(['on', '2026-02-28', '--time-zone', 'America/New_York'], { home });
  const texts = years.find(({ year }) => year === 2008)?.posts.map(({ text }) => text);
  expect(texts).toEqual(['28th, 23:30 in New York', 'Leap day walk, boots full of water.']);
});

// A day without memories, and a database without any.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, dayOf, homeWith, jsonOf, replyDraft, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import type { TweetDraft } from '../support/tweets.ts';

/** The date that an empty day names, as it is to be typed. */
async function nearestTo(today: string, home: string, ...flags: string[]): Promise<string | undefined> {
  const { code, stdout, stderr } = await runMain(['today', ...flags], { home, now: `${today}T12:00:00Z` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('No memories');
  return /: memories on ([\d-]+)(?: --time-zone \S+)?\n/.exec(stdout)?.[1];
}

async function homeOf(...times: string[]): Promise<string> {
  return homeWith(await archiveWith(times.map((at): TweetDraft => ({ at, text: `written ${at}` }))));
}

describe('a day without memories', () => {
  test('says so kindly, names the nearest day that has some, and exits with 0', async () => {
    const home = await homeOf('2019-03-14T12:00:00Z', '2018-11-01T12:00:00Z');
    const { code, stdout, stderr } = await runMain(['on', '03-20'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('No memories on 20 March');
    expect(stdout).toContain('14 March');
    expect(stdout).toContain('memories on 03-14');
  });

  test('names the nearest day on its page, too', async () => {
    const home = await homeOf('2019-03-14T12:00:00Z');
    const { code, stdout } = await runMain(['on', '03-20', '--html', '-'], { home });
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written on 20 March in earlier years.');
    expect(stdout).toContain('The nearest day that has some is 14 March: <code>memories on 03-14</code>');
  });

  test('does not say that nothing was written when something is only left out', async () => {
    const home = await homeWith(await archiveWith([replyDraft('2019-03-20T12:00:00Z', 'and you?')]));
    const { stdout } = await runMain(['on', '03-20', '--days', '1', '--no-replies'], { home });
    expect(stdout).toBe('No memories from 19 March to 21 March.\nLeft out: 1 reply (--replies shows it)\n');
  });

  test('is an object without years in JSON', async () => {
    const home = await homeOf('2019-03-14T12:00:00Z');
    expect(await jsonOf(['on', '03-20'], { home })).toMatchObject({ date: '2026-03-20', years: [], shown: 0 });
  });

  test.each([
    { today: '2026-03-20', written: ['2019-03-25', '2012-03-14'], nearest: '03-25', why: 'later' },
    { today: '2026-03-20', written: ['2019-03-26', '2012-03-15'], nearest: '03-15', why: 'earlier' },
    { today: '2026-01-02', written: ['2019-12-30'], nearest: '2025-12-30', why: 'before the turn of the year' },
    { today: '2026-12-30', written: ['2019-01-02'], nearest: '2027-01-02', why: 'after the turn of the year' },
    { today: '2026-03-10', written: ['2020-02-20'], nearest: '02-20', why: 'before a leap day of its own year' },
    { today: '2026-02-20', written: ['2020-03-10'], nearest: '03-10', why: 'after a leap day of its own year' },
    { today: '2028-03-10', written: ['2021-02-20'], nearest: '02-20', why: 'before a leap day of this year' },
    { today: '2028-02-20', written: ['2021-03-10'], nearest: '03-10', why: 'after a leap day of this year' },
    { today: '2026-03-10', written: ['2020-02-29'], nearest: '02-28', why: 'a leap day, as its 28th' },
    { today: '2028-02-29', written: ['2023-02-27'], nearest: '02-27', why: 'two days before this leap day' },
    { today: '2028-02-29', written: ['2023-02-28'], nearest: '02-28', why: 'just before this leap day' },
    { today: '2028-02-29', written: ['2023-03-01'], nearest: '03-01', why: 'just after this leap day' },
  ])('names the nearest day that is $why ($nearest on $today)', async ({ today, written, nearest }) => {
    const home = await homeOf(...written.map((date) => `${date}T12:00:00Z`));
    expect(await nearestTo(today, home)).toBe(nearest);
    expect((await dayOf(['on', nearest], { home, now: `${today}T12:00:00Z` })).shown).toBe(1);
  });

  test('names a day that has memories, on whatever day of the year', async () => {
    const home = await homeOf('2020-02-20T12:00:00Z', '2019-09-30T23:30:00Z');
    for (const year of ['2026', '2028']) {
      const now = `${year}-06-01T12:00:00Z`;
      for (let index = 0; index < 60; index += 1) {
        const today = new Date(Date.UTC(Number(year), 0, 1 + 6 * index)).toISOString().slice(0, 10);
        if ((await dayOf(['on', today], { home, now })).shown > 0) continue;
        const nearest = (await nearestTo(today, home)) ?? '';
        expect((await dayOf(['on', nearest], { home, now })).shown, `${nearest} for ${today}`).toBeGreaterThan(0);
      }
    }
  });

  test('names a day of another year than this with its year', async () => {
    const home = await homeOf('2012-03-14T12:00:00Z');
    const { stdout } = await runMain(['on', '2020-03-20'], { home });
    expect(stdout).toContain('memories on 2020-03-14\n');
  });

  test('names a day by the zone asked for', async () => {
    const home = await homeOf('2019-03-14T23:30:00Z');
    expect(await nearestTo('2026-03-20', home, '--time-zone', 'Asia/Tokyo')).toBe('03-15');
    expect(await nearestTo('2026-03-20', home, '--time-zone', 'America/New_York')).toBe('03-14');
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Pago_Pago', 'Asia/Tokyo'])(
    'names the day of a tweet without a time, seen from its neighbours in %s',
    async (zone) => {
      const home = await homeWith(await zipFixture('grailbird-2016', { without: /tweets\/(20(09|1\d)|2008_11|2007)/ }));
      expect((await dayOf(['on', '2028-02-29', '--time-zone', zone], { home })).shown).toBe(1);
      expect(await nearestTo('2028-02-28', home, '--time-zone', zone)).toBe('02-29');
      expect(await nearestTo('2028-03-01', home, '--time-zone', zone)).toBe('02-29');
    },
  );

  test('names no day whose tweets would not be shown', async () => {
    const home = await homeWith(
      await archiveWith([
        { at: '2019-03-19T12:00:00Z', text: 'RT @otter_eats: a retweet' },
        replyDraft('2019-03-18T12:00:00Z', '@otter_eats a reply'),
        { at: '2019-03-17T12:00:00Z', text: 'a post' },
      ]),
    );
    expect(await nearestTo('2026-03-20', home)).toBe('03-18');
    expect(await nearestTo('2026-03-20', home, '--no-replies')).toBe('03-17');
    expect(await nearestTo('2026-03-20', home, '--retweets')).toBe('03-19');
  });

  test('names no day of an account that was not asked for', async () => {
    const home = await homeWith(
      await archiveWith([{ at: '2019-03-19T12:00:00Z', text: 'near' }], { id: '7', handle: 'pond' }),
      await archiveWith([{ at: '2019-03-10T12:00:00Z', text: 'far' }], { id: '8', handle: 'sea' }),
    );
    expect(await nearestTo('2026-03-20', home, '--account', 'sea')).toBe('03-10');
    expect(await nearestTo('2026-03-20', home, '--account', 'pond')).toBe('03-19');
  });

  test('names none when there is none at all', async () => {
    const home = await homeWith(await archiveWith([{ at: '2019-03-19T12:00:00Z', text: 'RT @otter_eats: all I did' }]));
    expect(await nearestTo('2026-03-20', home)).toBeUndefined();
  });

  test('never names the day that was asked for as the nearest to itself', async () => {
    const home = await homeOf('2026-03-20T08:00:00Z');
    const { stdout } = await runMain(['on', '03-20'], { home });
    expect(stdout).not.toMatch(/some is 20 March:/);
  });
});

describe('before anything has been imported', () => {
  test.each([['today'], ['on', '12-24'], ['accounts']])('%s exits with 1 and says how to import', async (...args) => {
    const home = tempFolder();
    const { code, stdout, stderr } = await runMain(args, { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `error: nothing has been imported yet: there is no database ${databaseOf(home)}\n` +
        'hint: MEMORIES_DB names it; memories import <the zip that Twitter or X sent you>; to see how it looks: memories demo\n',
    );
    // Where nothing names it, its place says nothing to anybody.
    const unnamed = await runMain(args, { home, env: { MEMORIES_DB: undefined } });
    expect(unnamed.code).toBe(1);
    expect(unnamed.stderr).toMatch(/^error: nothing has been imported yet\nhint: memories import .*\n$/);
    expect(existsSync(databaseOf(home))).toBe(false);
  });

  test('an import that failed is no import', async () => {
    const home = tempFolder();
    expect((await runMain(['import', join(home, 'none.zip')], { home })).code).toBe(1);
    const { code, stderr } = await runMain(['today'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('nothing has been imported yet');
  });
});

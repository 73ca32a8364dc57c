// Parts of archives, and archives that contradict themselves: never "Complete", and said what to do.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportReport } from '../../src/library/import-report.ts';
import { accountRows, database, idsOf, importInto, tweetRow } from '../archive/importing.ts';
import { folderOf, zipOf, type Files } from '../support/archives.ts';
import { runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { rawZip } from '../support/raw-zip.ts';
import { snowflakeAt, ytdFile, ytdTweet } from '../support/tweets.ts';

const at = (day: number): string => `2019-11-${String(day).padStart(2, '0')}T08:00:00Z`;
const tweet = (day: number): unknown => ytdTweet({ at: at(day), text: `day ${day}` });
const file = (part: number, ...days: number[]): Files => ({
  [`data/tweets${part === 0 ? '' : `-part${part}`}.js`]: ytdFile('tweets', days.map(tweet), part),
});
const owner = (accountId: string, username: string): Files => ({
  'data/account.js': ytdFile('account', [{ account: { accountId, username } }]),
});
const manifest = (fields: object): Files => ({
  'data/manifest.js': `window.__THAR_CONFIG = ${JSON.stringify(fields)}`,
});
const counting = (counts: Record<string, unknown>): object => ({
  dataTypes: {
    tweets: { files: Object.entries(counts).map(([fileName, count]) => ({ fileName, count: String(count) })) },
  },
});

/** Zips side by side in one folder. */
async function zips(files: Record<string, Files>): Promise<string[]> {
  const folder = tempFolder();
  const made: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(await zipOf(content, { name: basename(name) }), path);
    made.push(path);
  }
  return made;
}

const imported = async (paths: string | readonly string[]): Promise<ImportReport> => importInto(database(), paths);

describe('parts', () => {
  test.each([
    [
      'Google Drive',
      'twitter-2022-11-20-abc-20221120T101010Z-001.zip',
      'twitter-2022-11-20-abc-20221120T101010Z-002.zip',
    ],
    ['a newer Google Drive', 'twitter-20221120T101010Z-1-001.zip', 'twitter-20221120T101010Z-1-002.zip'],
    ['whoever numbers them', 'twitter-001.zip', 'twitter-002.zip'],
    ['a browser that had one of them already', 'twitter-part1.zip', 'twitter-part2 (1).zip'],
    ['another browser', 'twitter-part1.zip', 'twitter-part2(1).zip'],
  ])('as from %s are one archive', async (_, first, second) => {
    const paths = await zips({
      [first]: { 'twitter/data/tweets.js': Object.values(file(0, 1))[0] ?? '' },
      [second]: Object.fromEntries(Object.entries(owner('7', 'a_a')).map(([path, text]) => [`twitter/${path}`, text])),
    });
    const { code, stdout } = await runMain(['import', '--json', '--media', 'none', ...paths]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      imports: [{ account: 'a_a', source: `${first}, ${second}`, posts: { read: 1 }, complete: true, warnings: [] }],
    });
  });

  test('have media where archives have no folder `data`', async () => {
    const media = [{ url: 'https://t.co/p', media_url_https: 'https://pbs.twimg.com/media/A.jpg', type: 'photo' }];
    const photo = ytdTweet({ at: at(1), text: 'look', entities: { media } });
    const paths = await zips({
      'twitter-20190101T101010Z-001.zip': {
        'twitter/tweet.js': ytdFile('tweet', [photo]),
        'twitter/account.js': Object.values(owner('7', 'a_a'))[0] ?? '',
      },
      'twitter-20190101T101010Z-002.zip': { [`twitter/tweet_media/${snowflakeAt(at(1))}-A.jpg`]: 'jpeg' },
    });
    expect((await importInto(database(), paths, { media: 'all' })).media).toMatchObject({ copied: 1, missing: 0 });
  });

  test('of two accounts are refused, whichever file tells', async () => {
    for (const second of [owner('8', 'b_b'), manifest({ userInfo: { accountId: '8', userName: 'b_b' } })]) {
      const paths = await zips({
        'x-part1.zip': { ...owner('7', 'a_a'), ...file(0, 1, 2, 3) },
        'x-part2.zip': { ...second, ...file(1, 4) },
      });
      await expect(imported(paths)).rejects.toMatchObject({
        message: 'x-part1.zip is of @a_a and x-part2.zip of @b_b: they are not parts of one archive',
        hint: `import each by itself: memories import ${paths[0] ?? ''}; memories import ${paths[1] ?? ''}`,
      });
    }
  });

  test('that both have a file are refused if it is not the same, and read once if it is', async () => {
    const first = { ...owner('7', 'a_a'), ...file(0, 1, 2) };
    const other = await zips({ 'x-part1.zip': first, 'x-part2.zip': { ...owner('7', 'a_a'), ...file(0, 3, 4, 5) } });
    await expect(imported(other)).rejects.toThrow(
      'x-part1.zip and x-part2.zip both have data/tweets.js, but not the same',
    );
    const same = await zips({ 'x-part1.zip': first, 'x-part1 (1).zip': first });
    expect(await imported(same)).toMatchObject({ tweets: { read: 2, added: 2 }, warnings: [], incomplete: false });
  });

  test('with a gap between their numbers are incomplete', async () => {
    const paths = await zips({
      'x-part1.zip': { ...owner('7', 'a_a'), ...file(0, 1) },
      'x-part2.zip': { 'data/tweets_media/5-a.jpg': 'jpeg' },
      'x-part4.zip': { 'data/tweets_media/6-a.jpg': 'jpeg' },
    });
    expect(await imported(paths)).toMatchObject({
      warnings: ['part 3 of the archive is missing: pass all parts at once'],
      incomplete: true,
    });
  });

  test('of which only the first is there say that there are more, by what the archive counts', async () => {
    const files = [1, 2].map((part) => ({ fileName: `data/tweets${part === 1 ? '' : '-part1'}.js`, count: '2' }));
    const manifest = `window.__THAR_CONFIG = ${JSON.stringify({ dataTypes: { tweets: { files } } })}`;
    const first = { ...owner('7', 'a_a'), ...file(0, 1, 2), 'data/manifest.js': manifest };
    const missing = 'data/tweets-part1.js is missing: the archive counts 2 posts in it';
    const hint = 'a later part of the archive seems to be missing: pass all parts at once';
    const [part = '', whole = ''] = await zips({ 'x-part1.zip': first, 'x.zip': first });
    expect(await imported(part)).toMatchObject({ warnings: [missing, hint], incomplete: true });
    expect(await imported(whole)).toMatchObject({ warnings: [missing] });
    const both = await zips({ 'x-part1.zip': first, 'x-part2.zip': file(1, 3, 4) });
    expect(await imported(both)).toMatchObject({ warnings: [], incomplete: false });
  });

  test('without the one that says whose they are say which is missing', async () => {
    const [path = ''] = await zips({ 'x-part2 (1).zip': file(1, 4) });
    await expect(imported(path)).rejects.toMatchObject({
      message: "x-part2 (1).zip doesn't say whose posts these are",
      hint: 'part 1 is missing, which may say it: pass all parts at once, or name the account with --account',
    });
    expect(await importInto(database(), path, { account: 'a_a' })).toMatchObject({ incomplete: true });
  });

  test('that nothing names are named to the shell', async () => {
    const paths = await zips({ "a b's-part1.zip": file(0, 1), "a b's-part2.zip": file(1, 2) });
    const folder = dirname(paths[0] ?? '');
    await expect(imported(paths)).rejects.toMatchObject({
      hint: String.raw`name the account: memories import '${folder}/a b'\''s-part1.zip' '${folder}/a b'\''s-part2.zip' --account <handle>`,
    });
  });
});

describe('a zip with two entries of one name', () => {
  test('is incomplete, unless they are the same', async () => {
    const text = (days: number[]): Buffer => Buffer.from(String(Object.values(file(0, ...days))[0]));
    const account = { name: 'data/account.js', data: Buffer.from(String(Object.values(owner('7', 'a_a'))[0])) };
    const zipWith = (...days: number[][]): string => {
      const path = join(tempFolder(), 'twice.zip');
      writeFileSync(path, rawZip([account, ...days.map((some) => ({ name: 'data/tweets.js', data: text(some) }))]));
      return path;
    };
    expect(await imported(zipWith([1, 2, 3], [4, 5]))).toMatchObject({
      tweets: { read: 2 },
      warnings: ['twice.zip has two files data/tweets.js, of which only the last was read: download it again'],
      incomplete: true,
    });
    expect(await imported(zipWith([1, 2], [1, 2]))).toMatchObject({ warnings: [], incomplete: false });
  });
});

describe('a manifest', () => {
  const with_ = async (fields: object): Promise<ImportReport> =>
    imported(await folderOf({ ...owner('7', 'a_a'), ...manifest(fields), ...file(0, 1, 2) }));

  test('that counts too few makes nothing complete', async () => {
    expect(await with_(counting({ 'data/tweets.js': 1 }))).toMatchObject({
      tweets: { read: 2, expected: 1 },
      warnings: [
        'data/tweets.js has more than the archive counts, 2 posts and not 1: import the archive as it came from Twitter',
      ],
      incomplete: true,
    });
  });

  test.each([-5, 1.5, 1e300])('that counts %d tweets makes nothing complete', async (count) => {
    const { tweets, warnings, incomplete } = await with_(counting({ 'data/tweets.js': count }));
    expect(tweets).toMatchObject({ read: 2, expected: null });
    expect(warnings).toEqual([
      `data/manifest.js counts ${count} tweets in data/tweets.js, which can't be: import the archive as it came from Twitter`,
    ]);
    expect(incomplete).toBe(true);
  });

  test('of another account proves nothing', async () => {
    const fields = { userInfo: { accountId: '8', userName: 'b_b' }, ...counting({ 'data/tweets.js': 2 }) };
    expect(await with_(fields)).toMatchObject({
      account: 'a_a',
      accountId: '7',
      tweets: { read: 2, expected: null },
      warnings: [
        'data/manifest.js is from the archive of @b_b, so nothing tells whether all tweets are there: import the archive as it came from Twitter',
      ],
      incomplete: true,
    });
  });

  test('from the year 2999 keeps no later archive from changing anything', async () => {
    const db = database();
    const made = (date: string, handle: string, text: string): Promise<string> =>
      folderOf({
        ...owner('7', handle),
        ...manifest({ archiveInfo: { generationDate: date } }),
        'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: at(1), text })]),
      });
    const report = await importInto(db, await made('2999-01-01T00:00:00.000Z', 'old_name', 'before'));
    expect(report).toMatchObject({ generatedAt: null, incomplete: true });
    expect(report.warnings).toEqual([expect.stringMatching(/made on 2999-01-01, which is still to come: check/)]);
    await importInto(db, await made('2025-01-01T00:00:00.000Z', 'new_name', 'after'));
    expect(tweetRow(db, snowflakeAt(at(1)))).toMatchObject({ text: 'after' });
    expect(accountRows(db)).toMatchObject([{ handle: 'new_name' }]);
  });
});

describe('a folder with another archive deeper in it', () => {
  test('is read, and the other one named, with the command that reads it', async () => {
    const inner = Object.entries({ ...owner('7', 'a_a'), ...file(0, 2) });
    const files = {
      ...owner('7', 'a_a'),
      ...file(0, 1),
      ...Object.fromEntries(inner.map(([path, text]) => [`2020/${path}`, text])),
    };
    const folder = await folderOf(files);
    const db = database();
    const report = await importInto(db, folder);
    expect(report.warnings).toEqual([`another archive is in 2020/ and was not read: memories import ${folder}/2020/`]);
    expect((await importInto(db, join(folder, '2020/'))).warnings).toEqual([]);
    expect(idsOf(db)).toHaveLength(2);
    expect((await imported(await zipOf(files))).warnings).toEqual([
      'another archive is in 2020/ and was not read: unpack archive.zip and import that folder',
    ]);
  });
});

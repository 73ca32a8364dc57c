// Nothing is silently missing: what was read is compared with what the archive says it has, and damage is told.

import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportReport } from '../../src/library/import-report.ts';
import { imports } from '../../src/library/imports.ts';
import { fixtureFiles, folderFixture, folderOf, zipFixture, zipOf, type Files } from '../support/archives.ts';
import { breakCrc, damageData, encryptEntry } from '../support/damage.ts';
import { ytdFile, ytdTweet, type Fields } from '../support/tweets.ts';
import { asDeflate64, breakLocalHeader } from '../archive/files/zip-headers.ts';
import { database, idsOf, importInto, tweetRows } from '../archive/importing.ts';

const TWEETS = Array.from({ length: 10 }, (_, index) =>
  ytdTweet({ at: `2019-11-22T08:0${index}:00Z`, text: `number ${index}` }),
);
const AT = '2019-11-22T08:00:00Z';
const OWNER: Files = { 'data/account.js': ytdFile('account', [{ account: { accountId: '7', username: 'a_a' } }]) };

/** A manifest that counts the records of some files. */
function manifest(counts: Record<string, number>): Files {
  const files = Object.entries(counts).map(([fileName, count]) => ({ fileName, count: String(count) }));
  return { 'data/manifest.js': `window.__THAR_CONFIG = ${JSON.stringify({ dataTypes: { tweets: { files } } })}` };
}

function part(number: number, records: readonly unknown[]): Files {
  return { [`data/tweets${number === 0 ? '' : `-part${number}`}.js`]: ytdFile('tweets', records, number) };
}

async function reportOf(files: Files): Promise<ImportReport> {
  return importInto(database(), await folderOf(files));
}

describe('an archive with a manifest', () => {
  test('is complete when every file has as many tweets as it counts', async () => {
    const counts = { 'data/tweets.js': 6, 'data/tweets-part1.js': 4 };
    const files = { ...OWNER, ...manifest(counts), ...part(0, TWEETS.slice(0, 6)), ...part(1, TWEETS.slice(6)) };
    expect(await reportOf(files)).toMatchObject({
      tweets: { read: 10, expected: 10 },
      warnings: [],
      incomplete: false,
    });
  });

  test('says which part is missing, and how much is in it', async () => {
    const counts = { 'data/tweets.js': 6, 'data/tweets-part1.js': 1234 };
    expect(await reportOf({ ...OWNER, ...manifest(counts), ...part(0, TWEETS.slice(0, 6)) })).toMatchObject({
      tweets: { read: 6, expected: 1240, added: 6 },
      warnings: ['data/tweets-part1.js is missing: the archive counts 1,234 posts in it'],
      incomplete: true,
    });
  });

  test('says which part is short, and by how much', async () => {
    const counts = { 'data/tweets.js': 6, 'data/tweets-part1.js': 5 };
    const files = { ...OWNER, ...manifest(counts), ...part(0, TWEETS.slice(0, 6)), ...part(1, TWEETS.slice(6, 7)) };
    expect(await reportOf(files)).toMatchObject({
      tweets: { read: 7, expected: 11 },
      warnings: ['data/tweets-part1.js is short: 1 post read, the archive counts 5 posts in it'],
      incomplete: true,
    });
  });

  test('says of a file that is there, but empty, that it is short', async () => {
    const counts = { 'data/tweets.js': 6, 'data/tweets-part1.js': 4 };
    const files = { ...OWNER, ...manifest(counts), ...part(0, TWEETS.slice(0, 6)), ...part(1, []) };
    expect((await reportOf(files)).warnings).toEqual([
      'data/tweets-part1.js is short: 0 posts read, the archive counts 4 posts in it',
    ]);
  });

  test('does not mind other files of its that are not there', async () => {
    const counts = {
      'data/tweets.js': 10,
      'data/moment.js': 3,
      'data/deleted-tweets.js': 2,
      'data/tweet-headers.js': 4,
    };
    expect(await reportOf({ ...OWNER, ...manifest(counts), ...part(0, TWEETS) })).toMatchObject({
      tweets: { read: 10, expected: 10 },
      warnings: [],
      incomplete: false,
    });
  });

  test('counts community and circle tweets too', async () => {
    const circle = { 'data/community-tweet.js': 1, 'data/twitter-circle-tweet.js': 2 };
    const { tweets, warnings } = await reportOf({
      ...OWNER,
      ...manifest({ 'data/tweets.js': 10, ...circle }),
      ...part(0, TWEETS),
    });
    expect(tweets).toMatchObject({ read: 10, expected: 13 });
    expect(warnings.map((line) => line.replace(/:.*/, ''))).toEqual([
      'data/community-tweet.js is missing',
      'data/twitter-circle-tweet.js is missing',
    ]);
  });

  test('is as complete when all its files lie in one folder, or its inner folder is passed', async () => {
    const files = Object.entries(await fixtureFiles('data-2024'));
    const flat = Object.fromEntries(files.map(([path, content]) => [path.replace(/^.*\//, ''), content]));
    for (const path of [await folderOf(flat), join(await folderFixture('data-2024'), 'data')]) {
      expect(await importInto(database(), path)).toMatchObject({
        tweets: { read: 22, expected: 22 },
        longTweets: { joined: 3, unmatched: 1 },
        warnings: [],
        incomplete: false,
      });
    }
  });

  test.each<[string, string]>([
    ['cut off', 'window.__THAR_CONFIG = {\n  "userInfo" : {'],
    ['no JSON', 'window.__THAR_CONFIG = {oops}'],
    ['empty', ''],
    ['something else', '<html></html>'],
  ])('that is %s is read without it, and says so', async (_, content) => {
    const { tweets, warnings, incomplete } = await reportOf({
      ...OWNER,
      ...part(0, TWEETS),
      'data/manifest.js': content,
    });
    expect(tweets).toMatchObject({ read: 10, expected: null });
    expect(warnings).toEqual([expect.stringMatching(/^data\/manifest\.js can't be read: /)]);
    expect(incomplete).toBe(false);
  });

  test.each<[string, (json: string) => string]>([
    ['with commas too many and a semicolon', (json) => `window.__THAR_CONFIG = ${json.replaceAll('}', ',}')};\n`],
    ['in brackets', (json) => `window["__THAR_CONFIG"] = ${json}`],
    ['with a BOM', (json) => `\uFEFFwindow.__THAR_CONFIG = ${json}`],
    ['bare', (json) => json],
    ['with traps in its texts', (json) => `window.__THAR_CONFIG = ${json.replace('{', '{"a":"= [,}","b":"\\\\",')}`],
  ])('edited by hand, %s, is understood', async (_, edit) => {
    const json = JSON.stringify({ dataTypes: { tweets: { files: [{ fileName: 'data/tweets.js', count: '12' }] } } });
    const { tweets, warnings } = await reportOf({ ...OWNER, ...part(0, TWEETS), 'data/manifest.js': edit(json) });
    expect(tweets).toMatchObject({ read: 10, expected: 12 });
    expect(warnings).toEqual(['data/tweets.js is short: 10 posts read, the archive counts 12 posts in it']);
  });
});

describe('an archive without a manifest', () => {
  test('still shows a gap between the numbers of its parts', async () => {
    const missing = async (...numbers: number[]): Promise<readonly string[]> =>
      (await reportOf(Object.assign({}, OWNER, ...numbers.map((number) => part(number, TWEETS))) as Files)).warnings;
    expect(await missing(0, 1, 2)).toEqual([]);
    expect(await missing(0, 2)).toEqual(['data/tweets-part1.js is missing: data/tweets-part2.js is there']);
    expect(await missing(1, 2)).toEqual(['data/tweets.js is missing: data/tweets-part1.js is there']);
    const zero = await reportOf({ ...OWNER, 'data/tweets-part0.js': ytdFile('tweets', TWEETS) });
    expect(zero.warnings).toEqual([]);
    expect(await missing(0, 1, 9, 10)).toEqual(['data/tweets-part8.js is missing: data/tweets-part9.js is there']);
  });

  test('has no gap where a part is there but empty', async () => {
    const files = { ...OWNER, ...part(0, []), ...part(1, TWEETS), ...part(2, []), ...part(3, TWEETS) };
    expect(await reportOf(files)).toMatchObject({ warnings: [], incomplete: false });
  });

  test('shows such a gap in the oldest modern kind too', async () => {
    const zip = await zipFixture('root-2018', { without: /^tweet\.js$/ });
    expect(await importInto(database(), zip)).toMatchObject({
      tweets: { read: 5, expected: null },
      warnings: ['tweet.js is missing: tweet-part1.js is there'],
      incomplete: true,
    });
  });

  test('reads its parts in any number and order', async () => {
    const files = Object.assign(
      {},
      OWNER,
      ...TWEETS.map((tweet, at) => part(TWEETS.length - 1 - at, [tweet])),
    ) as Files;
    const db = database();
    expect((await importInto(db, await folderOf(files))).tweets.read).toBe(10);
    expect(idsOf(db)).toHaveLength(10);
  });

  test('without one tweet in it is incomplete', async () => {
    for (const name of ['data/tweets.js', 'data/tweet.js']) {
      const report = await reportOf({ ...OWNER, [name]: 'window.YTD.tweets.part0 = [ ]' });
      expect(report).toMatchObject({
        tweets: { read: 0, expected: null },
        firstYear: null,
        lastYear: null,
        warnings: ['there is not one post in it'],
        incomplete: true,
      });
    }
  });
});

describe('the headers of an archive', () => {
  const header = ({ tweet }: { tweet: Fields }): unknown => ({ tweet: { tweet_id: tweet['id'], user_id: '7' } });

  test('prove that every tweet is there', async () => {
    const files = {
      ...OWNER,
      ...part(0, TWEETS),
      'data/tweet-headers.js': ytdFile('tweet_headers', TWEETS.map(header)),
    };
    expect(await reportOf(files)).toMatchObject({ tweets: { read: 10 }, warnings: [], incomplete: false });
  });

  test('name tweets that no file has', async () => {
    const headers = ytdFile('tweet_headers', TWEETS.map(header));
    const files = { ...OWNER, ...part(0, TWEETS.slice(4)), 'data/tweet-headers.js': headers };
    const ids = TWEETS.slice(0, 3).map(({ tweet }) => String(tweet['id']));
    expect(await reportOf(files)).toMatchObject({
      warnings: [`data/tweet-headers.js lists 4 posts that no file has (${ids.join(', ')})`],
      incomplete: true,
    });
  });

  test('of deleted tweets name nothing that must be there', async () => {
    const gone = { tweet: { tweet_id: '5', user_id: '7', deleted_at: 'x' } };
    const files = { ...OWNER, ...part(0, TWEETS), 'data/deleted-tweet-headers.js': ytdFile('x', [gone]) };
    expect(await reportOf(files)).toMatchObject({ warnings: [] });
  });
});

describe('the index of the oldest kind of archive', () => {
  test('names a month that is missing', async () => {
    const zip = await zipFixture('grailbird-2013', { without: /2012_11\.js$/ });
    expect(await importInto(database(), zip)).toMatchObject({
      tweets: { read: 12, expected: 15 },
      warnings: ['data/js/tweets/2012_11.js is missing: the archive counts 3 posts in it'],
      incomplete: true,
    });
  });

  test('names a month that is short', async () => {
    const files = await fixtureFiles('grailbird-2013');
    const month = 'data/js/tweets/2012_11.js';
    const records = JSON.parse(String(files[month]).replace(/^.*=/, '')) as unknown[];
    const short = `Grailbird.data.tweets_2012_11 = \n ${JSON.stringify(records.slice(1))}`;
    const zip = await zipFixture('grailbird-2013', { replace: { [month]: short } });
    expect((await importInto(database(), zip)).warnings).toEqual([
      `${month} is short: 2 posts read, the archive counts 3 posts in it`,
    ]);
  });

  test('may be missing itself', async () => {
    const zip = await zipFixture('grailbird-2013', { without: /tweet_index\.js$/ });
    expect(await importInto(database(), zip)).toMatchObject({ tweets: { read: 15, expected: null }, warnings: [] });
  });
});

describe('a record that cannot be read', () => {
  test('is counted and told with its file and its place, and the others come in', async () => {
    const odd = [
      TWEETS[0],
      { tweet: { full_text: 'no id', created_at: 'Fri Nov 22 08:00:00 +0000 2019' } },
      TWEETS[1],
      'nonsense',
      { tweet: { id_str: '1197913104838754304' } },
      { tweet: { id_str: '20', full_text: 'no date' } },
      TWEETS[2],
    ];
    const db = database();
    const report = await importInto(db, await folderOf({ ...OWNER, ...part(0, TWEETS.slice(3)), ...part(1, odd) }));
    expect(report.tweets).toMatchObject({ read: 10, added: 10, unreadable: 4 });
    expect(report.warnings).toEqual([
      'data/tweets-part1.js, record 2: it has no id',
      'data/tweets-part1.js, record 4: it has no id',
      'data/tweets-part1.js, record 5: tweet 1197913104838754304 has no text',
      'data/tweets-part1.js, record 6: tweet 20 has no usable date',
    ]);
    expect(report.incomplete).toBe(true);
    expect(idsOf(db)).toHaveLength(10);
  });

  test('is told only five times a file, and then counted', async () => {
    const bad = Array.from({ length: 1300 }, () => ({ tweet: {} }));
    const { tweets, warnings } = await reportOf({
      ...OWNER,
      ...part(0, [...bad, ...TWEETS]),
      ...part(1, bad.slice(0, 1)),
    });
    expect(tweets).toMatchObject({ read: 10, unreadable: 1301 });
    expect(warnings).toHaveLength(7);
    expect(warnings.slice(4)).toEqual([
      'data/tweets.js, record 5: it has no id',
      'data/tweets.js: 1,295 more records could not be read',
      'data/tweets-part1.js, record 1: it has no id',
    ]);
  });

  test('makes the archive short too, if that counts its records', async () => {
    const text = String(part(0, TWEETS)['data/tweets.js']).replace('"lang" : "en"', '"lang" : en');
    const { warnings } = await reportOf({ ...OWNER, ...manifest({ 'data/tweets.js': 10 }), 'data/tweets.js': text });
    expect(warnings).toEqual([
      'data/tweets.js is short: 9 posts read, the archive counts 10 posts in it',
      expect.stringMatching(/^data\/tweets\.js, record 1: not valid JSON \(/),
    ]);
  });
});

describe('a damaged archive', () => {
  test('of which the tweet file is cut off keeps what was read, and says where it stopped', async () => {
    const folder = await folderOf({ ...OWNER, ...part(0, TWEETS) });
    const file = join(folder, 'data/tweets.js');
    truncateSync(file, Math.floor(String(part(0, TWEETS)['data/tweets.js']).length * 0.75));
    const db = database();
    expect(await importInto(db, folder)).toMatchObject({
      tweets: { read: 7, unreadable: 1 },
      warnings: ['data/tweets.js, record 8: the file ends in the middle of its list'],
      incomplete: true,
    });
    expect(idsOf(db)).toHaveLength(7);
  });

  test('with an empty tweet file says so', async () => {
    expect((await reportOf({ ...OWNER, ...part(0, TWEETS), 'data/tweets-part1.js': '' })).warnings).toEqual([
      'data/tweets-part1.js, record 1: the file is empty',
    ]);
  });

  test.each([{ store: true }, { store: false }])(
    'with a wrong checksum keeps what was read and names the file (%j)',
    async (options) => {
      const zip = breakCrc(await zipFixture('data-2024', options), 'data/tweets-part1.js');
      const db = database();
      expect(await importInto(db, zip)).toMatchObject({
        tweets: { read: 22, unreadable: 0 },
        warnings: [
          'data/tweets-part1.js was read to its end, but its checksum is wrong: something in it may be damaged',
        ],
        incomplete: true,
      });
      expect(idsOf(db)).toHaveLength(22);
    },
  );

  test('with a wrong checksum at the end of a long file loses none of its tweets', async () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      ytdTweet({ at: AT, text: 'one of many', id: String(index + 1) }),
    );
    for (const store of [true, false]) {
      const zip = breakCrc(await zipOf({ ...OWNER, ...part(0, many) }, { store }), 'data/tweets.js');
      expect((await importInto(database(), zip)).tweets).toMatchObject({ read: 3000, unreadable: 0 });
    }
  });

  test('with a wrong checksum in a small file says so, and does without', async () => {
    const zip = breakCrc(await zipFixture('data-2024'), 'data/account.js');
    expect(await importInto(database(), zip)).toMatchObject({
      account: 'wren_writes',
      tweets: { read: 22 },
      warnings: ["data/account.js can't be read: its checksum is wrong"],
    });
  });

  test('with a broken byte keeps all other files', async () => {
    const zip = damageData(await zipFixture('data-2024'), 'data/tweets.js');
    const { tweets, warnings, incomplete } = await importInto(database(), zip);
    expect(tweets.read).toBeGreaterThanOrEqual(22 - 13);
    expect(tweets.unreadable).toBeGreaterThan(0);
    expect(warnings.every((line) => /data\/tweets\.js|data\/tweet-headers\.js lists/.test(line))).toBe(true);
    expect(incomplete).toBe(true);
  });

  test('that is encrypted is refused with what to do', async () => {
    let zip = await zipFixture('data-2024');
    for (const file of ['account', 'community-tweet', 'manifest', 'tweets']) zip = encryptEntry(zip, `data/${file}.js`);
    const db = database();
    await expect(importInto(db, zip)).rejects.toMatchObject({
      name: 'UserError',
      message: `${zip} is encrypted`,
      hint: 'unpack it with its password, then pass the folder',
    });
    expect(tweetRows(db)).toEqual([]);
  });

  test('that becomes unreadable in the middle is a failed import, and what came before stays', async () => {
    const db = database();
    await expect(importInto(db, encryptEntry(await zipFixture('data-2024'), 'data/tweets.js'))).rejects.toThrow();
    expect(imports(db, () => true)).toMatchObject([{ source: 'data-2024.zip', state: 'failed', report: null }]);
    expect(idsOf(db)).toEqual(['1594996651628433487']);
  });

  test('that Windows packed again is refused with what to do', async () => {
    const zip = asDeflate64(await zipFixture('data-2024'), 'data/tweets.js');
    await expect(importInto(database(), zip)).rejects.toMatchObject({
      name: 'UserError',
      message: `${zip} is compressed in a way that can't be read here`,
      hint: 'unpack it, then pass the folder',
    });
  });

  test('of which one file can not even be found in the zip keeps all other files', async () => {
    const zip = breakLocalHeader(await zipFixture('data-2024'), 'data/tweets-part1.js');
    const { tweets, warnings } = await importInto(database(), zip);
    expect(tweets).toMatchObject({ read: 15, expected: 22, unreadable: 1 });
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^data\/tweets-part1\.js, record 1: the file can't be read further: invalid local file header/,
      ),
    );
  });
});

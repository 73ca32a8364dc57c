// Whose tweets they are: from which file that is known, and when two archives are of one account.

import { describe, expect, test } from 'vitest';
import { accounts } from '../../src/library/accounts.ts';
import { folderFixture, folderOf, zipFixture, type Files } from '../support/archives.ts';
import { snowflakeAt, ytdFile, ytdTweet, type Fields } from '../support/tweets.ts';
import { accountRows, database, databaseWith, importInto } from '../archive/importing.ts';

const AT = '2019-11-22T08:00:00Z';
const ID = snowflakeAt(AT);
const PLAIN = ytdTweet({ at: AT, text: 'whose is this' });

/** A tweet whose own photo's link names its author. */
function withOwnPhoto(handle: string): { tweet: Fields } {
  const media = { url: 'https://t.co/p', media_url_https: 'https://pbs.twimg.com/media/A.jpg', type: 'photo' };
  const expanded_url = `https://twitter.com/${handle}/status/${ID}/photo/1`;
  return ytdTweet({ at: AT, text: 'look https://t.co/p', entities: { media: [{ ...media, expanded_url }] } });
}

const tweets = (...records: unknown[]): Files => ({ 'data/tweets.js': ytdFile('tweets', records) });
const account = (accountId: string, username: string, more: Fields = {}): Files => ({
  'data/account.js': ytdFile('account', [{ account: { accountId, username, ...more } }]),
});

const manifest = (accountId: string, userName: string, date = '2024-01-01'): Files => ({
  'data/manifest.js': `window.__THAR_CONFIG = ${JSON.stringify({
    userInfo: { accountId, userName, displayName: `${userName}!` },
    archiveInfo: { generationDate: `${date}T00:00:00.000Z` },
  })}`,
});

describe('the owner of an archive', () => {
  test.each<[string, Files, { account: string; accountId: string | null }]>([
    [
      'account.js says',
      { ...tweets(withOwnPhoto('c_c')), ...account('7', 'a_a'), ...manifest('8', 'b_b') },
      { account: 'a_a', accountId: '7' },
    ],
    [
      'the manifest says',
      { ...tweets(withOwnPhoto('c_c')), ...manifest('8', 'b_b') },
      { account: 'b_b', accountId: '8' },
    ],
    [
      'a broken account.js lets the manifest say',
      { ...tweets(PLAIN), ...manifest('8', 'b_b'), 'data/account.js': 'window.YTD.account.part0 = [ {' },
      { account: 'b_b', accountId: '8' },
    ],
    [
      'account.js lets the manifest add the number',
      {
        ...tweets(PLAIN),
        ...manifest('8', 'a_a'),
        'data/account.js': ytdFile('account', [{ account: { username: 'a_a' } }]),
      },
      { account: 'a_a', accountId: '8' },
    ],
    [
      'the link of an own photo says',
      tweets(PLAIN, { tweet: { ...PLAIN.tweet, id: '5', id_str: '5' } }, withOwnPhoto('c_c')),
      { account: 'c_c', accountId: null },
    ],
  ])('is the one that %s', async (_, files, expected) => {
    expect(await importInto(database(), await folderOf(files))).toMatchObject(expected);
  });

  test('is in user_details.js in the oldest kind, or else in its tweets', async () => {
    const whole = await importInto(database(), await zipFixture('grailbird-2013'));
    expect(whole).toMatchObject({ account: 'wren_writes', accountId: '4242' });
    const without = await zipFixture('grailbird-2013', { without: /user_details\.js$/ });
    expect(await importInto(database(), without)).toMatchObject({ account: 'wren_writes', accountId: null });
  });

  test("is never the author of somebody else's photo in a retweet", async () => {
    const theirs = { ...withOwnPhoto('otter_eats').tweet, id: '1197900000000000001', id_str: '1197900000000000001' };
    const files = await folderOf(tweets({ tweet: theirs }));
    await expect(importInto(database(), files)).rejects.toThrow("doesn't say whose posts these are");
  });

  test('must be named where nothing tells, and then all is well', async () => {
    const path = await folderOf(tweets(PLAIN), { name: 'found' });
    const db = database();
    const error: unknown = await importInto(db, path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'UserError',
      message: "found doesn't say whose posts these are",
      hint: expect.stringContaining('--account <handle>') as string,
    });
    expect(accountRows(db)).toEqual([]);
    expect(await importInto(db, path, { account: 'me_myself' })).toMatchObject({
      account: 'me_myself',
      accountId: null,
    });
    expect(accountRows(db)).toMatchObject([{ network_id: null, handle: 'me_myself', tweets: 1 }]);
  });

  test('that the archive names must be the one of the command line, however it is written', async () => {
    const [db, path] = [database(), await folderOf({ ...tweets(PLAIN), ...account('7', 'a_a') }, { name: 'found' })];
    await expect(importInto(db, path, { account: 'me_myself' })).rejects.toThrow(
      'found says that it is the archive of @a_a, not of @me_myself',
    );
    expect(accountRows(db)).toEqual([]);
    expect(await importInto(db, path, { account: 'A_A' })).toMatchObject({ account: 'a_a' });
  });
});

describe('two archives', () => {
  const made = (id: string, handle: string, date: string): Promise<string> =>
    folderOf({ ...tweets(PLAIN), ...account(id, handle), ...manifest(id, handle, date) });

  test('with the same number are of one account, which has the handle of the newer one', async () => {
    const [before, after] = [await made('7', 'old_name', '2020-01-01'), await made('7', 'new_name', '2024-01-01')];
    for (const order of [
      [before, after],
      [after, before],
    ]) {
      const db = await databaseWith(...order);
      expect(accountRows(db)).toMatchObject([{ network_id: '7', handle: 'new_name', tweets: 1 }]);
    }
  });

  test('of which one has only the handle are of one account, which has the number', async () => {
    const handleOnly = await folderOf(tweets(withOwnPhoto('Wren_Writes')), { made: new Date('2023-01-01') });
    const full = await zipFixture('data-2024');
    for (const order of [
      [handleOnly, full],
      [full, handleOnly],
    ]) {
      const db = await databaseWith(...order);
      expect(accountRows(db)).toMatchObject([
        { network_id: '4242', handle: 'wren_writes', name: 'Wren Writes', tweets: 23 },
      ]);
    }
  });

  test('that both have only the handle are of one account, however it is written', async () => {
    const [one, two] = await Promise.all(['wren', 'WREN'].map((handle) => folderOf(tweets(withOwnPhoto(handle)))));
    expect(accountRows(await databaseWith(one ?? '', two ?? ''))).toHaveLength(1);
  });

  test('with two numbers are of two accounts, though the handle is the same: handles pass on', async () => {
    const other = await folderOf({
      ...tweets(ytdTweet({ at: '2020-11-22T08:00:00Z', text: 'another person' })),
      ...account('8', 'a_a'),
      ...manifest('8', 'a_a', '2024-01-01'),
    });
    const db = await databaseWith(await made('7', 'a_a', '2020-01-01'), other);
    expect(accountRows(db)).toMatchObject([
      { network_id: '7', tweets: 1 },
      { network_id: '8', tweets: 1 },
    ]);
  });

  test('of two people live in one database, each with its own tweets', async () => {
    const other = await folderOf({
      ...tweets(ytdTweet({ at: '2020-11-22T08:00:00Z', text: 'another person' })),
      ...account('777', 'marsh_light', { accountDisplayName: 'Marsh Light' }),
    });
    const db = await databaseWith(await zipFixture('data-2024'), other, await zipFixture('grailbird-2013'));
    expect(accountRows(db)).toMatchObject([
      { network_id: '4242', handle: 'wren_writes', name: 'Wren Writes', tweets: 35 },
      { network_id: '777', handle: 'marsh_light', name: 'Marsh Light', tweets: 1 },
    ]);
    expect(accounts(db).map(({ handle }) => handle)).toEqual(['marsh_light', 'wren_writes']);
  });
});

describe('the time zone and name of an account', () => {
  test('stay when a newer archive lacks them', async () => {
    const db = await databaseWith(await zipFixture('data-2020'));
    const [before] = accountRows(db);
    expect(before).toMatchObject({ name: 'Wren Writes', time_zone: 'Bern' });
    await importInto(db, await folderFixture('data-2024', { without: /(account|account-timezone)\.js$/ }));
    expect(accountRows(db)).toMatchObject([{ name: 'Wren Writes', time_zone: 'Bern', handle: 'wren_writes' }]);
  });

  test('come from an older archive where the newer one lacked them', async () => {
    const bare = { ...tweets(PLAIN), ...manifest('4242', 'wren_writes') };
    const nameless = { ...bare, 'data/manifest.js': String(bare['data/manifest.js']).replace('wren_writes!', '') };
    const db = await databaseWith(await folderOf(nameless), await zipFixture('data-2020'));
    expect(accountRows(db)).toMatchObject([{ name: 'Wren Writes', time_zone: 'Bern' }]);
  });
});

// Accounts that were called otherwise before: replies to one's own old name are parts of one's threads.

import { describe, expect, test } from 'vitest';
import { formerHandlesOf } from '../../src/library/accounts.ts';
import { accountRows, database, databaseWith, importInto, tweetRow } from '../archive/importing.ts';
import { folderOf, type Files } from '../support/archives.ts';
import { snowflakeAt, ytdFile, ytdTweet, type Fields } from '../support/tweets.ts';

const BEFORE = '2014-11-22T08:00:00Z';
const AFTER = '2018-11-22T08:00:00Z';
const CHANGED = '2016-01-01T00:00:00.000Z';

function changes(changedAt: string, changedFrom = 'Old_Name'): Files {
  const screenNameChange = { changedAt, changedFrom, changedTo: 'wren_writes' };
  return {
    'data/screen-name-change.js': ytdFile('screen_name_change', [
      { screenNameChange: { accountId: '4242', screenNameChange } },
    ]),
  };
}

interface Made {
  readonly made: string;
  readonly handle?: string;
  readonly id?: string | undefined;
  readonly add?: Files;
  readonly fields?: Fields;
}

function archive({ made, handle = 'wren_writes', id = '4242', add = {}, fields = {} }: Made): Promise<string> {
  const reply = (at: string): unknown => ytdTweet({ at, text: '@old_name and then', ...fields });
  return folderOf({
    'data/account.js': ytdFile('account', [{ account: { username: handle, ...(id !== '' && { accountId: id }) } }]),
    'data/manifest.js': `window.__THAR_CONFIG = {"archiveInfo":{"generationDate":"${made}T00:00:00.000Z"}}`,
    'data/tweets.js': ytdFile('tweets', [reply(BEFORE), reply(AFTER)]),
    ...add,
  });
}

const kinds = (db: Parameters<typeof tweetRow>[0]): unknown[] =>
  [BEFORE, AFTER].map((at) => tweetRow(db, snowflakeAt(at))['kind']);

describe('a reply to a name that the account had', () => {
  test.each([CHANGED, String(Date.parse(CHANGED) / 1000), String(Date.parse(CHANGED))])(
    'is part of a thread, until the name was given up (%s)',
    async (changedAt) => {
      const db = await databaseWith(await archive({ made: '2024-01-01', add: changes(changedAt) }));
      expect(kinds(db)).toEqual(['thread', 'reply']);
      expect(formerHandlesOf(db, 1)).toEqual([{ handle: 'Old_Name', until: Date.parse(CHANGED) }]);
    },
  );

  test('is a reply where its number says another account', async () => {
    const fields = { in_reply_to_user_id_str: '5151', in_reply_to_screen_name: 'old_name' };
    const db = await databaseWith(await archive({ made: '2024-01-01', add: changes(CHANGED), fields }));
    expect(kinds(db)).toEqual(['reply', 'reply']);
  });

  test('is one also in an archive that does not know the name, imported before or after', async () => {
    const [without, withNames] = [
      await archive({ made: '2023-01-01' }),
      await archive({ made: '2024-01-01', add: changes(CHANGED) }),
    ];
    for (const order of [
      [without, withNames],
      [withNames, without],
    ]) {
      expect(kinds(await databaseWith(...order))).toEqual(['thread', 'reply']);
    }
  });

  test('is one where two archives of the account have two names', async () => {
    const [old, newer] = [
      await archive({ made: '2016-01-01', handle: 'old_name' }),
      await archive({ made: '2024-01-01' }),
    ];
    for (const order of [
      [old, newer],
      [newer, old],
    ]) {
      const db = await databaseWith(...order);
      expect(formerHandlesOf(db, 1)).toEqual([{ handle: 'old_name', until: Date.UTC(2024, 0, 1) }]);
      expect(kinds(db)).toEqual(['thread', 'thread']);
    }
  });
});

describe('an archive with an old name and no number', () => {
  test('is of the account that had the name then, and not of one that has had it since', async () => {
    const db = database();
    await importInto(db, await archive({ made: '2024-01-01', add: changes(CHANGED) }));
    await importInto(db, await archive({ made: '2015-01-01', handle: 'old_name', id: '' }));
    expect(accountRows(db)).toMatchObject([{ handle: 'wren_writes', network_id: '4242', tweets: 2 }]);
    await importInto(db, await archive({ made: '2020-01-01', handle: 'old_name', id: '' }));
    expect(accountRows(db)).toHaveLength(2);
  });

  test('may be named by any of its names', async () => {
    const path = await archive({ made: '2024-01-01', add: changes(CHANGED) });
    expect(await importInto(database(), path, { account: 'old_name' })).toMatchObject({ account: 'wren_writes' });
    await expect(importInto(database(), path, { account: 'otter_eats' })).rejects.toThrow('not of @otter_eats');
  });
});

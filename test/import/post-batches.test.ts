// Posts are saved without looking for the account of each: none may end up without one.

import { expect, test } from 'vitest';
import { database, importInto } from '../archive/importing.ts';
import { folderOf, zipFixture } from '../support/archives.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

const ACCOUNT = 'window.YTD.account.part0 = [{"account":{"accountId":"77","username":"somebody"}}]';

test('an account that is removed during its import gets no tweets, and the import says so', async () => {
  const tweets = Array.from({ length: 2500 }, (_, index) =>
    ytdTweet({
      at: '2019-11-22T10:00:00Z',
      text: `number ${index}`,
      id: String(1_197_900_000_000_000_000n + BigInt(index)),
    }),
  );
  const archive = await folderOf({ 'data/account.js': ACCOUNT, 'data/tweets.js': ytdFile('tweets', tweets) });
  const db = database();
  let isRemoved = false;
  const importing = importInto(db, archive, {
    onEvent: (event) => {
      if (isRemoved || event.type !== 'progress') return;
      isRemoved = true;
      for (const table of ['tweets', 'imports', 'accounts']) db.exec(`DELETE FROM ${table}`);
    },
  });
  await expect(importing).rejects.toThrow('the account was removed while its archive was being read');
  expect(db.prepare('SELECT count(*) FROM tweets').pluck().get()).toBe(0);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('an import leaves foreign keys as they were', async () => {
  const db = database();
  const archive = await zipFixture('data-2024');
  await importInto(db, archive);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(db.pragma('foreign_key_check')).toEqual([]);
});

// An archive that was imported before: what is known of it is not worked out anew, and what is not still comes in.

import { describe, expect, test } from 'vitest';
import { database, importInto, tweetRow, tweetRows } from '../archive/importing.ts';
import { zipFixture, zipOf, type Files } from '../support/archives.ts';
import { breakCrc } from '../support/damage.ts';
import { snowflakeAt, ytdFile, ytdTweet } from '../support/tweets.ts';

const AT = '2019-11-22T08:00:00Z';
const ID = snowflakeAt(AT);
const account = ytdFile('account', [{ account: { accountId: '4242', username: 'wren_writes' } }]);

/** An archive of one tweet and, if asked for, of something that is none. */
function archiveOf(text: string, more: readonly unknown[] = []): Promise<string> {
  const files: Files = {
    'data/account.js': account,
    'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: AT, text }), ...more]),
  };
  return zipOf(files, { name: 'twitter-2024-01-01-x.zip' });
}

describe('the same archive again', () => {
  test('gives the same report but for what was added, and changes nothing', async () => {
    const db = database();
    const zip = await zipFixture('data-2024');
    const first = await importInto(db, zip, { media: 'all' });
    const before = tweetRows(db);
    const again = await importInto(db, zip, { media: 'all' });
    expect(again).toEqual({
      ...first,
      tweets: { ...first.tweets, added: 0, updated: 0, unchanged: 22 },
      media: again.media,
    });
    expect(again.media.missing).toBe(first.media.missing);
    expect(tweetRows(db)).toEqual(before);
  });

  test('is not understood once more, unless by another version of the program', async () => {
    const db = database();
    const zip = await archiveOf('Plums.');
    await importInto(db, zip, { version: '1' });
    db.prepare("UPDATE tweets SET text = 'misread'").run();
    expect((await importInto(db, zip, { version: '1' })).tweets).toMatchObject({ read: 1, unchanged: 1 });
    expect(tweetRow(db, ID)).toMatchObject({ text: 'misread' });
    expect((await importInto(db, zip, { version: '2' })).tweets).toMatchObject({ read: 1, updated: 1 });
    expect(tweetRow(db, ID)).toMatchObject({ text: 'Plums.' });
  });

  test('of another account is another matter', async () => {
    const db = database();
    const files = { 'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: AT, text: 'Plums.' })]) };
    const zip = await zipOf(files);
    await importInto(db, zip, { account: 'wren_writes' });
    expect((await importInto(db, zip, { account: 'old_heron' })).account).toBe('old_heron');
    expect(db.prepare('SELECT count(*) FROM known_files').pluck().get()).toBe(2);
  });

  test('tells its unreadable records and its damage every time', async () => {
    const db = database();
    const odd = await archiveOf('Plums.', [{ tweet: {} }]);
    const first = await importInto(db, odd);
    expect(first.warnings).toEqual(['data/tweets.js, record 2: it has no id']);
    expect((await importInto(db, odd)).warnings).toEqual(first.warnings);
    const whole = await archiveOf('Pears.');
    await importInto(db, whole);
    const damaged = breakCrc(whole, 'data/tweets.js');
    for (let time = 0; time < 2; time += 1) {
      expect((await importInto(db, damaged)).warnings).toEqual([
        'data/tweets.js was read to its end, but its checksum is wrong: something in it may be damaged',
      ]);
    }
  });
});

test('an archive with a file of the same length but other contents is read', async () => {
  const db = database();
  await importInto(db, await archiveOf('Plums.'));
  expect((await importInto(db, await archiveOf('Pears!'))).tweets).toMatchObject({ updated: 1 });
  expect(tweetRow(db, ID)).toMatchObject({ text: 'Pears!' });
});

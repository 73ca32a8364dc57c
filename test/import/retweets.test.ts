// Retweets: their whole text stays whichever archive comes first, and somebody else's words are never one's own.

import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/library/database.ts';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { database, databaseWith, importInto, tweetRow } from '../archive/importing.ts';
import { folderOf } from '../support/archives.ts';
import { tempFolder } from '../support/temp.ts';
import { createdAt, ytdFile, ytdTweet, type Fields } from '../support/tweets.ts';

const ID = '271748646809112603';
const AT = '2012-11-22T22:55:00Z';
const WHOLE = 'Low water at noon, high water at six. Bring boots http://example.com/boots and be back by four, or swim';
const CUT = 'RT @marsh_light: Low water at noon, high water at six. Bring boots http://t.co/N ...';

/** An archive of 2013 of records with their users. */
function oldArchive(...records: Fields[]): Promise<string> {
  return folderOf(
    {
      'data/js/tweets/2012_11.js': `Grailbird.data.tweets_2012_11 = \n ${JSON.stringify(records)}`,
      'data/js/user_details.js': `var user_details =  ${JSON.stringify({ screen_name: 'wren_writes', id: '4242' })}`,
      'data/js/payload_details.js': `var payload_details =  {"created_at":"2013-02-01 03:04:05 +0000"}`,
    },
    { name: 'old' },
  );
}

function record(fields: Fields): Fields {
  return {
    id_str: ID,
    created_at: createdAt(AT),
    text: CUT,
    user: { id_str: '4242', screen_name: 'wren_writes' },
    ...fields,
  };
}

const WITH_ORIGINAL = record({ retweeted_status: { id_str: '17', text: WHOLE, user: { screen_name: 'marsh_light' } } });

function newArchive(text = CUT): Promise<string> {
  return folderOf({
    'data/account.js': ytdFile('account', [{ account: { accountId: '4242', username: 'wren_writes' } }]),
    'data/manifest.js': `window.__THAR_CONFIG = {"archiveInfo":{"generationDate":"2024-01-05T00:00:00.000Z"}}`,
    'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: AT, id: ID, text })]),
  });
}

const spansOf = (row: Record<string, unknown>): string[] =>
  (JSON.parse(String(row['spans'])) as { start: number; end: number }[]).map(({ start, end }) =>
    String(row['text']).slice(start, end),
  );

describe('a retweet that a newer archive has only cut with three dots', () => {
  test('keeps its whole text, whichever archive comes first', async () => {
    const [old, newer] = [await oldArchive(WITH_ORIGINAL), await newArchive()];
    for (const order of [
      [old, newer],
      [newer, old],
      [newer, old, newer],
    ]) {
      const row = tweetRow(await databaseWith(...order), ID);
      expect(row).toMatchObject({ text: `RT @marsh_light: ${WHOLE}`, extent: 'whole', kind: 'retweet' });
      expect(spansOf(row)).toEqual(['@marsh_light', 'http://example.com/boots']);
    }
  });

  test('says that it is cut where no archive has more', async () => {
    const db = await databaseWith(await newArchive());
    expect(tweetRow(db, ID)).toMatchObject({
      text: 'RT @marsh_light: Low water at noon, high water at six. Bring boots ...',
      extent: 'cut',
    });
  });

  test('gets its text back from the old archive where an earlier version has lost it, though that file was known', async () => {
    const path = join(tempFolder(), 'memories.db');
    const earlier = new Database(path);
    for (const sql of MIGRATIONS.slice(0, 5)) earlier.exec(sql);
    earlier.pragma('user_version = 5');
    earlier.pragma('application_id = 0x6d656d6f');
    earlier.close();
    const [old, newer] = [await oldArchive(WITH_ORIGINAL), await newArchive()];
    openDatabase(path, { create: true }).close();
    const db = database(path);
    await importInto(db, old, { version: '1' });
    await importInto(db, newer, { version: '1' });
    // As the earlier version left it: the cut text, taken for a whole one, with a link to nowhere.
    db.exec(`UPDATE tweets SET text = '${CUT}', extent = 'whole', spans = '[]'`);
    db.exec("UPDATE known_files SET digest = 'of the reader before'");
    db.exec(MIGRATIONS[6]?.match(/UPDATE tweets SET extent[^;]*;/)?.[0] ?? '');
    await importInto(db, newer, { version: '1' });
    expect(tweetRow(db, ID)).toMatchObject({ extent: 'cut' });
    await importInto(db, old, { version: '1' });
    expect(tweetRow(db, ID)).toMatchObject({ text: `RT @marsh_light: ${WHOLE}`, extent: 'whole' });
  });
});

describe("somebody else's record", () => {
  const other = record({
    text: 'Their words about the tide #tide',
    user: { id_str: '7', screen_name: 'marsh_light' },
    in_reply_to_status_id_str: '17',
    in_reply_to_user_id_str: '4242',
    geo: { coordinates: [53.3, 5.4] },
    retweeted: true,
  });

  test('is a retweet of them, whatever it answers, quotes or links', async () => {
    const row = tweetRow(await databaseWith(await oldArchive(other)), ID);
    expect(row).toMatchObject({
      kind: 'retweet',
      text: 'RT @marsh_light: Their words about the tide #tide',
      reply_to_id: null,
      latitude: null,
    });
    expect(spansOf(row)).toEqual(['@marsh_light', '#tide']);
  });

  test('is told by its number: one’s own old name is no other person', async () => {
    const own = record({ text: 'Mine', user: { id_str: '4242', screen_name: 'wren_before' } });
    expect(tweetRow(await databaseWith(await oldArchive(own)), ID)).toMatchObject({ kind: 'post', text: 'Mine' });
  });

  test('becomes a retweet where an earlier version took it for a post', async () => {
    const db = await databaseWith(await oldArchive(other));
    db.exec("UPDATE tweets SET kind = 'thread', text = 'Their words about the tide #tide', spans = '[]'");
    db.exec('DELETE FROM known_files');
    await importInto(db, await oldArchive(other));
    expect(tweetRow(db, ID)).toMatchObject({
      kind: 'retweet',
      text: 'RT @marsh_light: Their words about the tide #tide',
    });
  });
});

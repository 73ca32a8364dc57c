// What a migration mends in the rows that earlier versions have written.

import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accounts } from '../../src/library/accounts.ts';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { database, tweetRow } from '../archive/importing.ts';
import { copyOf } from '../faults/databases.ts';
import { tempFolder } from '../support/temp.ts';

/** A database of version 5 with one account and these cells of one tweet. */
function version5(cells: Readonly<Record<string, number | string>>): string {
  const path = join(tempFolder(), 'memories.db');
  const db = new Database(path);
  for (const sql of MIGRATIONS.slice(0, 5)) db.exec(sql);
  db.pragma('user_version = 5');
  db.pragma('application_id = 0x6d656d6f');
  db.exec("INSERT INTO accounts (id, handle, as_of) VALUES (1, 'wren_writes', 1)");
  const all = {
    ...{ id: 17, account_id: 1, posted_at: 1, date_only: 0, kind: 'post', text: 'Soup', spans: '[]', extent: 'whole' },
    ...{ media: '[]', circle: 0, sensitive: 0, as_of: 1, ...cells },
  };
  const names = Object.keys(all);
  db.prepare(`INSERT INTO tweets (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
    ...Object.values(all),
  );
  db.exec('DELETE FROM search_queue');
  db.close();
  return path;
}

test.each<[string, Record<string, number | string>, Record<string, unknown>]>([
  ['a retweet cut with three dots is cut', { kind: 'retweet', text: 'RT @a: So ...' }, { extent: 'cut' }],
  ['a retweet that was not is whole', { kind: 'retweet', text: 'RT @a: So it is.' }, { extent: 'whole' }],
  ['a post that ends so is whole', { text: 'So ...' }, { extent: 'whole' }],
  [
    'an id that was taken for a time has only a date',
    { id: 29_700_831_124, posted_at: Date.UTC(2010, 10, 4, 1, 43, 1) },
    { posted_at: Date.UTC(2010, 10, 4), date_only: 1 },
  ],
  [
    'another time of such an id stays',
    { id: 29_700_831_124, posted_at: Date.UTC(2010, 10, 4, 21, 2, 23) },
    { posted_at: Date.UTC(2010, 10, 4, 21, 2, 23), date_only: 0 },
  ],
  ['an archive from the far future counts as old', { as_of: Date.UTC(2999, 0, 1) }, { as_of: 0 }],
  ['styles and places are empty', {}, { styles: '[]', place: null }],
  ['what was for a circle still is', { circle: 1 }, { audience: 'circle' }],
  [
    'what was for everybody still is, and a tweet has nothing of other networks',
    {},
    { audience: 'public', network_id: null, url: null, warning: null, poll: null, reply_to_url: null, edited_at: null },
  ],
])('%s', (_, cells, expected) => {
  const db = database(version5(cells));
  expect(tweetRow(db, String(cells['id'] ?? 17))).toMatchObject(expected);
});

test('accounts are of Twitter, and keep its number', () => {
  const path = version5({});
  const before = new Database(path);
  before.exec("UPDATE accounts SET twitter_id = '4242'");
  before.close();
  const db = database(path);
  expect(accounts(db)).toMatchObject([{ network: 'twitter', networkId: '4242', handle: 'wren_writes' }]);
  expect(() => db.exec("INSERT INTO accounts (network_id, handle, as_of) VALUES ('4242', 'x', 1)")).toThrow('UNIQUE');
});

test('all posts wait for a search, whose index is made anew', () => {
  const db = database(copyOf(10));
  const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('search_queue'), count('search_index_docsize')]).toEqual([35, 0]);
  expect(db.prepare("SELECT v FROM search_index_config WHERE k = 'rank'").pluck().get()).toMatch(/^bm25\(1\.0, -0\.6/);
});

// A database of many made-up tweets, made by SQLite alone, for what takes a while.

import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { databaseOf } from './main.ts';

/** Makes the database of a home; gives its path. */
export function makeBigDatabase(home: string, tweets: number): string {
  const path = databaseOf(home);
  const db = openDatabase(path, { create: true });
  const account = saveAccount(
    db,
    { network: 'twitter', id: '1', handle: 'wren_writes', name: null, timeZone: null },
    0,
  );
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO tweets (id, account_id, posted_at, date_only, kind, text, spans, extent, media, sensitive, as_of)
     SELECT 1000000000000 + i, ?, 1300000000000 + i * 1000000, 0, 'post', 'soup of day ' || i, '[]', 'whole', '[]', 0, 0 FROM n`,
  ).run(tweets, account);
  db.close();
  return path;
}

// Imports into real databases, and what is in these afterwards.

import { join } from 'node:path';
import { importArchive, type ImportSettings } from '../../src/import/import-archive.ts';
import type { ImportReport } from '../../src/library/import-report.ts';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { afterFile } from '../support/after-file.ts';
import { tempFolder } from '../support/temp.ts';

/** A new database, or the one at a path. */
export function database(path = join(tempFolder(), 'memories.db')): Db {
  const db = openDatabase(path, { create: true });
  // Nothing here outlives the test, so nothing waits for the disk.
  db.pragma('synchronous = OFF');
  afterFile(() => db.close());
  return db;
}

/** Imports a zip or folder, or the parts of one archive. */
export async function importInto(
  db: Db,
  paths: string | readonly string[],
  settings: Partial<ImportSettings> = {},
): Promise<ImportReport> {
  return importArchive(db, typeof paths === 'string' ? [paths] : paths, {
    account: undefined,
    media: 'none',
    mediaFolder: join(tempFolder(), 'media'),
    pid: process.pid,
    now: () => Date.UTC(2026, 10, 22),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    ...settings,
  });
}

/** A new database with these archives in it, imported one after the other. */
export async function databaseWith(...archives: readonly string[]): Promise<Db> {
  const db = database();
  for (const archive of archives) await importInto(db, archive);
  return db;
}

export type Row = Readonly<Record<string, bigint | number | string | null>>;

/** Every cell of every tweet. */
export function tweetRows(db: Db): Row[] {
  return db.prepare<[], Row>('SELECT * FROM tweets ORDER BY id').safeIntegers().all();
}

/** What the tweets say, without when their archive was made. */
export function tweetsAlone(db: Db): Row[] {
  return tweetRows(db).map((row) => ({ ...row, as_of: null }));
}

export function tweetRow(db: Db, id: string): Row {
  const row = db.prepare<[bigint], Row>('SELECT * FROM tweets WHERE id = ?').get(BigInt(id));
  if (!row) throw new Error(`there is no tweet ${id} in the database`);
  return row;
}

export function idsOf(db: Db): string[] {
  return db.prepare<[], string>('SELECT CAST(id AS TEXT) FROM tweets ORDER BY id').pluck().all();
}

/** The notes and the tweets they were joined to. */
export function noteRows(db: Db): { id: string; tweet: string | null }[] {
  const notes = 'SELECT CAST(id AS TEXT) AS id, CAST(tweet_id AS TEXT) AS tweet FROM notes ORDER BY id';
  return db.prepare<[], { id: string; tweet: string | null }>(notes).all();
}

/** Accounts with how many tweets they have. */
export function accountRows(db: Db): Row[] {
  return db
    .prepare<[], Row>(
      `SELECT network_id, handle, name, time_zone, (SELECT count(*) FROM tweets t WHERE t.account_id = a.id) AS tweets
       FROM accounts a ORDER BY a.id`,
    )
    .all();
}

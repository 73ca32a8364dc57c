// What SQLite itself can tell of a database's state.

import type { Db } from './database.ts';

/** SQLite's first complaints of the file; none if it is whole. */
export function damageIn(db: Db): string[] {
  const said = db.prepare<[], string>('PRAGMA integrity_check(3)').pluck().all();
  return said.filter((line) => line !== 'ok');
}

/** How many rows name another row that is not there. */
export function danglingRows(db: Db): number {
  return db.prepare('PRAGMA foreign_key_check').all().length;
}

export function bytesOf(db: Db): number {
  const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
  return Number(db.prepare(size).pluck().get());
}

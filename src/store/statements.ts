// Statements made once per database: SQLite plans many of ours for longer than it runs them.

import type { Statement } from 'better-sqlite3';
import type { Db } from '../library/database.ts';

const made = new WeakMap<Db, Map<string, Statement>>();

/** The statement of this SQL. Its rows must be taken at once: one that is being iterated can't start again. */
export function statement<Parameters extends unknown[], Row>(db: Db, sql: string): Statement<Parameters, Row> {
  const ofDb = made.get(db) ?? new Map<string, Statement>();
  made.set(db, ofDb);
  const found = ofDb.get(sql) ?? db.prepare(sql);
  ofDb.set(sql, found);
  return found as Statement<Parameters, Row>;
}

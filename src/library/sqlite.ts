// Opens SQLite files, ours or not. The one place that says where SQLite itself is.

import Database, { type Statement } from 'better-sqlite3';
import { createRequire } from 'node:module';

export type Db = Database.Database;

/** Opens a file, or its content, as it is. Throws what SQLite says. */
export function openSqlite(file: string | Buffer, options: Database.Options = {}): Db {
  return new Database(file, { ...nativePart(), ...options });
}

/** To be told where it is spares better-sqlite3 a search of 8 ms, which finds it in more unusual places too. */
function nativePart(): Database.Options {
  try {
    return {
      nativeBinding: createRequire(import.meta.filename).resolve('better-sqlite3/build/Release/better_sqlite3.node'),
    };
  } catch {
    return {};
  }
}

const made = new WeakMap<Db, Map<string, Statement>>();

/** The statement of this SQL. Its rows must be taken at once: one that is being iterated can't start again. */
export function statement<Parameters extends unknown[], Row>(db: Db, sql: string): Statement<Parameters, Row> {
  const ofDb = made.get(db) ?? new Map<string, Statement>();
  made.set(db, ofDb);
  const found = ofDb.get(sql) ?? db.prepare(sql);
  ofDb.set(sql, found);
  return found as Statement<Parameters, Row>;
}

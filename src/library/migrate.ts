// Brings a database of an earlier version up to date, all or nothing, with a copy of what was there kept beside it.

import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFileSync } from '../platform/atomic-write.ts';
import { codeOf, messageOf, UserError } from '../platform/errors.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite, type Db } from './sqlite.ts';

/** What became of a database of an earlier version. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** The copy of the database as it was; null when there was nothing in it. */
  readonly backup: string | null;
}

/** "memo": marks a file as ours in SQLite's header. */
export const APPLICATION_ID = 0x6d656d6f;

export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Throws a UserError when a newer version of memories has brought the database up to date since it was opened. */
export function assertNotMigrated(db: Db): void {
  if (versionOf(db) === MIGRATIONS.length) return;
  throw new UserError(`a newer version of memories has just brought ${db.name} up to date`, {
    hint: 'update memories',
  });
}

/**
 * Null when there is nothing to do. Other processes wait until it is done and then find nothing to do. Throws a UserError
 * when the file doesn't take the changes; then none is made.
 */
export function migrateDatabase(db: Db, path: string, { keepsCopy }: { keepsCopy: boolean }): Migrated | null {
  if (versionOf(db) === MIGRATIONS.length) return null;
  const all = db.transaction((): Migrated | null => {
    // Another process may have done it while this one waited for the lock.
    const from = versionOf(db);
    if (from === MIGRATIONS.length) return null;
    assertWritable(db, from);
    const backup = keepsCopy && from > 0 && hasContent(db) ? keepCopy(path, from) : null;
    run(db, path, from);
    return { from, to: MIGRATIONS.length, backup };
  });
  return all.immediate();
}

/** Throws SQLite's error: a transaction of a file that can't be written begins as if it could. */
function assertWritable(db: Db, version: number): void {
  db.pragma(`user_version = ${version}`);
}

function run(db: Db, path: string, from: number): void {
  try {
    for (const [version, sql] of MIGRATIONS.entries()) if (version >= from) db.exec(sql);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
  } catch (error) {
    // Full disks and the like have their own words; these are of a file that somebody has changed.
    if (codeOf(error) !== 'SQLITE_ERROR' && codeOf(error)?.startsWith('SQLITE_CONSTRAINT') !== true) throw error;
    const versions = `from version ${from} to ${MIGRATIONS.length}`;
    throw new UserError(`${path} could not be brought up to date ${versions}: ${messageOf(error)}`, {
      hint: 'nothing in it was changed; was it edited by another program? If not, please report this',
      cause: error,
    });
  }
}

function hasContent(db: Db): boolean {
  const find = 'SELECT EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM hidden)';
  return db.prepare(find).pluck().get() === 1;
}

/** Copies what is committed, whole or not at all, and removes the copies of earlier versions. The caller has the lock. */
function keepCopy(path: string, version: number): string {
  const copy = `${path}.v${version}-backup`;
  // SQLite writes into an empty file, whose mode is ours to choose.
  makeFileSync(copy, (unfinished) => {
    copyInto(path, unfinished);
  });
  for (const other of migrationBackups(path)) if (other !== copy) rmSync(other, { force: true });
  return copy;
}

/** By a connection of its own: the one that is going to change it is in a transaction, and sees no further than others. */
function copyInto(path: string, copy: string): void {
  const reader = openSqlite(path, { readonly: true });
  try {
    reader.prepare('VACUUM INTO ?').run(copy);
  } finally {
    reader.close();
  }
}

/** The copies that were kept of a database, also unfinished ones. */
export function migrationBackups(path: string): string[] {
  const prefix = `${basename(path)}.v`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^\d+-backup(\.part)?$/.test(name.slice(prefix.length)))
    .map((name) => join(dirname(path), name));
}

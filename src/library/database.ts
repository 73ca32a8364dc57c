// Opening the one file that everything is in: created private, brought up to date, refused if it is somebody else's.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { APPLICATION_ID, migrateDatabase, versionOf, type Migrated } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite, type Db } from './sqlite.ts';

export type { Db };

/** How long a statement waits for another process that writes, in milliseconds. */
const BUSY_TIMEOUT = 60_000;

interface OpenOptions {
  readonly create: boolean;
  /** Hears of a database that was brought up to date. */
  readonly onMigrated?: (migrated: Migrated) => void;
}

/**
 * Opens the database, creating it (0600, in a folder 0700) if `create`. Null when there is none and it is not to be
 * created; then what may not be written can be read all the same. Throws a UserError when it can't be opened, is none of
 * ours, or was made by a newer version.
 */
export function openDatabase(path: string, options: OpenOptions & { readonly create: true }): Db;
export function openDatabase(path: string, options: OpenOptions): Db | null;
export function openDatabase(path: string, options: OpenOptions): Db | null {
  if (!existsSync(path)) {
    if (!options.create) return null;
    createPrivately(path);
  }
  assertSqlite(path);
  let db: Db | undefined;
  try {
    db = openSqlite(path);
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
    assertOurs(db, path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    const migrated = migrateDatabase(db, path, { keepsCopy: true });
    if (migrated) options.onMigrated?.(migrated);
    return db;
  } catch (error) {
    db?.close();
    if (!options.create && isUnwritable(error)) return inMemory(path);
    throw toUserError(error, path);
  }
}

/** Opens a database to look at it, whatever version it has. Throws a UserError as `openDatabase` does. */
export function openToRead(path: string): Db {
  assertSqlite(path);
  let db: Db | undefined;
  try {
    db = openSqlite(path, { fileMustExist: true });
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
    db.pragma('query_only = ON');
    assertOurs(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw toUserError(error, path);
  }
}

function isUnwritable(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN');
}

/** A copy that can be read and not written: SQLite reads no file in WAL mode whose folder it may not write. */
function inMemory(path: string): Db {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new UserError(`${path} can't be read: its last changes are not in it yet, but in ${path}-wal`, {
      hint: 'use it once from where it may be written, or allow writing to its folder',
    });
  }
  let db: Db | undefined;
  try {
    const content = readFileSync(path);
    // These two bytes of the header say whether there is a WAL file beside it; in memory there is none.
    content.fill(1, 18, 20);
    db = openSqlite(content);
    assertOurs(db, path);
    migrateDatabase(db, path, { keepsCopy: false });
    db.pragma('query_only = ON');
    return db;
  } catch (error) {
    db?.close();
    throw toUserError(error, path, 'read');
  }
}

function createPrivately(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new UserError(`the database ${path} can't be created: ${reasonOf(error)}`, {
      hint: 'pass another place with --db, or set MEMORIES_DB',
      cause: error,
    });
  }
}

/** SQLite itself notices only at the first statement, with words that help nobody. */
function assertSqlite(path: string): void {
  const head = Buffer.alloc(16);
  let length: number;
  try {
    const file = openSync(path, 'r');
    length = readSync(file, head);
    closeSync(file);
  } catch (error) {
    throw toUserError(error, path, 'read');
  }
  if (length === 0 || head.toString('latin1') === 'SQLite format 3\0') return;
  throw new UserError(`${path} is not a database`, { hint: 'pass another one with --db, or set MEMORIES_DB' });
}

function assertOurs(db: Db, path: string): void {
  const version = versionOf(db);
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty && db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new UserError(`${path} is a database of another program`, {
      hint: 'pass another one with --db, or set MEMORIES_DB',
    });
  }
  if (version > MIGRATIONS.length) {
    throw new UserError(`${path} was made by a newer version of memories (database version ${version})`, {
      hint: 'update memories',
    });
  }
}

/** SQLite's and the system's errors in words; anything else as it is. */
export function toUserError(error: unknown, path: string, use: 'read' | 'written' = 'written'): unknown {
  const code = codeOf(error) ?? '';
  if (error instanceof UserError) return error;
  const because = (what: string, hint: string): UserError => new UserError(`${path} ${what}`, { hint, cause: error });
  // What other processes share beside the file has no room either.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC') {
    return because('could not grow: the disk is full', 'make room, then run the same command again');
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return because('is locked by another program', 'wait until it is done, then run the same command again');
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return because('is damaged', 'restore it from a backup, or move it away and import your archives again');
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return because(`can't be ${use}: ${reasonOf(error)}`, 'check its permissions and those of its folder');
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EISDIR' || code === 'ENOTDIR') {
    return because(`can't be opened: ${reasonOf(error)}`, 'check the path and its permissions');
  }
  if (code === 'ERR_FS_FILE_TOO_LARGE') {
    return because('is too large to be read where nothing can be written', 'allow writing to its folder');
  }
  if (code.startsWith('SQLITE_IOERR')) return because(`can't be read or written: ${reasonOf(error)}`, 'check the disk');
  return error;
}

export interface Library {
  readonly db: Db;
  readonly mediaFolder: string;
}

// Opens the file that holds everything: creates it for the user alone, migrates it, and rejects another program's.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { isOfAnotherUser } from '../platform/private-files.ts';
import { toUserError } from './database-errors.ts';
import { APPLICATION_ID, migrateDatabase, versionOf, type Migrated } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite, type Db } from './sqlite.ts';
import { SQLITE_HEAD } from '../platform/overwrite.ts';

export { toUserError };
export type { Db };

/** How long a statement waits for another process to finish writing, in milliseconds. */
const BUSY_TIMEOUT = 60_000;

/** How long to wait, in milliseconds, before saying so. */
const PATIENCE = 3000;

/** What the user may want to know while a database is being opened. */
export interface OpeningNotices {
  /** It was brought up to date. */
  readonly onMigrated?: (migrated: Migrated) => void;
  /** Another process has locked it, which can take up to a minute. */
  readonly onWaiting?: (path: string) => void;
}

interface OpenOptions extends OpeningNotices {
  readonly create: boolean;
}

/**
 * Opens the database. With `create`, a missing one is created (0600, in a folder 0700); without, null is returned for it, and
 * a read-only one is opened for reading. Throws a UserError for one that can't be opened, belongs to another
 * program, or was made by a newer version.
 */
export function openDatabase(path: string, options: OpenOptions & { readonly create: true }): Db;
export function openDatabase(path: string, options: OpenOptions): Db | null;
export function openDatabase(path: string, options: OpenOptions): Db | null {
  if (options.create) assertNotPrepared(path);
  if (!existsSync(path)) {
    if (!options.create) return null;
    createPrivately(path);
  }
  assertSqlite(path);
  let db: Db | undefined;
  try {
    db = openSqlite(path);
    waitUntilFree(db, path, options);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    const migrated = migrateDatabase(db, path, { keepsCopy: true });
    if (migrated) options.onMigrated?.(migrated);
    return db;
  } catch (error) {
    db?.close();
    if (!options.create && isUnwritable(error)) return inMemory(path, { migrates: true });
    throw toUserError(error, path);
  }
}

/** Throws a UserError for a database that isn't ours, and SQLite's error when it stays locked. */
function waitUntilFree(db: Db, path: string, { create, onWaiting }: OpenOptions): void {
  const use = (timeout: number): void => {
    db.pragma(`busy_timeout = ${timeout}`);
    assertOurs(db, path);
    if (create) db.exec('BEGIN IMMEDIATE; ROLLBACK');
  };
  try {
    use(PATIENCE);
  } catch (error) {
    if (codeOf(error)?.startsWith('SQLITE_BUSY') !== true) throw error;
    onWaiting?.(path);
    use(BUSY_TIMEOUT - PATIENCE);
  }
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
}

/**
 * Opens a database of any version for reading, even in a read-only folder. Throws a UserError as
 * `openDatabase` does.
 */
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
    if (isUnwritable(error)) return inMemory(path, { migrates: false });
    throw toUserError(error, path);
  }
}

function isUnwritable(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN');
}

/** A copy in memory to read from: SQLite can't open a file in WAL mode in a read-only folder. */
function inMemory(path: string, { migrates }: { readonly migrates: boolean }): Db {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new UserError(`${path} can't be read: its last changes are not in it yet, but in ${path}-wal`, {
      hint: 'use it once from where it may be written, or allow writing to its folder',
    });
  }
  let db: Db | undefined;
  try {
    const content = readFileSync(path);
    // These two bytes of the header say that there is a WAL file, which a database in memory can't have.
    content.fill(1, 18, 20);
    db = openSqlite(content);
    assertOurs(db, path);
    if (migrates) migrateDatabase(db, path, { keepsCopy: false });
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

/** Whoever owns an empty file can read all that goes into it. */
function assertNotPrepared(path: string): void {
  if (!isOfAnotherUser(path) || (existsSync(path) && statSync(path).size > 0)) return;
  throw new UserError(`another user has prepared ${path}, and could read what goes into it`, {
    hint: 'remove it, or pass a place in a folder of yours with --db',
  });
}

/** SQLite would notice only at the first statement, with an unhelpful message. */
function assertSqlite(path: string): void {
  const head = Buffer.alloc(16);
  let length: number;
  try {
    // Opening a pipe would block until something writes to it.
    const there = statSync(path);
    if (!there.isFile() && !there.isDirectory()) throw notADatabase(path);
    const file = openSync(path, 'r');
    length = readSync(file, head);
    closeSync(file);
  } catch (error) {
    throw toUserError(error, path, 'read');
  }
  if (length === 0 || head.toString('latin1') === SQLITE_HEAD) return;
  throw notADatabase(path);
}

function notADatabase(path: string): UserError {
  return new UserError(`${path} is not a database`, { hint: 'pass another one with --db, or set MEMORIES_DB' });
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

export interface Library {
  readonly db: Db;
  readonly mediaFolder: string;
}

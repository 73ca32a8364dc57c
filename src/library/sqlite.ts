// Opens SQLite files, ours or not. The one place that knows where SQLite itself is.

import Database, { type Statement } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { codeOf, messageOf, UserError } from '../platform/errors.ts';
import { PACKAGE, packageName } from '../platform/package.ts';

export type Db = Database.Database;

/**
 * Opens a file, or its content, as it is. Throws SQLite's own errors, and a UserError where its native part can't be loaded:
 * package managers may leave it unbuilt, and another Node.js needs another one.
 */
export function openSqlite(file: string | Buffer, options: Database.Options = {}): Db {
  try {
    return new Database(file, { ...nativePart(), ...options });
  } catch (error) {
    throw isNotLoadable(error) ? notLoadable(error) : error;
  }
}

function isNotLoadable(error: unknown): boolean {
  return codeOf(error) === 'ERR_DLOPEN_FAILED' || messageOf(error).startsWith('Could not locate the bindings file');
}

function notLoadable(error: unknown): UserError {
  const folder = PACKAGE.includes(' ') ? JSON.stringify(PACKAGE) : PACKAGE;
  return new UserError(`the database can't be opened: the native part of better-sqlite3 ${whyNotLoadable(error)}`, {
    hint: [
      'have it built, or install memories again with its install script allowed (pnpm: --allow-build=better-sqlite3):',
      `cd ${folder} && npm rebuild better-sqlite3`,
      `npm install -g --allow-scripts=better-sqlite3 ${packageName()}`,
    ].join('\n'),
    cause: error,
  });
}

function whyNotLoadable(error: unknown): string {
  const says = messageOf(error);
  if (codeOf(error) !== 'ERR_DLOPEN_FAILED') return "isn't built: its install script was not run";
  if (says.includes('NODE_MODULE_VERSION')) return `was built for another Node.js than this one (${process.version})`;
  return `can't be loaded: ${says.split('\n')[0] ?? ''}`;
}

const NATIVE_PART = 'better-sqlite3/build/Release/better_sqlite3.node';

/** Naming the place spares better-sqlite3 a search of 8 ms. If it isn't there, better-sqlite3 searches after all. */
function nativePart(): Database.Options {
  const usual = join(PACKAGE, 'node_modules', NATIVE_PART);
  if (existsSync(usual)) return { nativeBinding: usual };
  try {
    return { nativeBinding: createRequire(import.meta.filename).resolve(NATIVE_PART) };
  } catch {
    return {};
  }
}

const made = new WeakMap<Db, Map<string, Statement>>();

/** The prepared statement for this SQL, made once. Take its rows at once: it can't start again while it is iterated. */
export function statement<Parameters extends unknown[], Row>(db: Db, sql: string): Statement<Parameters, Row> {
  const ofDb = made.get(db) ?? new Map<string, Statement>();
  made.set(db, ofDb);
  const found = ofDb.get(sql) ?? db.prepare(sql);
  ofDb.set(sql, found);
  return found as Statement<Parameters, Row>;
}

/** For `IN (SELECT value FROM json_each(?))`. SQLite's JSON has whole numbers as large as ids. */
export function idList(ids: readonly string[]): string {
  return `[${ids.join(',')}]`;
}

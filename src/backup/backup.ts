// Use case: copy the database into a file that is complete or not there at all, and readable by its owner alone.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFile, syncFolder } from '../platform/atomic-write.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { isPartOfDatabase, isSameFile } from '../platform/overwrite.ts';
import type { Db } from '../library/database.ts';
import { postCount } from '../library/posts.ts';
import { openSqlite } from '../library/sqlite.ts';

export interface BackupJob {
  readonly databasePath: string;
  readonly configPath: string;
  /** A full path. */
  readonly file: string;
  /** Whether an existing file may be replaced. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** Gets how much of the copy is made, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/** Throws a UserError when the file exists or can't be written, or the copy is damaged. */
export async function backUpDatabase(db: Db, job: BackupJob): Promise<BackupResult> {
  await assertTargetFree(job);
  try {
    const copied = await makeFile(job.file, async (_file, unfinished) => {
      const result = await copyDatabase(db, unfinished, job);
      // Copying takes a while, in which the file may have been created.
      await assertTargetFree(job);
      job.signal.throwIfAborted();
      return result;
    });
    // A rename that isn't on the disk yet can be lost in a power cut.
    await syncFolder(dirname(job.file));
    return copied;
  } catch (error) {
    throw job.signal.aborted ? error : toUserError(error, job);
  }
}

async function assertTargetFree({ databasePath, configPath, file, force }: BackupJob): Promise<void> {
  if (await isPartOfDatabase(file))
    throw new UserError(`${file} is where a database keeps what was written last`, { hint: 'name another file' });
  if (!existsSync(file)) return;
  for (const [path, what] of [
    [databasePath, 'database'],
    [configPath, 'configuration'],
  ] as const) {
    if (await isSameFile(file, path))
      throw new UserError(`${file} is the ${what} itself`, { hint: 'name another file' });
  }
  if (!force)
    throw new UserError(`${file} is there already`, { hint: 'name another file, or replace it with --force' });
}

function reasonOfMissing(file: string, error: unknown): string {
  return existsSync(dirname(file)) ? reasonOf(error) : `there is no folder ${dirname(file)}`;
}

function toUserError(error: unknown, { file, databasePath }: BackupJob): unknown {
  const code = codeOf(error) ?? '';
  if (error instanceof UserError) return error;
  // SQLITE_ERROR: a table is missing.
  if (error instanceof DamagedCopyError || /^SQLITE_(CORRUPT|NOTADB|ERROR$)/.test(code)) {
    return new UserError(`the copy of ${databasePath} is damaged, and was not kept: ${reasonOf(error)}`, {
      hint: 'memories doctor says whether the database is',
      cause: error,
    });
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new UserError(`the disk is full: ${file} was not written`, {
      hint: 'make room, or name another disk',
      cause: error,
    });
  }
  if (!/^(E[A-Z0-9]+$|SQLITE_(IOERR|CANTOPEN|READONLY))/.test(code)) return error;
  const why = code === 'ENOENT' || code === 'SQLITE_CANTOPEN' ? reasonOfMissing(file, error) : reasonOf(error);
  return new UserError(`${file} can't be written: ${why}`, { hint: 'name another file', cause: error });
}

/** How many pages are copied between two looks at the signal: 20 MB. */
const PAGES = 5000;

export interface BackupResult {
  readonly bytes: number;
  readonly posts: number;
}

/**
 * Copies into a file, which may exist if it is empty, and checks the copy. Throws SQLite's errors, the reason of `signal`, or
 * a DamagedCopyError.
 */
async function copyDatabase(db: Db, file: string, { signal, onProgress }: BackupJob): Promise<BackupResult> {
  // Copy the state of this moment. Without a transaction, SQLite starts over whenever another process writes.
  db.exec('BEGIN');
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').get();
    await db.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        signal.throwIfAborted();
        onProgress?.(1 - remainingPages / Math.max(1, totalPages));
        return PAGES;
      },
    });
  } finally {
    db.exec('ROLLBACK');
  }
  return checkCopy(file);
}

/** The copy is damaged, and so the database or the disk is. */
class DamagedCopyError extends Error {}

function checkCopy(file: string): BackupResult {
  const copy = openSqlite(file);
  try {
    // As one file, which can be moved.
    copy.pragma('journal_mode = DELETE');
    const said = copy.pragma('integrity_check(1)', { simple: true });
    if (said !== 'ok') throw new DamagedCopyError(String(said));
    const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
    return { bytes: Number(copy.prepare(size).pluck().get()), posts: postCount(copy) };
  } finally {
    copy.close();
  }
}

// Use case: the database copied into a file, whole or not at all, and for its owner's eyes.

import { existsSync, realpathSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import type { Db } from '../library/database.ts';
import { postCount } from '../library/posts.ts';
import { openSqlite } from '../library/sqlite.ts';

export interface BackupJob {
  readonly databasePath: string;
  /** A full path. */
  readonly file: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
  readonly pid: number;
  readonly signal: AbortSignal;
}

/** Throws a UserError when the file is there, can't be written, or the copy is damaged. */
export async function backUpDatabase(db: Db, job: BackupJob): Promise<BackupResult> {
  assertTargetFree(job);
  const unfinished = join(dirname(job.file), `.${basename(job.file)}-${job.pid}.part`);
  try {
    await (await open(unfinished, 'w', 0o600)).close();
    const copied = await copyDatabase(db, unfinished, job.signal);
    await sync(unfinished);
    // The copy takes a while, in which somebody may have made the file.
    assertTargetFree(job);
    await rename(unfinished, job.file);
    await sync(dirname(job.file));
    return copied;
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(unfinished + suffix, { force: true });
    throw job.signal.aborted ? error : toUserError(error, job);
  }
}

function assertTargetFree({ databasePath, file, force }: BackupJob): void {
  if (!existsSync(file)) return;
  if (realpathSync(file) === realpathSync(databasePath)) {
    throw new UserError(`${file} is the database itself`, { hint: 'name another file' });
  }
  if (!force)
    throw new UserError(`${file} is there already`, { hint: 'name another file, or replace it with --force' });
}

/** What is renamed before it is on the disk can be gone after a power cut. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Windows knows no such thing for folders.
    if (codeOf(error) !== 'EPERM') throw error;
  } finally {
    await file.close();
  }
}

function toUserError(error: unknown, { file, databasePath }: BackupJob): unknown {
  const code = codeOf(error) ?? '';
  if (error instanceof UserError) return error;
  if (error instanceof DamagedCopyError || code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
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
  if (!/^(E[A-Z]+$|SQLITE_(IOERR|CANTOPEN|READONLY))/.test(code)) return error;
  return new UserError(`${file} can't be written: ${reasonOf(error)}`, { hint: 'name another file', cause: error });
}

/** Pages that are copied before signals are heard: 20 MB. */
const PAGES = 5000;

export interface BackupResult {
  readonly bytes: number;
  readonly posts: number;
}

/**
 * Copies into a file, which may be there but empty, and checks the copy. Throws what SQLite says, the reason of `signal`,
 * or DamagedCopy.
 */
export async function copyDatabase(db: Db, file: string, signal: AbortSignal): Promise<BackupResult> {
  // The moment whose state is copied: without this, whoever writes meanwhile makes SQLite begin again.
  db.exec('BEGIN');
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').get();
    await db.backup(file, {
      progress: () => {
        signal.throwIfAborted();
        return PAGES;
      },
    });
  } finally {
    db.exec('ROLLBACK');
  }
  return checkedCopy(file);
}

/** The copy is damaged: so is the database, or the disk. */
export class DamagedCopyError extends Error {}
function checkedCopy(file: string): BackupResult {
  const copy = openSqlite(file);
  try {
    // One file, for whoever carries it elsewhere.
    copy.pragma('journal_mode = DELETE');
    const said = copy.pragma('integrity_check(1)', { simple: true });
    if (said !== 'ok') throw new DamagedCopyError(String(said));
    const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
    return { bytes: Number(copy.prepare(size).pluck().get()), posts: postCount(copy) };
  } finally {
    copy.close();
  }
}

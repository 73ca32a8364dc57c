// Explains SQLite's errors: what is wrong with the database's file, and what to do.

import { codeOf, reasonOf, UserError } from '../platform/errors.ts';

/** Explains SQLite's and the system's errors; returns anything else as it is. */
export function toUserError(error: unknown, path: string, use: 'read' | 'written' = 'written'): unknown {
  const code = codeOf(error) ?? '';
  if (error instanceof UserError) return error;
  const because = (what: string, hint: string): UserError => new UserError(`${path} ${what}`, { hint, cause: error });
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return because('could not grow: the disk is full', 'make room, then run the same command again');
  }
  // SQLite's shared-memory file may have no room; SQLite doesn't say whether that is the cause.
  if (code === 'SQLITE_IOERR_SHMSIZE') {
    return because(
      `can't be used: ${path}-shm could not grow: the disk is full or reports an error`,
      'make room, or check the disk, then run the same command again',
    );
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return because('is locked by another program', 'wait until it is done, then run the same command again');
  }
  if (code.startsWith('SQLITE_PROTOCOL') || code.startsWith('SQLITE_IOERR_LOCK') || code === 'SQLITE_NOLFS') {
    return because(
      "can't be locked: its disk doesn't know how",
      'move it to a disk of this machine: network drives often lack that',
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return because(
      'is damaged, or could not be read whole',
      'try again, then memories doctor; if it stays so, restore it from a backup, or move it away and import your archives again',
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    const why = code.startsWith('SQLITE_READONLY') ? 'it is read-only' : reasonOf(error);
    return because(`can't be ${use}: ${why}`, 'check its permissions and those of its folder');
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EISDIR' || code === 'ENOTDIR') {
    return because(`can't be opened: ${reasonOf(error)}`, 'check the path and its permissions');
  }
  if (code === 'ERR_FS_FILE_TOO_LARGE') {
    return because('is too large to be read where nothing can be written', 'allow writing to its folder');
  }
  if (code.startsWith('SQLITE_IOERR')) return because(`can't be read or written: ${reasonOf(error)}`, 'check the disk');
  if (/^E[A-Z0-9]+$/.test(code))
    return because(`can't be ${use}: ${reasonOf(error)}`, 'try again; if it stays so, check the disk');
  return error;
}

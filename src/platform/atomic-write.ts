// Writes files and folders completely or not at all: under a temporary name beside the final one, and then renamed.
// Everything this program keeps is written here.

import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open, readlink, realpath, rename, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './errors.ts';
import { cleanUp, discard, forget, temporaryBeside } from './temporary.ts';

/** A file's owner, group and permissions. */
export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file in place of what is there, with this mode; given an `Ownership`, it also keeps owner and group as far as the
 * system allows. Throws the system's errors.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Buffer,
  access: number | Ownership,
): Promise<void> {
  await makeFile(path, async (file) => {
    await file.writeFile(content);
    if (typeof access !== 'number') await takeOver(file, access);
    await file.chmod(typeof access === 'number' ? access : access.mode);
  });
}

/**
 * Lets `make` fill a new file (0600) and then puts it in place of what is there. Also removes what killed processes left in
 * the folder. Throws what `make` throws, and the system's errors; then everything is as it was.
 */
export async function makeFile<Made>(
  path: string,
  make: (file: FileHandle, temporary: string) => Promise<Made>,
): Promise<Made> {
  const temporary = temporaryBeside(path);
  try {
    const made = await fill(temporary, make);
    await moveIntoPlace(temporary, path);
    return made;
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

async function fill<Made>(
  temporary: string,
  make: (file: FileHandle, temporary: string) => Promise<Made>,
): Promise<Made> {
  // `x`: never write into a file or link that somebody else has put there.
  const file = await open(temporary, 'wx', 0o600);
  try {
    cleanUp(dirname(temporary), (await file.stat()).mtimeMs);
    const made = await make(file, temporary);
    await file.sync();
    return made;
  } finally {
    await file.close();
  }
}

async function takeOver(file: FileHandle, { uid, gid }: Ownership): Promise<void> {
  const own = await file.stat();
  if (own.uid === uid && own.gid === gid) return;
  // Only root can give files away, but everyone can keep a group that they belong to.
  await file.chown(uid, gid).catch(() => file.chown(own.uid, gid).catch(() => undefined));
}

/** Renames what is finished to its final name, replacing a file that is there. */
export async function moveIntoPlace(temporary: string, path: string): Promise<void> {
  await renameWithRetry(temporary, path);
  forget(temporary);
}

/** In milliseconds; together about three seconds. */
const PAUSES: readonly number[] = [10, 20, 50, 100, 200, 400, 800, 1400];

/** Windows doesn't rename a file that a scanner, an indexer or the Explorer has open, usually for a moment only. */
function isHeld(error: unknown, platform: string): boolean {
  return platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
}

/** Renames, and waits up to three seconds for programs that have the file open. Throws the system's errors. */
export async function renameWithRetry(
  from: string,
  to: string,
  { platform = process.platform, move = rename }: { readonly platform?: string; readonly move?: typeof rename } = {},
): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await move(from, to);
      return;
    } catch (error) {
      if (!isHeld(error, platform)) throw error;
      await wait(pause);
    }
  }
  await move(from, to);
}

/** Like `renameWithRetry`, for callers that must not yield. */
export function renameWithRetrySync(
  from: string,
  to: string,
  {
    platform = process.platform,
    move = renameSync,
  }: { readonly platform?: string; readonly move?: typeof renameSync } = {},
): void {
  for (const pause of PAUSES) {
    try {
      move(from, to);
      return;
    } catch (error) {
      if (!isHeld(error, platform)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  move(from, to);
}

/** Like `makeFile`, for callers that hold a lock and must not yield. `make` gets the path of a new, empty file (0600). */
export function makeFileSync(path: string, make: (temporary: string) => void): void {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      cleanUp(dirname(temporary));
      make(temporary);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameWithRetrySync(temporary, path);
    forget(temporary);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/** Flushes a folder's entries to the disk, so that a rename survives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  try {
    await folder?.sync();
  } catch {
    // Windows and some network drives don't support this.
  } finally {
    await folder?.close();
  }
}

/** The file that a path leads to through links, also if that file doesn't exist yet. */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const next = await readlink(path).catch(() => null);
    return next === null ? path : await targetOf(resolve(dirname(path), next));
  }
}

/** Null if there is no file. Throws the system's errors. */
export async function ownershipOf(path: string): Promise<Ownership | null> {
  try {
    const { mode, uid, gid } = await stat(path);
    return { mode: mode & 0o777, uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

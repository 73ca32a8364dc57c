// A file or folder is there whole or not at all: it is made under a temporary name beside its own, and then renamed.
// Everything that this program writes for good is written here.

import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open, readlink, realpath, rename, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './errors.ts';
import { cleanUp, discard, forget, temporaryBeside } from './temporary.ts';

/** Whose a file is, and who may do what with it. */
export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file over what is there, with this mode; of `Ownership` owner and group are kept as far as the system lets
 * us. Throws the system's errors.
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
 * Has `make` fill a new file (0600), then puts it in the place of what is there. What killed programs left in the folder
 * is removed. Throws what `make` throws, and the system's errors; then everything is as it was.
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
  // Never what somebody else has put there, nor what a link of theirs leads to.
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
  // Only root gives files away; a group that one belongs to can be kept by anybody.
  await file.chown(uid, gid).catch(() => file.chown(own.uid, gid).catch(() => undefined));
}

/** Puts what is finished in its place, over a file that is there. */
export async function moveIntoPlace(temporary: string, path: string): Promise<void> {
  await renameWithRetry(temporary, path);
  forget(temporary);
}

/** In milliseconds; together about three seconds. */
const PAUSES: readonly number[] = [10, 20, 50, 100, 200, 400, 800, 1400];

/** Windows refuses to rename what a scanner, an indexer or the Explorer has open, which is mostly over at once. */
function isHeld(error: unknown, platform: string): boolean {
  return platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
}

/** Renames, and waits up to three seconds for programs that hold the file. Throws the system's errors. */
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

function renameWithRetrySync(from: string, to: string): void {
  for (const pause of PAUSES) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isHeld(error, process.platform)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  renameSync(from, to);
}

/** For who holds a lock and can't wait for others: has `make` write into a new, empty file (0600) beside its place. */
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

/** Has the system write to its disk which names a folder has: what was renamed is then there after a power cut too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  try {
    await folder?.sync();
  } catch {
    // Windows and some network drives know no such thing.
  } finally {
    await folder?.close();
  }
}

/** The file that a path means: what its links lead to, also when there is nothing yet. */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const next = await readlink(path).catch(() => null);
    return next === null ? path : await targetOf(resolve(dirname(path), next));
  }
}

/** Null when there is nothing. Throws the system's errors. */
export async function ownershipOf(path: string): Promise<Ownership | null> {
  try {
    const { mode, uid, gid } = await stat(path);
    return { mode: mode & 0o777, uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

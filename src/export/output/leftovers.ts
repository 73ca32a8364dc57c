// What an export is called until it is whole, and what is left under such names by exports that were killed.

import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../platform/errors.ts';
import { isAlive } from '../../platform/process.ts';

/** A name that no listing shows and no reader takes for the export. */
export function unfinishedBeside(path: string, pid: number): string {
  return join(dirname(path), `.${basename(path)}.${pid}.part`);
}

/** Where the folder that is replaced stands until the new one has its name. */
export function replacedBeside(path: string, pid: number): string {
  return `${unfinishedBeside(path, pid)}.before`;
}

/**
 * Removes what exports to this path left that were killed; only names that are exactly theirs, and only of processes
 * that no longer run. A folder that one of them was about to replace gets its name back. `pid` is this process, which
 * has not begun yet. Throws the system's errors.
 */
export async function removeLeftovers(path: string, pid: number): Promise<void> {
  const folder = dirname(path);
  const names = await namesIn(folder);
  let isThere = names.includes(basename(path));
  for (const name of names) {
    const owner = ownerOf(name, basename(path));
    if (owner === null || (owner !== pid && isAlive(owner))) continue;
    const place = join(folder, name);
    if (place !== replacedBeside(path, owner) || isThere) await rm(place, { recursive: true, force: true });
    else {
      await rename(place, path);
      isThere = true;
    }
  }
}

/** The process that gave an unfinished export its name; null for any other name. */
function ownerOf(name: string, target: string): number | null {
  const start = `.${target}.`;
  const [, pid] =
    (name.startsWith(start) && /^([1-9]\d{0,9})\.part(?:\.before)?$/.exec(name.slice(start.length))) || [];
  return pid === undefined ? null : Number(pid);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // There may be no such folder, and whoever may write there may not always list it.
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
}

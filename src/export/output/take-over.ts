// Whether a file of an earlier export will do, and how it gets into the new one.

import { chmodSync, constants, copyFileSync, linkSync, statSync, utimesSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { codeOf } from '../../platform/errors.ts';

/** Takes a file over with its time and permissions, as a link, which needs neither time nor room; some disks have none. */
export function takeOver(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    const { atime, mtime, mode } = statSync(from);
    utimesSync(to, atime, mtime);
    chmodSync(to, mode);
  }
}

export async function hasSizeOf(file: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([file, other].map((path) => stat(path).catch(() => null)));
  return one?.size !== undefined && one.size === two?.size;
}

export async function isOlder(file: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([file, other].map((path) => stat(path).catch(() => null)));
  return one != null && two != null && one.mtimeMs <= two.mtimeMs;
}

// Small disks in memory, which can be full or read-only, where the machine lets a test mount them.

import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { afterFile } from '../support/after-file.ts';
import { tempFolder } from '../support/temp.ts';

/** Why there can be no such disks; null when there can. */
export function whyNoDisks(): string | null {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  try {
    mountDisk(1_000_000);
    return null;
  } catch {
    return 'mounting is not allowed';
  }
}

/** An empty disk of so many bytes; gives its folder. */
export function mountDisk(bytes: number): string {
  const folder = tempFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  afterFile(() => execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Gives a disk so many bytes beyond what it holds. */
export function leaveFree(folder: string, bytes: number): void {
  const { blocks, bfree, bsize } = statfsSync(folder);
  remount(folder, `size=${(blocks - bfree) * bsize + bytes}`);
}

export function remount(folder: string, options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, folder]);
}

// Small disks in memory, which can be full or read-only, where the machine lets a test mount them.

import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { afterAll } from 'vitest';
import { tempFolder } from '../support/temp.ts';

const mounted = new Set<string>();

// Before the folders are removed: vitest runs these in the order in which they were added, the last first.
afterAll(() => {
  for (const folder of mounted) execFileSync('umount', ['-l', folder]);
  mounted.clear();
});

/** Why there can be no such disks; null when there can. */
export function whyNoDisks(): string | null {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  try {
    execFileSync('umount', [mountDisk(1_000_000)], { stdio: 'ignore' });
    mounted.clear();
    return null;
  } catch {
    return 'mounting is not allowed';
  }
}

/** An empty disk of so many bytes; gives its folder. */
export function mountDisk(bytes: number): string {
  const folder = tempFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  mounted.add(folder);
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

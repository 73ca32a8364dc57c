// Archives that a person may mean who names none: what lies in Downloads and in the current folder.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openArchive } from './archive/archive.ts';

export interface FoundArchive {
  readonly path: string;
  /** In bytes; null for a folder. */
  readonly size: number | null;
  /** Last change, in milliseconds since 1970 UTC. */
  readonly modifiedAt: number;
}

/** Looks no further than this into a folder full of zips. */
const MOST = 500;

/** The archives that stand directly in the folders, newest first. Folders that can't be read have none. */
export async function findArchives(folders: readonly string[]): Promise<FoundArchive[]> {
  const candidates = (await Promise.all([...new Set(folders)].map(candidatesIn))).flat();
  candidates.sort((a, b) => b.modifiedAt - a.modifiedAt);
  const found: FoundArchive[] = [];
  for (const candidate of candidates.slice(0, MOST)) {
    if (await isArchive(candidate.path)) found.push(candidate);
  }
  return found;
}

async function candidatesIn(folder: string): Promise<FoundArchive[]> {
  const names = await readdir(folder).catch(() => []);
  const found: FoundArchive[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const about = await stat(path).catch(() => null);
    const isZip = about?.isFile() === true && /\.zip$/i.test(name);
    const isFolder = about?.isDirectory() === true && /^twitter-|archive|tweet/i.test(name);
    if (isZip || isFolder) found.push({ path, size: isZip ? about.size : null, modifiedAt: about.mtimeMs });
  }
  return found;
}

async function isArchive(path: string): Promise<boolean> {
  try {
    await using archive = await openArchive([path]);
    return archive.entries.size > 0;
  } catch {
    return false;
  }
}

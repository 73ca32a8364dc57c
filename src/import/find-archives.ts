// Archives that a person may mean who names none: what lies in Downloads and in the current folder.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openArchive } from '../archive/archive.ts';
import { IncompleteZipError } from '../archive/files/zip.ts';
import { groupByArchive } from '../archive/parts.ts';

export interface FoundArchive {
  /** One path, or those of the archive's parts. */
  readonly paths: readonly string[];
  /** In bytes, of all parts; null for a folder. */
  readonly size: number | null;
  /** The last change of any part, in milliseconds since 1970 UTC. */
  readonly modifiedAt: number;
}

interface Candidate {
  readonly path: string;
  readonly size: number | null;
  readonly modifiedAt: number;
}

/** Folders that are looked into where nobody has named them. */
const LIKE_A_FOLDER = /^twitter-|archive|tweet/i;
const ANY_NAME = /^[^.]/;
/** A file that is an archive by itself. */
const WHOLE = /\.car$/i;

/** Looks no further than this into a folder full of zips. */
const MOST = 500;

/** The archives that stand directly in the folders, newest first. Folders that can't be read have none. @param areNamed by somebody, who means whatever is there */
export async function findArchives(folders: readonly string[], areNamed = false): Promise<FoundArchive[]> {
  const candidates = (await Promise.all([...new Set(folders)].map((folder) => candidatesIn(folder, areNamed)))).flat();
  const archives = groupParts(candidates).sort((a, b) => b.modifiedAt - a.modifiedAt);
  const found: FoundArchive[] = [];
  for (const archive of archives.slice(0, MOST)) {
    if (await isArchive(archive.paths)) found.push(archive);
  }
  return found;
}

/** Treats the parts of an archive as one, since most of them have no posts. */
function groupParts(candidates: readonly Candidate[]): FoundArchive[] {
  const byPath = new Map(candidates.map((candidate) => [candidate.path, candidate]));
  return groupByArchive([...byPath.keys()].sort(byNumber)).map((paths) => {
    const parts = paths.flatMap((path) => byPath.get(path) ?? []);
    const sizes = parts.map(({ size }) => size);
    return {
      paths,
      size: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      modifiedAt: Math.max(...parts.map(({ modifiedAt }) => modifiedAt)),
    };
  });
}

/** `…-part2.zip` before `…-part10.zip`. */
function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/**
 * The paths, with the archives that stand in a folder in place of the folder, the oldest first, and its half downloads, which
 * can't be read and are reported like that. A folder that is an archive itself, or has none, stays.
 */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
    const inside = isFolder ? await archivesInPlaceOf(path) : [];
    expanded.push(...(inside.length > 0 ? inside : [path]));
  }
  return expanded;
}

/** None for a folder that is an archive itself. */
async function archivesInPlaceOf(folder: string): Promise<string[]> {
  const isArchive = (await rootWithin(folder)) === '';
  // What makes it one may be a file that is an archive by itself, beside others.
  if (isArchive && !(await readdir(folder)).some((name) => WHOLE.test(name))) return [];
  const inside = await archivesIn(folder);
  return isArchive && !areSeveralWholes(inside) ? [] : inside;
}

/** Files that are archives by themselves make a folder none. */
function areSeveralWholes(paths: readonly string[]): boolean {
  return paths.length > 1 && paths.some((path) => WHOLE.test(path));
}

async function archivesIn(folder: string): Promise<string[]> {
  const found = await findArchives([folder], true);
  const unfinished = await findUnfinished([folder], /\.zip\b|twitter|tweet|archive/i);
  return [...found.reverse().flatMap(({ paths }) => paths), ...unfinished];
}

/** As browsers call what is still coming, or stopped coming. */
const DOWNLOADING = /\.(?:crdownload|part|partial|download|opdownload)$/i;
const LIKE_AN_ARCHIVE = /twitter|tweet|archive/i;

/** Downloads of archives that are not whole, by their paths. */
export async function findUnfinished(folders: readonly string[], likely = LIKE_AN_ARCHIVE): Promise<string[]> {
  const found: string[] = [];
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => likely.test(one)).sort()) {
      const path = join(folder, name);
      if (DOWNLOADING.test(name) || (/\.zip$/i.test(name) && (await isCutOff(path)))) found.push(path);
    }
  }
  return found;
}

async function isCutOff(path: string): Promise<boolean> {
  try {
    await (await openArchive([path]))[Symbol.asyncDispose]();
    return false;
  } catch (error) {
    return error instanceof IncompleteZipError;
  }
}

async function candidatesIn(folder: string, isNamed: boolean): Promise<Candidate[]> {
  const names = await readdir(folder).catch(() => []);
  const found: Candidate[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const about = await stat(path).catch(() => null);
    // To see what is in a tar.gz, all of it must be unpacked: in Downloads only what is called like an archive is worth that.
    const isLikely = isNamed || LIKE_AN_ARCHIVE.test(name);
    const isPacked = /\.zip$/i.test(name) || WHOLE.test(name) || (/\.(?:tar|tgz|tar\.gz)$/i.test(name) && isLikely);
    const isZip = about?.isFile() === true && isPacked;
    const isFolder = about?.isDirectory() === true && (isNamed ? ANY_NAME : LIKE_A_FOLDER).test(name);
    if (isZip || isFolder) found.push({ path, size: isZip ? about.size : null, modifiedAt: about.mtimeMs });
  }
  return found;
}

async function isArchive(paths: readonly string[]): Promise<boolean> {
  try {
    await using archive = await openArchive(paths);
    return archive.entries.size > 0;
  } catch {
    return false;
  }
}

/** Where in a folder there is an archive; null for none, or several. */
async function rootWithin(folder: string): Promise<string | null> {
  try {
    await using archive = await openArchive([folder]);
    return archive.parts[0]?.root ?? null;
  } catch {
    return null;
  }
}

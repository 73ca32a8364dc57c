// An archive is a set of named files, whether it is the file as the network made it, one that somebody packed again, or a
// folder. Paths are relative to the place where the post files (or `data/`) stand.

import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import type { Container, Entry, FileSet } from './files/container.ts';
import { openFile, openFolder, readStart } from './files/folder.ts';
import { assertHasPosts, otherRoots, pathInArchive, rootsOf } from './root.ts';
import { ARCHIVES } from './formats.ts';
import { openTar, tarKind } from './files/tar.ts';
import { IncompleteZipError, openZip } from './files/zip.ts';

/** One of the zips or folders that an archive came in. */
export interface ArchivePart extends FileSet {
  /** As it was given on the command line. */
  readonly path: string;
  /** Paths of files that it has twice, with different contents. */
  readonly ambiguous: readonly string[];
  /** What is wrong with it, such as `ends too early`; null if nothing is known to be. */
  readonly damage: string | null;
  /** Where inside it the archive is: empty, or a folder with `/` at its end. */
  readonly root: string;
  /** Folders inside it that hold other archives. */
  readonly others: readonly string[];
}

export interface Archive extends FileSet, AsyncDisposable {
  /** The file's or folder's own name, without its path. */
  readonly name: string;
  readonly parts: readonly ArchivePart[];
}

/**
 * Opens a zip or folder, or several that are parts of one archive. Throws a UserError when a path can't be read, is
 * neither, or no part holds posts; the message then says what it seems to be instead.
 */
export async function openArchive(paths: readonly string[], signal?: AbortSignal): Promise<Archive> {
  const containers: Container[] = [];
  const close = async (): Promise<void> => {
    for (const container of containers) await container[Symbol.asyncDispose]();
  };
  try {
    for (const path of paths) containers.push(await openContainer(path, signal));
    const parts = partsOf(paths, containers);
    const entries = new Map(parts.flatMap((part) => [...part.entries]));
    assertHasPosts([...entries.keys()], paths.join(', '));
    return { name: paths.map((path) => basename(path)).join(', '), entries, parts, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw incompleteError(paths, containers) ?? error;
  }
}

/** What an archive without posts lacks may be in what is missing of it. */
function incompleteError(paths: readonly string[], containers: readonly Container[]): UserError | null {
  const index = containers.findIndex(({ damage }) => damage !== undefined);
  const damage = containers[index]?.damage;
  if (damage === undefined) return null;
  return new IncompleteZipError(`${paths[index] ?? ''} ${damage}, and what is left of it has no posts`, {
    hint: 'download the archive again; an interrupted download looks like this',
  });
}

function partsOf(paths: readonly string[], containers: readonly Container[]): ArchivePart[] {
  const listed = containers.map(({ entries }) => [...entries.keys()]);
  const roots = rootsOf(paths.map((path, index) => ({ path, files: listed[index] ?? [] })));
  return containers.map((container, index) => {
    const root = roots[index] ?? '';
    const inArchive = (name: string): string[] =>
      name.startsWith(root) ? [pathInArchive(name.slice(root.length))] : [];
    return {
      path: paths[index] ?? '',
      entries: new Map(
        [...container.entries].flatMap(([name, entry]) =>
          inArchive(name).map((path): [string, Entry] => [path, entry]),
        ),
      ),
      ambiguous: (container.ambiguous ?? []).flatMap(inArchive),
      damage: container.damage ?? null,
      root,
      others: otherRoots(listed[index] ?? [], root),
    };
  });
}

async function openContainer(path: string, signal: AbortSignal | undefined): Promise<Container> {
  try {
    const found = await stat(path);
    // Opening a pipe would block until something writes to it.
    if (!found.isDirectory() && !found.isFile()) {
      throw new UserError(`${path} is neither a file nor a folder`, {
        hint: 'pass the zip, or the folder it unpacks to',
      });
    }
    if (found.isDirectory()) return await openFolder(path);
    const beside = ARCHIVES.find(({ isPostFile }) => isPostFile(basename(path)))?.isBesidePosts;
    if (beside) return await openFolder(dirname(path), beside);
    const whole = await nameOfWhole(path);
    if (whole !== null) return await openFile(path, whole);
    const tar = await tarKind(path);
    return tar === null ? await openZip(path) : await openTar(path, tar, signal);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') {
      throw new UserError(`there is no file or folder ${path}`, {
        hint: 'check the path; a name with spaces needs quotes',
        cause: error,
      });
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UserError(`${path} may not be read`, { hint: 'check its permissions', cause: error });
    }
    throw new UserError(`${path} can't be read: ${reasonOf(error)}`, { hint: 'check the path', cause: error });
  }
}

/** The name that a file has in its archive if it is a whole one by itself; null for a zip. */
async function nameOfWhole(path: string): Promise<string | null> {
  const start = await readStart(path, 64);
  const names = ARCHIVES.map((archives) => archives.nameOfWhole?.(basename(path), start) ?? null);
  return names.find((name) => name !== null) ?? null;
}

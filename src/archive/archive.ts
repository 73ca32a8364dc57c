// An archive is a set of named files, whether it is the zip as Twitter made it, one that somebody packed again, or a
// folder. Paths are relative to the place where the post files (or `data/`) stand.

import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import type { Container, Entry } from './container.ts';
import { openFolder } from './folder.ts';
import { assertHasPosts, archiveRoot } from './root.ts';
import { openZip } from './zip.ts';

export interface Archive extends AsyncDisposable {
  /** The file's or folder's own name, without its path. */
  readonly name: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

/**
 * Opens a zip or folder, or several that are parts of one archive. Throws a UserError when a path can't be read, is
 * neither, or no part holds posts; the message then says what it seems to be instead.
 */
export async function openArchive(paths: readonly string[]): Promise<Archive> {
  const containers: Container[] = [];
  const close = async (): Promise<void> => {
    for (const container of containers) await container[Symbol.asyncDispose]();
  };
  try {
    const entries = new Map<string, Entry>();
    for (const path of paths) {
      const container = await openContainer(path);
      containers.push(container);
      const root = archiveRoot([...container.entries.keys()], path, paths.length > 1);
      for (const [name, entry] of container.entries) {
        if (name.startsWith(root)) entries.set(inData(name.slice(root.length)), entry);
      }
    }
    assertHasPosts([...entries.keys()], paths.join(', '));
    return { name: paths.map((path) => basename(path)).join(', '), entries, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of the oldest kind somebody may pass the `data` folder itself; since 2018 nothing in it is called so. */
function inData(path: string): string {
  return path.startsWith('js/') ? `data/${path}` : path;
}

/** Groups the paths of an archive that came in parts: `twitter-…-part1.zip`, `twitter-…-part2.zip`. Each counts once. */
export function groupByArchive(paths: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  const places = paths.map((path) => resolve(path));
  for (const path of paths.filter((_, index) => places.indexOf(places[index] ?? '') === index)) {
    const key = path.replace(/\/+$/, '').replace(/-part\d+(\.zip)?$/i, '');
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups.values()];
}

async function openContainer(path: string): Promise<Container> {
  try {
    const found = await stat(path);
    // To open a pipe is to wait for somebody who writes into it.
    if (!found.isDirectory() && !found.isFile()) {
      throw new UserError(`${path} is neither a file nor a folder`, {
        hint: 'pass the zip, or the folder it unpacks to',
      });
    }
    return found.isDirectory() ? await openFolder(path) : await openZip(path);
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

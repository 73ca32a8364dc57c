// An export that is a folder: there whole or not at all. What somebody else put into one is never removed with it, and
// what somebody edited is kept.

import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { moveIntoPlace, renameWithRetry } from '../../platform/atomic-write.ts';
import { codeOf, reasonOf } from '../../platform/errors.ts';
import { cleanUp, discard, replacedBeside, temporaryBeside } from '../../platform/temporary.ts';
import { changedSince, editedIn, keepEdited, MANIFEST, readManifest, type KeptFile } from './manifest.ts';
import type { FolderOut } from './output.ts';
import { placeOfFolder, replaceableFolder, withReadableErrors, type Target } from './target.ts';
import { UnfinishedFolder } from './unfinished-folder.ts';

/** What became of the folder that was there. */
export interface ReplacedFolder {
  readonly kept: readonly KeptFile[];
  /** Where the rest of it is, and why, if it could not be removed. */
  readonly left: { readonly path: string; readonly why: string } | null;
}

/** Makes the folder with what `use` puts into it. Throws a UserError when it is there already or can't be written. */
export async function withNewFolder(target: Target, use: (out: FolderOut) => Promise<void>): Promise<ReplacedFolder> {
  // What it was before an export that was killed decides whether it may be replaced.
  cleanUp(dirname(await placeOfFolder(target)));
  const path = await replaceableFolder(target, filesOfExport);
  const unfinished = temporaryBeside(path);
  try {
    await withReadableErrors(target.path, () => mkdir(unfinished, { mode: 0o700 }));
    const folder = new UnfinishedFolder(unfinished, target.path);
    await use(folder);
    folder.end();
    await replaceableFolder(target, filesOfExport);
    return await withReadableErrors(target.path, async () => {
      const kept = await keepEdited(path, unfinished);
      return { kept, left: await replaceFolder(unfinished, path) };
    });
  } catch (error) {
    discard(unfinished);
    throw error;
  }
}

/**
 * Makes the folder anew where it is an export, and returns how many files are not as they were. The others keep their times, and
 * are not written again; if all are the same nothing is replaced. Permissions stay, so that a web server can still read it. Throws
 * a UserError when it can't be written.
 */
export async function withRefreshedFolder(target: Target, use: (out: FolderOut) => Promise<void>): Promise<number> {
  cleanUp(dirname(await placeOfFolder(target)));
  const path = await replaceableFolder(target, filesOfExport);
  const unfinished = temporaryBeside(path);
  try {
    await withReadableErrors(target.path, () => mkdir(unfinished, { mode: 0o700 }));
    const began = (await stat(unfinished)).mtimeMs;
    const before = await readManifest(path);
    const edited = await withReadableErrors(target.path, () => editedIn(path, before));
    const manifest = new Map([...before].filter(([name, digest]) => digest !== '' && !edited.includes(name)));
    const folder = new UnfinishedFolder(unfinished, target.path, { folder: path, manifest });
    await use(folder);
    folder.end();
    await replaceableFolder(target, filesOfExport);
    return await withReadableErrors(target.path, async () => {
      const made = await readManifest(unfinished);
      const gone = [...before.keys()].filter((name) => !made.has(name));
      const fresh = [...folder.fresh].filter((name) => name !== MANIFEST);
      if (fresh.length + gone.length === 0) {
        // Only the list is new: its time says when all was found to be the same.
        const [list, place] = [unfinished, path].map((folder) => join(folder, MANIFEST)) as [string, string];
        await chmod(list, (await stat(place)).mode & 0o777);
        await renameWithRetry(list, place);
        discard(unfinished);
        return 0;
      }
      await keepAccess(path, unfinished, folder);
      const candidates = new Set([...edited, ...(await changedSince(path, [...before.keys()], began))]);
      await keepEdited(path, unfinished, [...candidates]);
      await replaceFolder(unfinished, path);
      return fresh.length + gone.length;
    });
  } catch (error) {
    discard(unfinished);
    throw error;
  }
}

/** New files and folders get the permissions of those before them, or of the list and the folder itself. */
async function keepAccess(before: string, made: string, { fresh, madeFolders }: UnfinishedFolder): Promise<void> {
  const modeOf = async (path: string): Promise<number | null> =>
    await stat(path).then(
      ({ mode }) => mode & 0o777,
      () => null,
    );
  const [ofFiles, ofFolders] = [await modeOf(join(before, MANIFEST)), await modeOf(before)];
  if (ofFiles === null || ofFolders === null) return;
  for (const name of fresh) await chmod(join(made, name), (await modeOf(join(before, name))) ?? ofFiles);
  const folders = [...new Set([made, ...madeFolders])];
  for (const folder of folders) {
    await chmod(folder, (await modeOf(join(before, relative(made, folder)))) ?? ofFolders);
  }
}

/** Throws a UserError when there is something that is no export of ours. */
export async function assertRefreshable(target: Target): Promise<void> {
  await replaceableFolder(target, filesOfExport);
}

async function filesOfExport(folder: string): Promise<ReadonlySet<string>> {
  return new Set([MANIFEST, ...(await readManifest(folder)).keys()]);
}

/** Removes what was there only when the new one stands. An error of that is not one of the export. */
async function replaceFolder(unfinished: string, path: string): Promise<ReplacedFolder['left']> {
  const before = replacedBeside(unfinished);
  const isThere = await renameWithRetry(path, before).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await moveIntoPlace(unfinished, path);
  } catch (error) {
    if (isThere) await renameWithRetry(before, path);
    throw error;
  }
  // Windows removes no file that another program has open, usually for a moment only.
  return await rm(before, { recursive: true, force: true, maxRetries: 5 }).then(
    () => null,
    (error: unknown) => ({ path: before, why: reasonOf(error) }),
  );
}

// An export that is a folder: there whole or not at all. What somebody else put into one is never removed with it, and
// what somebody edited is kept.

import { appendFileSync, constants, mkdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { Hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { moveIntoPlace, renameWithRetry } from '../../platform/atomic-write.ts';
import { codeOf, reasonOf } from '../../platform/errors.ts';
import { cleanUp, discard, replacedBeside, temporaryBeside } from '../../platform/temporary.ts';
import { sizedPhoto } from '../../views/photos.ts';
import { digestOf, keepEdited, MANIFEST, manifestLine, newDigest, readManifest, type KeptFile } from './manifest.ts';
import { buffered, type FolderOut, type ScaledCopy } from './output.ts';
import { placeOfFolder, replaceableFolder, withReadableErrors, type Target } from './target.ts';

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
    await folder.end();
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
    if (isThere) await rename(before, path);
    throw error;
  }
  return await rm(before, { recursive: true, force: true }).then(
    () => null,
    (error: unknown) => ({ path: before, why: reasonOf(error) }),
  );
}

/**
 * What is in the making. A file's pieces are gathered as long as no other file's come. Text is written at once, without
 * leaving it to another thread: for the many small files of a site that would take ten times as long.
 */
class UnfinishedFolder implements FolderOut {
  readonly #folder: string;
  /** For people. */
  readonly #target: string;
  readonly #madeFolders = new Set<string>();
  /** The digests of those that are added to; the others may be a million, and are known to the manifest alone. */
  readonly #growing = new Map<string, Hash>();
  readonly #manifest = buffered((lines) => this.#write(MANIFEST, lines));
  #last = { path: '', out: buffered(() => Promise.resolve()) };

  constructor(folder: string, target: string) {
    this.#folder = folder;
    this.#target = target;
  }

  async append(path: string, content: string): Promise<void> {
    if (this.#last.path !== path) {
      await this.#last.out.flush();
      const digest = this.#growing.get(path) ?? newDigest();
      this.#growing.set(path, digest);
      const add = async (text: string): Promise<void> => {
        digest.update(text);
        await this.#write(path, text);
      };
      this.#last = { path, out: buffered(add) };
    }
    await this.#last.out.write(content);
  }

  async put(path: string, content: string | Uint8Array): Promise<void> {
    await this.#note(path, newDigest().update(content).digest('hex'));
    await this.#write(path, content);
  }

  async copy(from: string, path: string): Promise<boolean> {
    const copied = async (place: string): Promise<void> => {
      await copyFile(from, place, constants.COPYFILE_EXCL);
      await chmod(place, 0o600);
    };
    return (await this.#made(path, copied)) !== 'gone';
  }

  async shrink(from: string, path: string, maxWidth: number): Promise<ScaledCopy | null> {
    const sized = await sizedPhoto(from, maxWidth);
    if (sized === null || sized.scaled === null) return sized && { ...sized, path: null };
    const { data, mimeType, width, height } = sized.scaled;
    const name = `${path}.${mimeType === 'image/png' ? 'png' : 'jpg'}`;
    if ((await this.#made(name, (place) => writeFile(place, data, { mode: 0o600, flag: 'wx' }))) === 'gone')
      return null;
    return { path: name, width, height };
  }

  /** Writes what is still gathered, and the rest of the manifest. */
  async end(): Promise<void> {
    await this.#last.out.flush();
    for (const [path, digest] of this.#growing) await this.#note(path, digest.digest('hex'));
    await this.#manifest.flush();
  }

  /** Makes a file that may be there already; there may also be nothing any more to make it of. */
  async #made(path: string, make: (place: string) => Promise<void>): Promise<'made' | 'there' | 'gone'> {
    return await withReadableErrors(this.#target, async () => {
      const place = this.#placeOf(path);
      const made = await outcomeOf(make(place));
      if (made === 'made') await this.#note(path, await digestOf(place));
      return made;
    });
  }

  async #note(path: string, digest: string): Promise<void> {
    await this.#manifest.write(manifestLine(path, digest));
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    await withReadableErrors(this.#target, () => {
      appendFileSync(this.#placeOf(path), content, { mode: 0o600 });
      return Promise.resolve();
    });
  }

  /** In a folder that is there. */
  #placeOf(path: string): string {
    const place = join(this.#folder, path);
    const folder = dirname(place);
    if (!this.#madeFolders.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#madeFolders.add(folder);
    return place;
  }
}

async function outcomeOf(making: Promise<void>): Promise<'made' | 'there' | 'gone'> {
  try {
    await making;
    return 'made';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'there';
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

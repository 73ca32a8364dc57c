// A folder that is there only when it is whole: until then it has another name beside its own. What somebody else put
// into an export is never removed with it.

import { appendFileSync, constants, mkdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, UserError } from '../../platform/errors.ts';
import { buffered, assertReplaceableFile, alreadyExistsError, withReadableErrors, type Target } from './file.ts';
import { removeLeftovers, replacedBeside, unfinishedBeside } from './leftovers.ts';
import type { FolderOut, ScaledCopy } from './output.ts';
import { sizedPhoto } from '../../views/photos.ts';

/** The names of all files that the export made, one on a line: what may be removed when it is replaced. */
const LIST = '.memories-export';

/** Makes the folder with what `use` puts into it. Throws a UserError when it is there already or can't be written. */
export async function withNewFolder(target: Target, use: (out: FolderOut) => Promise<void>): Promise<void> {
  // What it was before an export that was killed decides whether it may be replaced.
  const whole = await assertReplaceableFile(target, 'folder');
  await withReadableErrors(target, () => removeLeftovers(whole, target.pid));
  const path = await assertReplaceableFolder(target);
  const unfinished = unfinishedBeside(path, target.pid);
  await withReadableErrors(target, () => mkdir(unfinished, { mode: 0o700 }));
  try {
    const folder = new UnfinishedFolder(unfinished, target);
    await use(folder);
    await folder.end();
    await assertReplaceableFolder(target);
    await withReadableErrors(target, () => moveIntoPlace(unfinished, path, replacedBeside(path, target.pid)));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/**
 * What is in the making. A file's pieces are gathered as long as no other file's come. Text is written at once, without
 * leaving it to another thread: for the many small files of a site that would take ten times as long.
 */
class UnfinishedFolder implements FolderOut {
  readonly #folder: string;
  readonly #target: Target;
  readonly #madeFolders = new Set<string>();
  /** Of those that are added to; the others may be a million, and are known to the list alone. */
  readonly #growing = new Set<string>();
  readonly #list = buffered((names) => this.#add(LIST, names));
  #last = { path: '', out: buffered(() => Promise.resolve()) };

  constructor(folder: string, target: Target) {
    this.#folder = folder;
    this.#target = target;
  }

  async append(path: string, content: string): Promise<void> {
    if (this.#last.path !== path) {
      await this.#last.out.flush();
      if (!this.#growing.has(path)) await this.#begin(path);
      this.#growing.add(path);
      this.#last = { path, out: buffered((text) => this.#add(path, text)) };
    }
    await this.#last.out.write(content);
  }

  async put(path: string, content: string): Promise<void> {
    await this.#begin(path);
    await this.#add(path, content);
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

  /** Writes what is still gathered. */
  async end(): Promise<void> {
    await this.#last.out.flush();
    await this.#list.flush();
  }

  /** Makes a file that may be there already; there may also be nothing any more to make it of. */
  async #made(path: string, make: (place: string) => Promise<void>): Promise<'made' | 'there' | 'gone'> {
    const made = await withReadableErrors(this.#target, async () => await outcomeOf(make(this.#placeOf(path))));
    if (made === 'made') await this.#begin(path);
    return made;
  }

  async #begin(path: string): Promise<void> {
    await this.#list.write(`${path}\n`);
  }

  async #add(path: string, text: string): Promise<void> {
    await withReadableErrors(this.#target, () => {
      appendFileSync(this.#placeOf(path), text, { mode: 0o600 });
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

/** Where the folder will be. Throws a UserError when something is there that no export made. */
async function assertReplaceableFolder(target: Target): Promise<string> {
  const path = await assertReplaceableFile(target, 'folder');
  const names = await withReadableErrors(target, () => namesIn(path));
  if (names.length === 0) return path;
  if (!target.force) throw alreadyExistsError(target.path);
  const own = new Set([LIST, ...(await listIn(path))]);
  const other = names.find((name) => !own.has(name));
  if (other === undefined) return path;
  throw new UserError(`${target.path} has files that no export made, such as ${JSON.stringify(other)}`, {
    hint: 'pass another path with --out',
  });
}

/** Files within, at any depth, with slashes; none when there is no folder. */
async function namesIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(path.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function listIn(path: string): Promise<string[]> {
  try {
    return (await readFile(join(path, LIST), 'utf8')).split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Removes what was there only when the new one stands. */
async function moveIntoPlace(unfinished: string, path: string, before: string): Promise<void> {
  const isThere = await rename(path, before).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await rename(unfinished, path);
  } catch (error) {
    if (isThere) await rename(before, path);
    throw error;
  }
  if (isThere) await rm(before, { recursive: true, force: true });
}

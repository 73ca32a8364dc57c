// A folder that is there only when it is whole: until then it has another name beside its own. What somebody else put
// into an export is never removed with it.

import { appendFile, chmod, copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, UserError } from './errors.ts';
import { inPieces, replaceable, thereAlready, told, unfinishedBeside, type Target } from './export-file.ts';
import type { FolderOut } from './exports/format.ts';

/** The names of all files that the export made, one on a line: what may be removed when it is replaced. */
const LIST = '.memories-export';

/** Makes the folder with what `use` puts into it. Throws a UserError when it is there already or can't be written. */
export async function withNewFolder(target: Target, use: (out: FolderOut) => Promise<void>): Promise<void> {
  const path = await emptyOrOwn(target);
  const unfinished = unfinishedBeside(path, target.pid);
  await rm(unfinished, { recursive: true, force: true });
  await told(target, () => mkdir(unfinished, { mode: 0o700 }));
  try {
    const folder = new UnfinishedFolder(unfinished, target);
    await use(folder);
    await folder.flush();
    await told(target, () => appendFile(join(unfinished, LIST), listOf(folder.names), { mode: 0o600 }));
    await emptyOrOwn(target);
    await told(target, () => putInPlace(unfinished, path));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** What is in the making. A file's pieces are gathered as long as no other file's come. */
class UnfinishedFolder implements FolderOut {
  readonly names = new Set<string>();
  readonly #folder: string;
  readonly #target: Target;
  #last = { path: '', out: inPieces(() => Promise.resolve()) };

  constructor(folder: string, target: Target) {
    this.#folder = folder;
    this.#target = target;
  }

  async append(path: string, content: string): Promise<void> {
    if (this.#last.path !== path) {
      await this.flush();
      const place = await told(this.#target, () => this.#placeOf(path));
      this.#last = { path, out: inPieces((text) => this.#add(place, text)) };
    }
    await this.#last.out.write(content);
  }

  async copy(from: string, path: string): Promise<boolean> {
    if (this.names.has(path)) return true;
    return await told(this.#target, async () => await copied(from, await this.#placeOf(path)));
  }

  async flush(): Promise<void> {
    await this.#last.out.flush();
  }

  async #add(place: string, text: string): Promise<void> {
    await told(this.#target, () => appendFile(place, text, { mode: 0o600 }));
  }

  async #placeOf(path: string): Promise<string> {
    const place = join(this.#folder, path);
    if (!this.names.has(path)) await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    this.names.add(path);
    return place;
  }
}

/** False when there is nothing to copy any more. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    await chmod(to, 0o600);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Where the folder will be. Throws a UserError when something is there that no export made. */
async function emptyOrOwn(target: Target): Promise<string> {
  const path = await replaceable(target, 'folder');
  const names = await told(target, () => namesIn(path));
  if (names.length === 0) return path;
  if (!target.force) throw thereAlready(target.path);
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

function listOf(names: ReadonlySet<string>): string {
  return [...names].map((name) => `${name}\n`).join('');
}

/** Removes what was there only when the new one stands. */
async function putInPlace(unfinished: string, path: string): Promise<void> {
  const before = `${unfinished}.before`;
  const isThere = await rename(path, before).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
  await rename(unfinished, path);
  if (isThere) await rm(before, { recursive: true, force: true });
}

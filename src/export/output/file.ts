// A file that is there only when it is whole: until then it has another name beside its own.

import type { Stats } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, reasonOf, UserError } from '../../platform/errors.ts';
import { removeLeftovers, unfinishedBeside } from './leftovers.ts';
import type { TextOut } from './output.ts';

export interface Target {
  /** An absolute path. */
  readonly path: string;
  /** Whether an export that is there may be replaced. */
  readonly force: boolean;
  /** This process's. */
  readonly pid: number;
}

/** What is written at once, in UTF-16 code units. */
const PIECE = 1 << 16;

/** Text gathered into larger pieces. */
export function buffered(write: (text: string) => Promise<void>): TextOut & { flush(): Promise<void> } {
  let waiting: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = waiting.join('');
    [waiting, length] = [[], 0];
    if (text !== '') await write(text);
  };
  return {
    flush,
    write: async (text) => {
      waiting.push(text);
      length += text.length;
      if (length >= PIECE) await flush();
    },
  };
}

/** Makes the file with what `use` writes. Throws a UserError when it is there already or can't be written. */
export async function withNewFile(target: Target, use: (out: TextOut) => Promise<void>): Promise<void> {
  const path = await assertReplaceableFile(target, 'file');
  await withReadableErrors(target, () => removeLeftovers(path, target.pid));
  const unfinished = unfinishedBeside(path, target.pid);
  const file = await withReadableErrors(target, () => open(unfinished, 'w', 0o600));
  try {
    await filled(file, target, use);
    await assertReplaceableFile(target, 'file');
    await withReadableErrors(target, () => rename(unfinished, path));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function filled(file: FileHandle, target: Target, use: (out: TextOut) => Promise<void>): Promise<void> {
  try {
    const out = buffered((text) => withReadableErrors(target, () => file.writeFile(text)));
    await use(out);
    await out.flush();
    await withReadableErrors(target, () => file.sync());
  } finally {
    await file.close();
  }
}

/** Where the export will be, behind links. Throws a UserError when something is there that must stay. */
export async function assertReplaceableFile({ path, force }: Target, kind: 'file' | 'folder'): Promise<string> {
  const there = await found(path);
  if (there === null) return path;
  if (kind === 'file' ? !there.isFile() : !there.isDirectory()) {
    throw new UserError(`${path} is there already and is no ${kind}`, { hint: 'pass another path with --out' });
  }
  if (kind === 'file' && !force) throw alreadyExistsError(path);
  return await realpath(path);
}

export function alreadyExistsError(path: string): UserError {
  return new UserError(`${path} is there already`, {
    hint: 'pass another path with --out, or replace it with --force',
  });
}

async function found(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw unwritableError(path, error);
  }
}

/** Says the system's errors in words. */
export async function withReadableErrors<Result>(
  { path }: Pick<Target, 'path'>,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unwritableError(path, error);
  }
}

function unwritableError(path: string, error: unknown): UserError {
  const why = codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(path)}` : reasonOf(error);
  return new UserError(`the export ${path} can't be written: ${why}`, {
    hint: 'pass another path with --out',
    cause: error,
  });
}

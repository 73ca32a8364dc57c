// Where an export is to be, and what must not be replaced by one.

import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, reasonOf, UserError } from '../../platform/errors.ts';
import { assertReplaceable, isSameFile, type OwnKind } from '../../platform/overwrite.ts';

export interface Target {
  /** An absolute path. */
  readonly path: string;
  /** Whether an export that is there may be replaced. */
  readonly force: boolean;
  /** Files that no export may replace, and what they are. */
  readonly protects: ReadonlyMap<string, string>;
}

const ELSEWHERE = { hint: 'pass another path with --out' };

/** With --force any file may be replaced but a database. */
const ANY_FILE: OwnKind = { isOurs: () => true };

/** Where the file will be, behind links. Throws a UserError when something is there that must stay. */
export async function replaceableFile({ path, force, protects }: Target): Promise<string> {
  const place = await placeOf(path, 'file');
  await assertUnprotected(path, protects);
  if (place !== null && !force) throw alreadyThereError(path);
  await withReadableErrors(path, () => assertReplaceable(place ?? path, ANY_FILE));
  return place ?? path;
}

async function assertUnprotected(path: string, protects: Target['protects']): Promise<void> {
  for (const [other, what] of protects) {
    if (path === other || (await isSameFile(path, other))) throw new UserError(`${path} is the ${what}`, ELSEWHERE);
  }
}

/** Where the folder will be, behind links, whatever is in it. Throws a UserError when what is there is no folder. */
export async function placeOfFolder({ path }: Target): Promise<string> {
  return (await placeOf(path, 'folder')) ?? path;
}

/** Null when there is nothing. */
async function placeOf(path: string, kind: 'file' | 'folder'): Promise<string | null> {
  return await withReadableErrors(path, async () => {
    const there = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (there === null) return null;
    if (kind === 'file' ? there.isFile() : there.isDirectory()) return await realpath(path);
    throw new UserError(`${path} is there already and is not a ${kind}`, ELSEWHERE);
  });
}

/**
 * Where the folder will be. Throws a UserError when something is there that may not be replaced; `namesOfOurs` are the
 * files that an export put there.
 */
export async function replaceableFolder(
  target: Target,
  namesOfOurs: (folder: string) => Promise<ReadonlySet<string>>,
): Promise<string> {
  await assertUnprotected(target.path, target.protects);
  const place = await placeOfFolder(target);
  const names = await withReadableErrors(target.path, () => filesIn(place));
  if (names.length === 0) return place;
  if (!target.force) throw alreadyThereError(target.path);
  const ours = await namesOfOurs(place);
  const other = names.find((name) => !ours.has(name));
  if (other === undefined) return place;
  throw new UserError(`${target.path} has files that no export made, such as ${JSON.stringify(other)}`, ELSEWHERE);
}

/** Files within, at any depth, with slashes; none when there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function alreadyThereError(path: string): UserError {
  return new UserError(`${path} is there already`, {
    hint: 'pass another path with --out, or replace it with --force',
  });
}

/** Says the system's errors in words. */
export async function withReadableErrors<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unwritableError(path, error);
  }
}

/** The system's errors in words; what is in words already stays. */
export function unwritableError(path: string, error: unknown): unknown {
  if (error instanceof UserError) return error;
  const why = codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(path)}` : reasonOf(error);
  return new UserError(`the export ${path} can't be written: ${why}`, { ...ELSEWHERE, cause: error });
}

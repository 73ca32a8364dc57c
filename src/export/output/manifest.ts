// The list of all files that an export made, in the export itself: by it the next one knows what is its own to remove, and
// what somebody has edited since.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { renameWithRetry } from '../../platform/atomic-write.ts';
import { dirname, join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../../platform/errors.ts';

/** Its name. `sha256sum --check` reads it too. */
export const MANIFEST = '.memories-export';

/** The SHA-256 of each file, in hexadecimal digits, by its path with slashes. */
export type Manifest = ReadonlyMap<string, string>;

export function newDigest(): Hash {
  return createHash('sha256');
}

export async function digestOf(file: string): Promise<string> {
  const hash = newDigest();
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export function manifestLine(path: string, digest: string): string {
  return `${digest}  ${path}\n`;
}

/** Empty when there is none. The first exports listed paths alone: what they made has an empty digest. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '');
  const lines = text.matchAll(/^(?:([0-9a-f]{64}) {2})?(.+)$/gm);
  return new Map(Array.from(lines, ([, digest = '', path = '']) => [path, digest]));
}

/** A file that somebody had edited. */
export interface KeptFile {
  readonly path: string;
  /** Where the export's own version is; null where it has none, or none that is new. */
  readonly newVersion: string | null;
}

/** Which of the files that an export made somebody has edited since. Throws the system's errors. @param candidates if not all */
export async function editedIn(
  folder: string,
  manifest: Manifest,
  candidates: Iterable<string> = manifest.keys(),
): Promise<string[]> {
  const edited: string[] = [];
  for (const path of candidates) {
    if (await isEdited(join(folder, path), manifest.get(path) ?? '')) edited.push(path);
  }
  return edited;
}

/** Which of these files have a time after one of that disk's, in milliseconds since 1970 UTC. */
export async function changedSince(folder: string, paths: readonly string[], began: number): Promise<string[]> {
  const changed: string[] = [];
  for (const path of paths) {
    const found = await stat(join(folder, path)).catch(() => null);
    if (found !== null && found.mtimeMs >= began) changed.push(path);
  }
  return changed;
}

/**
 * Takes what somebody has edited in an export over into the one that is to replace it, and keeps the new version of such a
 * file beside it, if there is something new in it. `candidates` are the files that may be edited, if not all. Throws the
 * system's errors.
 */
export async function keepEdited(before: string, made: string, candidates?: readonly string[]): Promise<KeptFile[]> {
  const old = await readManifest(before);
  const edited = await editedIn(before, old, candidates);
  if (edited.length === 0) return [];
  const fresh = new Map(await readManifest(made));
  const kept: KeptFile[] = [];
  for (const path of edited) {
    const [base, digest] = [old.get(path) ?? '', fresh.get(path)];
    const beside = nameOfNewVersion(path);
    // It stays beside until it is taken, which only its removal tells.
    const isWanted = digest !== undefined && (digest !== base || existsSync(join(before, beside)));
    const newVersion = isWanted && !edited.includes(beside) ? beside : null;
    if (newVersion !== null) {
      await renameWithRetry(join(made, path), join(made, newVersion));
      fresh.set(newVersion, digest ?? '');
    }
    await carryOver(join(before, path), join(made, path));
    // Not what it is now, but what the export has: by that the next one knows again that it is edited.
    fresh.set(path, digest ?? base);
    kept.push({ path, newVersion });
  }
  const lines = Array.from(fresh, ([path, digest]) => manifestLine(path, digest));
  await writeFile(join(made, MANIFEST), lines.join(''));
  return kept;
}

async function isEdited(file: string, digest: string): Promise<boolean> {
  try {
    return digest !== '' && (await digestOf(file)) !== digest;
  } catch (error) {
    // It has been removed.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** `2019-11.new.md` for `2019-11.md`. */
function nameOfNewVersion(path: string): string {
  const { dir, name, ext } = posix.parse(path);
  return posix.join(dir, `${name}.new${ext}`);
}

/** With its time: programs that keep folders the same go by it. */
async function carryOver(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rm(to, { force: true });
  await copyFile(from, to);
  const { atime, mtime } = await stat(from);
  await utimes(to, atime, mtime);
}

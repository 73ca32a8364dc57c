// Overwrites only files that this program has made.

import { open, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { ownershipOf, targetOf, writeFileAtomic, type Ownership } from './atomic-write.ts';
import { codeOf } from './errors.ts';
import { SIDECARS } from './temporary.ts';

/** How to recognise a kind of file that we write. */
export interface OwnKind {
  /** Gets the first 64 kB and the last 1 kB. */
  readonly isOurs: (start: string, end: string) => boolean;
  /** A pipe or device will do too, such as `/dev/stdout`. */
  readonly mayBeStream?: true;
}

type Found = 'nothing' | 'ours' | 'database' | 'part of a database' | 'something else' | 'folder' | 'stream';

const START = 1 << 16;
const END = 1 << 10;

/** Every SQLite file begins with this. */
export const SQLITE_HEAD = 'SQLite format 3\0';

/** What is at a path; an empty file counts as nothing. Throws the system's errors. */
async function lookAt(path: string, { isOurs }: OwnKind): Promise<Found> {
  if (await isPartOfDatabase(path)) return 'part of a database';
  const there = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (there === null) return 'nothing';
  if (there.isDirectory()) return 'folder';
  if (!there.isFile()) return 'stream';
  if (there.size === 0) return 'nothing';
  const file = await open(path);
  try {
    const start = await readAt(file, 0, START);
    if (start.startsWith(SQLITE_HEAD)) return 'database';
    return isOurs(start, await readAt(file, Math.max(0, there.size - END), END)) ? 'ours' : 'something else';
  } finally {
    await file.close();
  }
}

/** Whether SQLite keeps what was written last to a database in this file, or will. */
export async function isPartOfDatabase(path: string): Promise<boolean> {
  const suffix = SIDECARS.find((one) => path.endsWith(one));
  return suffix !== undefined && (await isDatabase(path.slice(0, -suffix.length)));
}

async function isDatabase(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      return (await readAt(file, 0, SQLITE_HEAD.length)) === SQLITE_HEAD;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}

const REFUSALS: Readonly<Record<Found, string | null>> = {
  nothing: null,
  ours: null,
  database: 'what is there is a database',
  'part of a database': 'that is where a database keeps what was written last',
  'something else': 'what is there is another file',
  folder: 'what is there is not a file',
  stream: 'what is there is not a file',
};

/** Throws an error that says why a file of this kind may not replace what is at the path, in which links are resolved. */
export async function assertReplaceable(path: string, kind: OwnKind): Promise<void> {
  const refusal = REFUSALS[await lookAt(path, kind)];
  if (refusal !== null) throw new Error(refusal);
}

/**
 * Writes a file, completely or not at all, in place of one of the same kind; a link stays a link. Only its owner can read it,
 * unless `access` gives it the permissions of the one before. Throws an error in plain words, or the system's.
 */
export async function writeOwnFile(
  path: string,
  content: string | Buffer,
  kind: OwnKind,
  access: (before: Ownership) => number | Ownership = () => 0o600,
): Promise<void> {
  const target = await targetOf(path);
  if (kind.mayBeStream && ['stream', 'folder'].includes(await lookAt(target, kind))) {
    // For a folder, the system's error says that it is one.
    await writeFile(target, content);
    return;
  }
  await assertReplaceable(target, kind);
  const before = await ownershipOf(target);
  await writeFileAtomic(target, content, before ? access(before) : 0o600);
}

/** Whether two paths lead to the same file; false if one of them doesn't exist. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((path) => stat(path).catch(() => null)));
  return !!first && !!second && first.dev === second.dev && first.ino === second.ino;
}

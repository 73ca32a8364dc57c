// Temporary names for what is being written, and the leftovers of killed processes that have such names.

import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, PID, processScope } from './process.ts';

/** The files that SQLite puts beside a database. */
export const SIDECARS = ['-journal', '-wal', '-shm'] as const;

/** `.NAME.SCOPE-PID-RANDOM.part`: see `processScope`. */
const TEMPORARY = /^\.(.+)\.([0-9a-f]{8})-([1-9]\d*)-[0-9a-f]{16}\.part(\.before|-journal|-wal|-shm)?$/s;

/** The longest name that is kept, in bytes: with what is added, it stays below the 255 that file systems allow. */
const LONGEST_NAME = 180;

/** In milliseconds: a file that hasn't changed for this long is no longer being written, wherever its process ran. */
const ABANDONED_AFTER = 86_400_000;

/** What this process is writing now. Its number alone can't tell, because an earlier process may have had the same. */
const inProgress = new Set<string>();

/** A path beside another, for what is going to replace it: hidden, and impossible for others to guess and prepare. */
export function temporaryBeside(path: string): string {
  return temporaryIn(dirname(path), basename(path));
}

/** The same in a folder, for what has no path yet. */
export function temporaryIn(folder: string, name: string): string {
  const random = randomBytes(8).toString('hex');
  const path = join(folder, `.${shorten(name)}.${processScope()}-${PID}-${random}.part`);
  inProgress.add(path);
  return path;
}

/** The name that a folder gets while it is being replaced by what has this temporary name. */
export function replacedBeside(temporary: string): string {
  return `${temporary}.before`;
}

/** To be called when what has this temporary name is finished or gone. */
export function forget(temporary: string): void {
  inProgress.delete(temporary);
}

/** Removes what was begun under a temporary name. It never throws, because the error to report is the one before. */
export function discard(temporary: string): void {
  for (const suffix of ['', ...SIDECARS]) {
    attempt(() => {
      rmSync(temporary + suffix, { recursive: true, force: true });
    });
  }
  forget(temporary);
}

/** A file or folder with a temporary name that no process is writing any more. */
interface Leftover {
  readonly path: string;
  /** For a complete folder that was about to be replaced: the name it gets back, if that is free. */
  readonly restoreTo: string | null;
}

/**
 * The paths of what killed processes left in a folder. What another machine or container wrote counts only if it hasn't changed
 * for a day. `now` (in milliseconds since 1970 UTC) is the time of something just written there, since disks may have clocks
 * of their own; without it, only what this machine wrote counts.
 */
export function leftoversIn(folder: string, now: number | null = null): string[] {
  return findLeftovers(folder, now).map(({ path }) => path);
}

function findLeftovers(folder: string, now: number | null): Leftover[] {
  const names = attempt(() => readdirSync(folder)) ?? [];
  return names.flatMap((name): Leftover | [] => {
    const [, target = '', scope, pid, kind] = TEMPORARY.exec(name) ?? [];
    if (scope === undefined) return [];
    const path = join(folder, name);
    const isLeft = scope === processScope() ? isLeftHere(path, Number(pid)) : isOld(path, now);
    return isLeft ? { path, restoreTo: kind === '.before' ? join(folder, target) : null } : [];
  });
}

function isLeftHere(path: string, pid: number): boolean {
  return pid === PID ? !inProgress.has(path.replace(/(?<=\.part)[.-]\w+$/, '')) : !isAlive(pid);
}

function isOld(path: string, now: number | null): boolean {
  const changed = attempt(() => lstatSync(path).mtimeMs);
  return now !== null && changed !== undefined && now - changed > ABANDONED_AFTER;
}

/**
 * Removes what killed processes left in a folder, which may hold private data or passwords. A folder that one of them was about
 * to replace gets its name back. What can't be removed stays. `now` is as for `leftoversIn`.
 */
export function cleanUp(folder: string, now: number | null = null): void {
  for (const { path, restoreTo } of findLeftovers(folder, now)) {
    // It may belong to another user: that must not stop what is to be written.
    attempt(() => {
      const isFree = restoreTo !== null && lstatSync(restoreTo, { throwIfNoEntry: false }) === undefined;
      if (isFree) renameSync(path, restoreTo);
      else rmSync(path, { recursive: true, force: true });
    });
  }
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Cuts between characters. */
function shorten(name: string): string {
  let short = '';
  let room = LONGEST_NAME;
  for (const character of name) {
    room -= Buffer.byteLength(character);
    if (room < 0) return short;
    short += character;
  }
  return short;
}

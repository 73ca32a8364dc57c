// The names of what is being made, and what is left under such names by programs that were killed.

import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, PID, processScope } from './process.ts';

/** What SQLite puts beside a database that it writes. */
const SIDECARS = ['-journal', '-wal', '-shm'] as const;

/** `.NAME.SCOPE-PID-RANDOM.part`: see `processScope`. */
const TEMPORARY = /^\.(.+)\.([0-9a-f]{8})-([1-9]\d*)-[0-9a-f]{16}\.part(\.before|-journal|-wal|-shm)?$/s;

/** Of a name, in bytes: with what is added it stays below the 255 that file systems take. */
const LONGEST_NAME = 180;

/** After so many milliseconds without a change nobody is writing any more, wherever that process ran. */
const ABANDONED_AFTER = 86_400_000;

/** What this process is making just now: its own number tells nothing, since an earlier process may have had it too. */
const inProgress = new Set<string>();

/** A path beside another for what is to take its place. No listing shows it, and nobody can guess and prepare it. */
export function temporaryBeside(path: string): string {
  return temporaryIn(dirname(path), basename(path));
}

/** The same in a folder, for what has no name yet. */
export function temporaryIn(folder: string, name: string): string {
  const random = randomBytes(8).toString('hex');
  const path = join(folder, `.${shorten(name)}.${processScope()}-${PID}-${random}.part`);
  inProgress.add(path);
  return path;
}

/** Where a folder stands that is being replaced by what has this temporary name. */
export function replacedBeside(temporary: string): string {
  return `${temporary}.before`;
}

/** Says that something of a temporary name is finished, or gone. */
export function forget(temporary: string): void {
  inProgress.delete(temporary);
}

/** Removes what was begun under a temporary name. It never throws: why it was given up is the error to tell. */
export function discard(temporary: string): void {
  for (const suffix of ['', ...SIDECARS]) {
    attempt(() => {
      rmSync(temporary + suffix, { recursive: true, force: true });
    });
  }
  forget(temporary);
}

/** Something of a temporary name that nobody is making any more. */
interface Leftover {
  readonly path: string;
  /** What it is to be called if nothing else is: a whole folder that was about to be replaced. */
  readonly restoreTo: string | null;
}

/**
 * The paths of what killed programs left in a folder. Those of another machine or container count only when they have not
 * been touched for a day, by the clock of what was written there just now (`now`, in milliseconds since 1970 UTC).
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
 * Removes what killed programs left in a folder: private copies, and passwords. A folder that one of them was about to
 * replace gets its name back. What can't be removed stays; `now` as in `leftoversIn`.
 */
export function cleanUp(folder: string, now: number | null = null): void {
  for (const { path, restoreTo } of findLeftovers(folder, now)) {
    // It may be somebody else's: no reason to refuse what is to be written.
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

/** Cut between characters. */
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

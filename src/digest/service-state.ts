// What the service that runs can't do just now, in a small file beside the database: `digest status` tells of it, also of
// what has no mail yet to be told with.

import { closeSync, constants, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { isUnderWay } from './delivery-state.ts';

/** Something that keeps mails from going out, and passes or is mended. */
export interface Trouble {
  /** `settings`, `database`, `mail server`, or the digest whose mail could not be tried. */
  readonly about: string;
  readonly problem: string;
  /** Milliseconds since 1970 UTC. */
  readonly since: number;
}

export interface ServiceState {
  /** The process; see `ownerId`. */
  readonly owner: number;
  readonly troubles: readonly Trouble[];
}

export function serviceStatePath(databasePath: string): string {
  return `${databasePath}-service.json`;
}

/** A block: what is written over it later needs no room on a disk that is full by then. */
const SIZE = 4096;
const FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/** Where it can't be written the log alone has to tell. */
export function writeServiceState(path: string, state: ServiceState): void {
  const bytes = Buffer.from(JSON.stringify(state).padEnd(SIZE));
  try {
    const file = openSync(path, FLAGS, 0o600);
    try {
      writeSync(file, bytes, 0, bytes.length, 0);
      ftruncateSync(file, bytes.length);
    } finally {
      closeSync(file);
    }
  } catch {
    return;
  }
}

export function removeServiceState(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

/** The troubles of a service that runs; of one elsewhere nobody knows whether it does. */
export function serviceTroubles(
  path: string,
  observer: { readonly owner: number; readonly isAlive: (pid: number) => boolean },
): readonly Trouble[] {
  const state = readServiceState(path);
  if (state === null) return [];
  const isRunning = isUnderWay({ owner: state.owner, claimedAt: 0 }, { ...observer, now: 0 });
  return isRunning ? state.troubles : [];
}

function readServiceState(path: string): ServiceState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isServiceState(state) ? state : null;
  } catch {
    return null;
  }
}

function isServiceState(value: unknown): value is ServiceState {
  if (typeof value !== 'object' || value === null) return false;
  const { owner, troubles } = value as Partial<Record<keyof ServiceState, unknown>>;
  return typeof owner === 'number' && Array.isArray(troubles) && troubles.every(isTrouble);
}

function isTrouble(value: unknown): value is Trouble {
  if (typeof value !== 'object' || value === null) return false;
  const { about, problem, since } = value as Partial<Record<keyof Trouble, unknown>>;
  return typeof about === 'string' && typeof problem === 'string' && typeof since === 'number';
}

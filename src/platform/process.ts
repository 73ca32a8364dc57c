// Which process this is, and whether another one is still running: what a dead one left unfinished can be cleared away.

import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { createHash } from 'node:crypto';
import { codeOf } from './errors.ts';

export const PID = process.pid;

/** Signal 0 does nothing. EPERM means that the process exists but belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

let scope: string | undefined;

/**
 * Eight hexadecimal digits that identify where process numbers are valid: this machine since it was booted, and this container
 * on it. A process number from another scope says nothing about the processes here.
 */
export function processScope(): string {
  scope ??= createHash('sha256').update(scopeWords().join('\0')).digest('hex').slice(0, 8);
  return scope;
}

function scopeWords(): string[] {
  try {
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'), readlinkSync('/proc/self/ns/pid')];
  } catch {
    return [hostname()];
  }
}

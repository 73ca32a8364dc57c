// Which process this is, and whether another one still runs: what a dead one left unfinished belongs to nobody any more.

import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { createHash } from 'node:crypto';
import { codeOf } from './errors.ts';

export const PID = process.pid;

/** Signal 0 only asks; a process of somebody else's is alive too. */
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
 * Eight hexadecimal digits for where process numbers mean the same: this machine since it was started, and within it this
 * container. A number from anywhere else says nothing about which processes run here.
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

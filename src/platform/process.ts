// Whether a process still runs: what a dead one left unfinished is nobody's any more.

import { codeOf } from './errors.ts';

/** Signal 0 only asks; a process of somebody else's is alive too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

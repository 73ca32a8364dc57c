// Loaded into a measured process with `node --import`: tells its highest use of memory, in bytes, and its processor's time,
// in seconds, on file descriptor 3.

import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.on('exit', () => writeSync(3, `${peak()} ${processorSeconds()}`));

function peak(): number {
  try {
    // Linux counts the parent's memory into maxRSS until the new program begins; this figure is the program's own.
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

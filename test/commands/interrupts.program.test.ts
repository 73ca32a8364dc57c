// Ctrl-C ends every command at once, also while SQLite is at work and JavaScript hears nothing.

import { readdirSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBigDatabase } from '../support/big-database.ts';
import { spawnMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

const home = tempFolder();
let database = '';

beforeAll(() => {
  database = makeBigDatabase(home, 300_000);
}, 60_000);

/** Whether a process has the database open. */
function isOpenIn(pid: number): boolean {
  return readdirSync(`/proc/${pid}/fd`).some((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`) === database;
    } catch {
      return false;
    }
  });
}

describe.skipIf(process.platform !== 'linux')('Ctrl-C ends', () => {
  test.each([
    [['doctor', '--offline'], 'SIGINT'],
    [['stats'], 'SIGINT'],
    [['calendar'], 'SIGINT'],
    [['stats'], 'SIGTERM'],
  ] as const)('%j at once, by %s', async (args, signal) => {
    const child = spawnMemories(args, { home, env: { MEMORIES_DB: database } });
    child.stdin.end();
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    const closed = once(child, 'close');
    while (child.exitCode === null && child.pid !== undefined && !isOpenIn(child.pid)) await sleep(1);
    child.kill(signal);
    // To a shell, the end by a signal is 130 or 143.
    expect(await closed).toEqual([null, signal]);
    expect([await stdout, await stderr]).toEqual(['', '']);
  });
});

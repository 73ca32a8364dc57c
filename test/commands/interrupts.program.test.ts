// Ctrl-C ends every command at once, also while SQLite is at work and JavaScript hears nothing.

import { readdirSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { databaseOf } from '../support/main.ts';
import { spawnMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

const home = tempFolder();
const database = databaseOf(home);

beforeAll(() => {
  const db = openDatabase(database, { create: true });
  const account = saveAccount(db, { id: '1', handle: 'wren_writes', name: null, timeZone: null }, 0);
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
     INSERT INTO tweets (id, account_id, posted_at, date_only, kind, text, spans, extent, media, circle, sensitive, as_of)
     SELECT 1000000000000 + i, ?, 1300000000000 + i * 1000000, 0, 'post', 'soup of day ' || i, '[]', 'whole', '[]', 0, 0, 0 FROM n`,
  ).run(account);
  db.close();
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

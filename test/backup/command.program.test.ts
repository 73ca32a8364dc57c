// A backup while another process imports.

import { once } from 'node:events';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeBigArchive } from '../archive/big-archive.ts';
import { damageOf, lostFrom, tweetsIn } from '../faults/databases.ts';
import { folderFixture } from '../support/archives.ts';
import { leftoverName } from '../support/leftovers.ts';
import { databaseOf, homeWith } from '../support/main.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

test('copies one moment while an import writes, with everything that was there', async () => {
  const home = tempFolder();
  const path = join(home, 'memories.db');
  await runMemories(['--db', path, 'import', await folderFixture('data-2024')]);
  const before = tweetsIn(path);
  const big = await writeBigArchive(24_000, { id: '77', handle: 'big_bird' });
  const child = spawnMemories(['--db', path, 'import', big.folder]);
  const closed = once(child, 'close');
  child.stdout.resume();
  while (tweetsIn(path).size === before.size && child.exitCode === null) await wait(3);
  const file = join(home, 'copy.db');
  expect(await runMemories(['--db', path, 'backup', file])).toMatchObject({ code: 0 });
  await closed;
  expect(damageOf(file)).toEqual([]);
  expect(lostFrom(before, tweetsIn(file))).toEqual([]);
  // What the import had committed by then, and nothing of what came after.
  expect(tweetsIn(file).size - before.size).toBeLessThan(24_000);
  expect(tweetsIn(path).size).toBe(before.size + 24_000);
});

test('leaves, when killed, a copy that the next one there removes, and none when hung up', async () => {
  const home = tempFolder();
  const big = await writeBigArchive(60_000, { id: '77', handle: 'big_bird' });
  expect(await runMemories(['import', big.folder], { home })).toMatchObject({ code: 0, stderr: '' });
  for (const [signal, left] of [
    ['SIGKILL', 1],
    ['SIGHUP', 0],
  ] as const) {
    let folder: string;
    let code: number | null;
    // On a slow machine the signal may come when the copy is done already.
    do {
      folder = tempFolder();
      const child = spawnMemories(['backup', join(folder, 'copy.db')], { home });
      const closed = once(child, 'close');
      child.stdout.resume();
      while (readdirSync(folder).length === 0 && child.exitCode === null) await wait(1);
      child.kill(signal);
      await closed;
      code = child.exitCode;
    } while (code === 0);
    const names = readdirSync(folder).filter((name) => name.endsWith('.part'));
    expect({ signal, left: names.length }).toEqual({ signal, left });
    expect(names.every((name) => (statSync(join(folder, name)).mode & 0o077) === 0)).toBe(true);
    expect(await runMemories(['backup', join(folder, 'copy.db')], { home })).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual(['copy.db']);
  }
});

test.skipIf(process.platform === 'win32')('follows no link that others have prepared', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const folder = tempFolder();
  writeFileSync(join(folder, 'victim'), 'mine');
  // The names of the next processes, as far as they can be guessed.
  for (let pid = process.pid; pid < process.pid + 200; pid += 1) {
    symlinkSync(join(folder, 'victim'), join(folder, `.copy.db-${pid}.part`));
    symlinkSync(join(folder, 'victim'), join(folder, leftoverName('copy.db', pid)));
  }
  expect(await runMemories(['--db', databaseOf(home), 'backup', join(folder, 'copy.db')])).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
  expect(lstatSync(join(folder, 'copy.db')).isFile()).toBe(true);
  expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
});

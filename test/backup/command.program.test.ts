// A backup while another process imports.

import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeBigArchive } from '../archive/big-archive.ts';
import { damageOf, lostFrom, tweetsIn } from '../faults/databases.ts';
import { folderFixture } from '../support/archives.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

test('is of one moment while an import writes, and what was there is in it', async () => {
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

// Disks that are full at any moment, or can only be read: words, the right exit code, and nothing lost.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeBigArchive, type BigArchive } from '../archive/big-archive.ts';
import { zipFixture } from '../support/archives.ts';
import { runMemories, type RunResult } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { KILLS, randomOf, SEED } from './campaign.ts';
import { damageOf, lookInto, lostFrom, namesIn, oldDatabase, tweetsIn } from './databases.ts';
import { leaveFree, mountDisk, remount, whyNoDisks } from './disks.ts';

const why = whyNoDisks();
const MB = 1_000_000;
let big: BigArchive;
let fixture: string;

beforeAll(async () => {
  big = await writeBigArchive(4000, { id: '77', handle: 'big_bird' });
  fixture = await zipFixture('data-2024');
});

const FULL = /the disk is full.*\nhint: .*make room/;

function run(path: string, ...args: string[]): Promise<RunResult> {
  return runMemories(['--db', path, ...args]);
}

/** A disk with a finished import on it. */
async function diskWithTweets(): Promise<string> {
  const path = join(mountDisk(200 * MB), 'memories.db');
  expect(await run(path, 'import', '--media', 'none', fixture)).toMatchObject({ code: 0 });
  return path;
}

describe.skipIf(why !== null)(`a disk${why === null ? '' : ` (left out: ${why})`}`, () => {
  test(
    'that fills at any moment of an import: says so, keeps what was there, and the same import completes when there is room',
    async () => {
      const random = randomOf(`${SEED} disk`);
      const path = await diskWithTweets();
      const before = tweetsIn(path);
      let full = 0;
      for (let round = 0; round < Math.ceil(KILLS / 5); round += 1) {
        leaveFree(join(path, '..'), Math.round(0.02 * MB + random() * 0.9 * MB));
        const { code, stderr } = await run(path, 'import', '--media', 'none', big.folder);
        if (code !== 0) {
          expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
          full += 1;
        }
        remount(join(path, '..'), `size=${200 * MB}`);
        expect(damageOf(path)).toEqual([]);
        expect(lostFrom(before, tweetsIn(path))).toEqual([]);
      }
      expect(full).toBeGreaterThan(0);
      expect(await run(path, 'import', '--media', 'none', big.folder)).toMatchObject({ code: 0 });
      expect(tweetsIn(path).size).toBe(before.size + big.tweets);
      expect(damageOf(path)).toEqual([]);
    },
    KILLS * 10_000,
  );

  test('that is full before the first import: says so, and the import completes when there is room', async () => {
    const path = join(mountDisk(200 * MB), 'memories.db');
    leaveFree(join(path, '..'), 20_000);
    const { code, stderr } = await run(path, 'import', '--media', 'none', fixture);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
    remount(join(path, '..'), `size=${200 * MB}`);
    expect(await run(path, 'import', '--media', 'none', fixture)).toMatchObject({ code: 0 });
    expect(tweetsIn(path).size).toBe(22);
  });

  test.each([20_000, 70_000])('with room for %i bytes takes no half migration, nor half a copy', async (room) => {
    const path = join(mountDisk(200 * MB), 'memories.db');
    copyFileSync(oldDatabase(1), path);
    const before = tweetsIn(path);
    leaveFree(join(path, '..'), room);
    const { code, stderr } = await run(path, 'accounts');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
    expect(lookInto(path, (db) => db.pragma('user_version', { simple: true }))).toBe(1);
    expect(lostFrom(before, tweetsIn(path))).toEqual([]);
    expect(namesIn(join(path, '..')).filter((name) => name.endsWith('.part'))).toEqual([]);
    remount(join(path, '..'), `size=${200 * MB}`);
    expect(await run(path, 'accounts')).toMatchObject({ code: 0 });
    expect(lookInto(path, (db) => db.pragma('user_version', { simple: true }))).toBeGreaterThan(1);
  });

  test('that is full takes no half backup', async () => {
    const folder = mountDisk(60_000);
    const path = join(tempFolder(), 'memories.db');
    await run(path, 'import', '--media', 'none', fixture);
    const { code, stderr } = await run(path, 'backup', join(folder, 'b.db'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
    expect(namesIn(folder)).toEqual([]);
  });

  test('that can only be read is told in words, and nothing is lost', async () => {
    const path = await diskWithTweets();
    const before = tweetsIn(path);
    // Takes away what looking left beside the database, with which SQLite could still read it.
    await run(path, 'accounts');
    remount(join(path, '..'), 'ro');
    // A copy in memory can be looked at.
    expect(await run(path, 'on', '11-22')).toMatchObject({ code: 0, stderr: '' });
    for (const args of [
      ['import', fixture],
      ['hide', '--word', 'plum'],
      ['backup', `${path}2`],
    ]) {
      const { code, stderr } = await run(path, ...args);
      expect({ args, code }).toEqual({ args, code: 1 });
      expect(stderr).toMatch(/^error: .* can't be (written|opened): .*\nhint: /);
    }
    remount(join(path, '..'), 'rw');
    expect(lostFrom(before, tweetsIn(path))).toEqual([]);
    expect(await run(path, 'import', '--media', 'none', fixture)).toMatchObject({ code: 0 });
  });
});

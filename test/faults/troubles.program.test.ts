// What else goes wrong around the program: somebody holds the database, the archive goes away, the clock goes back.

import Database from 'better-sqlite3';
import { once } from 'node:events';
import { existsSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { writeBigArchive } from '../archive/big-archive.ts';
import { writeBigOutbox } from '../archive/big-outbox.ts';
import { zipFixture } from '../support/archives.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { KILLS } from './campaign.ts';
import { damageOf, lostFrom, tweetsIn } from './databases.ts';
import { arrivedIn, digestHome, digestOptions } from './digest-homes.ts';

async function imported(): Promise<{ path: string; before: Map<string, string> }> {
  const path = join(tempFolder(), 'memories.db');
  expect(await runMemories(['--db', path, 'import', '--media', 'none', await zipFixture('data-2020')])).toMatchObject({
    code: 0,
  });
  return { path, before: tweetsIn(path) };
}

/** Holds the right to write as another program would. */
function lock(path: string): () => void {
  const db = new Database(path);
  db.exec('BEGIN IMMEDIATE');
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}

describe('a database that another program locks', () => {
  test('can be read meanwhile, and is written when the lock is gone', async () => {
    const { path, before } = await imported();
    const release = lock(path);
    expect(await runMemories(['--db', path, 'on', '11-22'])).toMatchObject({ code: 0 });
    const importing = runMemories(['--db', path, 'import', '--media', 'none', await zipFixture('data-2024')]);
    await wait(5000);
    expect(tweetsIn(path)).toEqual(before);
    release();
    const { code, stderr } = await importing;
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `note: waiting for another program that has locked ${path}\n`,
    });
    expect(tweetsIn(path).size).toBeGreaterThan(before.size);
  });

  test.skipIf(KILLS < 100)('for more than a minute is told in words', { timeout: 150_000 }, async () => {
    const { path, before } = await imported();
    const release = lock(path);
    const { code, stderr } = await runMemories(['--db', path, 'import', await zipFixture('data-2024')]);
    release();
    const hint = 'wait until it is done, then run the same command again';
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `note: waiting for another program that has locked ${path}\nerror: ${path} is locked by another program\nhint: ${hint}\n`,
    });
    expect(tweetsIn(path)).toEqual(before);
  });
});

const TWEETS = 24_000;

const HARM: Record<string, (file: string) => void> = {
  deleted: (file) => {
    rmSync(file);
  },
  'cut off': (file) => {
    truncateSync(file, statSync(file).size / 3);
  },
  overwritten: (file) => {
    writeFileSync(file, Buffer.alloc(statSync(file).size, 'x'));
  },
};

/** Writes an archive of so many posts; gives its folder, and the file in it that has them. */
const ARCHIVES: Record<string, () => Promise<{ folder: string; file: string }>> = {
  Twitter: async () => {
    const { folder } = await writeBigArchive(TWEETS, { id: '77', handle: 'big_bird' });
    return { folder, file: join(folder, 'data/tweets.js') };
  },
  Mastodon: async () => {
    const folder = await writeBigOutbox(TWEETS);
    return { folder, file: join(folder, 'outbox.json') };
  },
};

test.each(Object.keys(ARCHIVES).flatMap((network) => Object.keys(HARM).map((harm) => [network, harm] as const)))(
  'an archive of %s that is %s while it is read costs nothing that was there, and comes in whole later',
  async (network, harm) => {
    const write = ARCHIVES[network] ?? expect.fail(network);
    const { path, before } = await imported();
    const big = await write();
    const child = spawnMemories(['--db', path, 'import', big.folder]);
    const [stderr, closed] = [text(child.stderr), once(child, 'close')];
    child.stdout.resume();
    while (tweetsIn(path).size === before.size && child.exitCode === null) await wait(3);
    HARM[harm]?.(big.file);
    const [code] = (await closed) as [number | null];
    const said = await stderr;
    // Who deletes a file on Linux leaves it to those who have it open.
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^(warning: .*\n)*$/) as string });
    if (harm !== 'deleted') expect(said).not.toBe('');
    expect(damageOf(path)).toEqual([]);
    expect(lostFrom(before, tweetsIn(path))).toEqual([]);
    const again = await write();
    expect(await runMemories(['--db', path, 'import', '--strict', again.folder])).toMatchObject({ code: 0 });
    expect(tweetsIn(path).size).toBe(before.size + TWEETS);
  },
);

test('an archive that is gone before it is read is told in words', async () => {
  const zip = await zipFixture('data-2020');
  rmSync(zip);
  const { code, stderr } = await runMemories(['import', zip]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: .*\nhint: .*\n$/) as string });
});

describe('a clock that goes back by a day', () => {
  test('sends no mail twice, and goes on when it is right again', async () => {
    const smtp = await startSmtp();
    const home = await digestHome(smtp, 3);
    for (const date of ['2026-01-02', '2026-01-01', '2026-01-02', '2026-01-03']) {
      expect(await runMemories(['digest', 'send'], digestOptions(home, date))).toMatchObject({ code: 0, stderr: '' });
    }
    expect([...arrivedIn(smtp).values()].map(({ size }) => size)).toEqual([1, 1, 1]);
    expect(smtp.received).toHaveLength(3);
  });

  test('changes nothing of what an import brings', async () => {
    const home = tempFolder();
    const path = join(home, 'memories.db');
    const archive = await zipFixture('data-2024');
    const importAt = (now: string): Promise<unknown> =>
      runMemories(['--db', path, 'import', '--media', 'none', archive], { home, now });
    expect(await importAt('2026-11-22T09:00:00Z')).toMatchObject({ code: 0 });
    const before = tweetsIn(path);
    expect(await importAt('2026-11-21T09:00:00Z')).toMatchObject({ code: 0, stderr: '' });
    expect(tweetsIn(path)).toEqual(before);
    expect(existsSync(`${path}-journal`)).toBe(false);
  });
});

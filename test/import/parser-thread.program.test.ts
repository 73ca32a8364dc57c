// Large archives are read in a second thread, which only the built program has.

import Database from 'better-sqlite3';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeBigArchive } from '../archive/big-archive.ts';
import { database, importInto, tweetRows, type Row } from '../archive/importing.ts';
import { fixtureFiles, zipOf } from '../support/archives.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

test('a large archive gives the same tweets and the same warnings as without that thread', async () => {
  const { folder } = await writeBigArchive(12_000, { id: '77', handle: 'big_bird' });
  const file = join(folder, 'data/tweets.js');
  const text = await readFile(file, 'utf8');
  const place = text.indexOf('"created_at"', text.length / 2);
  await writeFile(file, `${text.slice(0, place)}[${text.slice(place).replace('Tweet number', 'Größe 🌾')}`);
  const home = tempFolder();
  const { stdout } = await runMemories(['import', '--json', folder], { home });
  const here = database();
  const { tweets, warnings } = await importInto(here, folder);
  expect(tweets).toMatchObject({ read: 11_999, unreadable: 1 });
  expect(JSON.parse(stdout)).toMatchObject({ imports: [{ posts: tweets, warnings, complete: false }] });
  const there = new Database(join(home, '.local/share/memories/memories.db'), { readonly: true });
  const rows = there.prepare<[], Row>('SELECT * FROM tweets ORDER BY id').safeIntegers().all();
  there.close();
  expect(rows).toEqual(tweetRows(here));
});

test.each([true, false])(
  'Ctrl-C in the middle of a zip ends with a line that says what stays (stored: %s)',
  async (store) => {
    const { folder } = await writeBigArchive(24_000, { id: '77', handle: 'big_bird' });
    const files = { 'data/tweets.js': await readFile(join(folder, 'data/tweets.js')) };
    const zip = await zipOf(
      { ...(await fixtureFiles('data-2024', { without: /tweets|headers/ })), ...files },
      { store },
    );
    const home = tempFolder();
    const child = spawnMemories(['import', zip], { home });
    let told = '';
    child.stderr.on('data', (data: Buffer) => (told += data.toString()));
    const closed = new Promise((resolve) => child.once('close', resolve));
    while (tweetsIn(join(home, '.local/share/memories/memories.db')) < 500 && child.exitCode === null) await wait(3);
    child.kill('SIGINT');
    expect(await closed).toBe(130);
    expect(told).toMatch(/^interrupted: [\d,]+ posts in the database stay; the same command does the rest\n$/);
  },
);

function tweetsIn(path: string): number {
  try {
    const db = new Database(path, { readonly: true, timeout: 10_000 });
    const count = Number(db.prepare('SELECT count(*) FROM tweets').pluck().get());
    db.close();
    return count;
  } catch {
    return 0;
  }
}

// A database of every version there has been: brought up to date with nothing lost, and with a copy of what was there.

import Database from 'better-sqlite3';
import { chmodSync, copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/library/database.ts';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { folderFixture } from '../support/archives.ts';
import { jsonOf, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import {
  copyOf,
  damageOf,
  LATEST,
  lookInto,
  lostFrom,
  namesIn,
  NOTE,
  tweetsIn,
  VERSIONS,
  versionOf,
} from './databases.ts';

async function freshHome(): Promise<string> {
  const path = join(tempFolder(), 'memories.db');
  const archives = [await folderFixture('data-2024'), await folderFixture('grailbird-2013')];
  for (const archive of archives) await runMain(['--db', path, 'import', '--media', 'none', archive]);
  await runMain(['--db', path, 'hide', '--word', 'plum']);
  return path;
}

/** What the commands say of a database. */
async function readings(path: string): Promise<unknown[]> {
  const of = (...args: string[]): Promise<unknown> => jsonOf(['--db', path, ...args]);
  return [
    await of('on', '11-22', '--retweets'),
    await of('search', 'heron'),
    await of('hidden').then((found) => (found as { hidden: { value: string }[] }).hidden.map(({ value }) => value)),
    await of('accounts').then((found) => (found as { accounts: object[] }).accounts),
  ];
}

describe.each(VERSIONS)('a database of version %i', (version) => {
  test('is brought up to date by the first command, which says where the copy is, once', async () => {
    const path = copyOf(version);
    const before = tweetsIn(path);
    const { code, stderr } = await runMain(['--db', path, 'on', '11-22']);
    expect(code).toBe(0);
    const backup = NOTE.exec(stderr)?.[1] ?? '';
    expect(backup).toBe(`${path}.v${version}-backup`);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect([versionOf(backup), versionOf(path)]).toEqual([version, LATEST]);
    for (const file of [path, backup]) {
      expect(lostFrom(before, tweetsIn(file))).toEqual([]);
      expect(damageOf(file)).toEqual([]);
    }
    expect(await runMain(['--db', path, 'on', '11-22'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('reads like one that was made today, and has the same tables', async () => {
    const path = copyOf(version);
    await runMain(['--db', path, 'accounts']);
    const fresh = await freshHome();
    expect(await readings(path)).toEqual(await readings(fresh));
    const schemaOf = (file: string): unknown =>
      lookInto(file, (db) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all());
    expect(schemaOf(path)).toEqual(schemaOf(fresh));
  });

  test('takes the same archive again with nothing new', async () => {
    const path = copyOf(version);
    await runMain(['--db', path, 'accounts']);
    const imported = await jsonOf(['--db', path, 'import', '--media', 'none', await folderFixture('data-2024')]);
    expect(imported).toMatchObject({ imports: [{ complete: true, posts: { read: 22, added: 0 } }] });
  });

  test('replaces the copies of versions before it', async () => {
    const path = copyOf(version);
    for (const other of [`${path}.v0-backup`, `${path}.v9-backup.part`, `${path}.v-backup`]) copyFileSync(path, other);
    await runMain(['--db', path, 'accounts']);
    const kept = ['memories.db', 'memories.db.v-backup', `memories.db.v${version}-backup`].toSorted();
    expect(namesIn(join(path, '..'))).toEqual(kept);
  });
});

// Nothing is read-only for the superuser.
test.skipIf(process.getuid?.() === 0)('one that is read-only is searched all the same, and not copied', async () => {
  const path = copyOf(LATEST - 1);
  chmodSync(path, 0o400);
  const { code, stdout, stderr } = await runMain(['--db', path, 'search', 'heron']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('3 matches');
  expect((await runMain(['--db', path, 'hide', '--word', 'soup'])).code).toBe(1);
  expect(namesIn(join(path, '..')).filter((name) => name.includes('backup'))).toEqual([]);
});

test('mails of version 2 stay known', async () => {
  const path = copyOf(2);
  await runMain(['--db', path, 'accounts']);
  const dates = lookInto(path, (db) => db.prepare('SELECT date FROM deliveries ORDER BY date').pluck().all());
  expect(dates).toEqual(['2026-02-03', '2026-02-04']);
});

test('a database of the latest version, or with nothing in it, is not copied', () => {
  const empty = join(tempFolder(), 'memories.db');
  const db = new Database(empty);
  db.exec(MIGRATIONS[0] ?? '');
  db.pragma('user_version = 1');
  db.pragma('application_id = 0x6d656d6f');
  db.close();
  chmodSync(empty, 0o600);
  openDatabase(empty, { create: false })?.close();
  expect([namesIn(join(empty, '..')), versionOf(empty)]).toEqual([['memories.db'], LATEST]);
  openDatabase(empty, { create: false })?.close();
  expect(namesIn(join(empty, '..'))).toEqual(['memories.db']);
});

test('a migration that fails is undone, and says so', async () => {
  const path = copyOf(1);
  const db = new Database(path);
  db.exec('CREATE TABLE search_queue (mine TEXT)');
  db.close();
  const before = tweetsIn(path);
  const { code, stderr } = await runMain(['--db', path, 'accounts']);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `error: ${path} could not be brought up to date from version 1 to ${LATEST}: table search_queue already exists\n` +
      'hint: nothing in it was changed; was it edited by another program? If not, please report this\n',
  );
  expect(versionOf(path)).toBe(1);
  expect(lookInto(path, (found) => found.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'deliveries'").get())).toBe(
    undefined,
  );
  expect(lostFrom(before, tweetsIn(path))).toEqual([]);
});

// The database of the real program: private, refused in words, and read where nothing may be written.

import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, openToRead } from '../../src/library/database.ts';
import { folderFixture } from '../support/archives.ts';
import { BINARY, runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Opens and closes it. */
function created(path = join(tempFolder(), 'memories.db')): string {
  openDatabase(path, { create: true }).close();
  return path;
}

describe('a new database', () => {
  test('is private in the real program too', async () => {
    const home = tempFolder();
    const archive = await folderFixture('root-2020');
    const before = process.umask(0);
    try {
      expect(await runMemories(['import', archive], { home })).toMatchObject({ code: 0 });
    } finally {
      process.umask(before);
    }
    const database = join(home, '.local/share/memories/memories.db');
    expect([modeOf(database), modeOf(join(database, '..'))]).toEqual(['600', '700']);
  });
});

describe('the program', () => {
  test('exits with 1 and the words for each of them', async () => {
    const archive = await folderFixture('root-2020');
    const folder = tempFolder();
    const diary = join(folder, 'diary.txt');
    writeFileSync(diary, 'Dear diary');
    const newer = created();
    const db = new Database(newer);
    db.pragma('user_version = 999');
    db.close();
    for (const path of [diary, newer, folder, join(diary, 'memories.db')]) {
      const { code, stdout, stderr } = await runMemories(['--db', path, 'import', archive]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: .+\nhint: .+\n$/);
      expect(stderr).toContain(path);
    }
    expect(await runMemories(['--db', newer, 'today'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('newer version') as string,
    });
  });
});

describe('a database whose folder may not be written', () => {
  /** Nothing is forbidden to root, so a program without its rights has to do it. */
  const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const canBeShown = process.platform !== 'win32' && (asNobody.length === 0 || existsSync('/usr/bin/setpriv'));

  function today(path: string): { stdout: string; stderr: string } {
    return run('--db', path, 'on', '11-22');
  }

  function run(...line: string[]): { status: number | null; stdout: string; stderr: string } {
    const words = [...asNobody, process.execPath, BINARY, ...line];
    const [command, ...args] = words as [string, ...string[]];
    const env = { TZ: 'UTC', HOME: '/nonexistent' };
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
    return { status, stdout, stderr };
  }

  async function readOnly(): Promise<string> {
    const path = join(tempFolder(), 'memories.db');
    expect(await runMemories(['--db', path, 'import', await folderFixture('data-2024')])).toMatchObject({ code: 0 });
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    onTestFinished(() => {
      chmodSync(dirname(path), 0o755);
    });
    return path;
  }

  test.skipIf(!canBeShown)('can be read', async () => {
    const path = await readOnly();
    expect(today(path)).toMatchObject({
      stdout: expect.stringContaining('On this day, 22 November') as string,
      stderr: '',
    });
    expect(readdirSync(dirname(path)).filter((name) => name.includes('-wal'))).toEqual([]);
  });

  test.skipIf(!canBeShown)('can be backed up and examined', async () => {
    const path = await readOnly();
    const elsewhere = tempFolder();
    chmodSync(elsewhere, 0o777);
    expect(run('--db', path, 'backup', join(elsewhere, 'copy.db'))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(': 22 posts, ') as string,
      stderr: '',
    });
    expect(readdirSync(elsewhere)).toEqual(['copy.db']);
    const media = join(dirname(path), 'memories-media');
    chmodSync(media, 0o755);
    for (const name of readdirSync(media)) chmodSync(join(media, name), 0o644);
    expect(run('--db', path, 'doctor').stdout).toContain(`${path}: 22 posts, `);
  });

  test.skipIf(!canBeShown)('is said to be unreadable if its last changes are beside it', async () => {
    const path = await readOnly();
    writeFileSync(`${path}-wal`, 'x');
    expect(today(path).stderr).toBe(
      `error: ${path} can't be read: its last changes are not in it yet, but in ${path}-wal\nhint: use it once from where it may be written, or allow writing to its folder\n`,
    );
  });

  test.skipIf(!canBeShown)('is said to be unreadable if it is', async () => {
    const path = await readOnly();
    chmodSync(path, 0o000);
    expect(today(path).stderr).toContain(`error: ${path} can't be read: `);
  });
});

test.skipIf(process.platform === 'win32')('a pipe is no database, and is not waited for', () => {
  const path = join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const refusal = { name: 'UserError', message: `${path} is not a database` };
  const hint = 'pass another one with --db, or set MEMORIES_DB';
  expect(() => openDatabase(path, { create: true })).toThrow(expect.objectContaining({ ...refusal, hint }) as Error);
  expect(() => openToRead(path)).toThrow('is not a database');
});

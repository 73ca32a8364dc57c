// Mastodon's archives in the built program: an outbox is one line of any length, which is read in a thread of its own.

import Database from 'better-sqlite3';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeBigOutbox } from '../archive/big-outbox.ts';
import { database, importInto, tweetRows, type Row } from '../archive/importing.ts';
import { folderOf, zipOf } from '../support/archives.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { tarOf } from '../support/tars.ts';
import { tempFolder } from '../support/temp.ts';
import { atTerminal, hasTerminals } from '../support/terminal.ts';

const POSTS = 8000;
/** The same archive in each container. */
const archives = { folder: '', zip: '', 'tar.gz': '' };
/** Every cell of its posts, as they are when nothing interrupts. */
let whole: Row[] = [];

beforeAll(async () => {
  archives.folder = await writeBigOutbox(POSTS);
  const [outbox, actor] = await Promise.all(
    ['outbox.json', 'actor.json'].map((name) => readFile(join(archives.folder, name))),
  );
  const files = { 'outbox.json': outbox ?? '', 'actor.json': actor ?? '' };
  const name = 'archive-20260801000000-0123456789abcdef';
  archives.zip = await zipOf(files, { name: `${name}.zip` });
  archives['tar.gz'] = await tarOf(files, { name: `${name}.tar.gz`, gzip: true });
  const db = database();
  await importInto(db, archives.folder);
  whole = tweetRows(db);
}, 120_000);

const databaseIn = (home: string): string => join(home, '.local/share/memories/memories.db');

function peek<Found>(home: string, look: (db: Database.Database) => Found): Found {
  const db = new Database(databaseIn(home), { readonly: true, timeout: 10_000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function postsIn(home: string): number {
  const isMade = "SELECT 1 FROM sqlite_schema WHERE name = 'tweets'";
  if (!existsSync(databaseIn(home)) || !peek(home, (db) => db.prepare(isMade).get() !== undefined)) return 0;
  return Number(peek(home, (db) => db.prepare('SELECT count(*) FROM tweets').pluck().get()));
}

function rowsIn(home: string): Row[] {
  return peek(home, (db) => db.prepare<[], Row>('SELECT * FROM tweets ORDER BY id').safeIntegers().all());
}

/** The import of an archive, which gets a signal when some of it is in the database. */
async function signalled(home: string, archive: string, signal: NodeJS.Signals): Promise<object> {
  const child = spawnMemories(['import', archive], { home });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  while (postsIn(home) === 0 && child.exitCode === null) await wait(3);
  child.kill(signal);
  const [[code, killedBy], [stdout, stderr]] = await Promise.all([closed, output]);
  return { code, signal: killedBy, stdout, stderr };
}

async function importRest(home: string, archive: string): Promise<void> {
  const kept = postsIn(home);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(POSTS);
  expect(peek(home, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  const { code, stdout } = await runMemories(['import', '--json', archive], { home });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    imports: [{ complete: true, posts: { read: POSTS, added: POSTS - kept, unchanged: kept, unreadable: 0 } }],
  });
}

const withoutTime = (rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, as_of: null }));

describe('an import', () => {
  test.each(['zip', 'tar.gz'] as const)(
    'from a %s ends at Ctrl-C with a line that says what stays, and the same command does the rest',
    async (container) => {
      const home = tempFolder();
      const ended = await signalled(home, archives[container], 'SIGINT');
      const told = /^interrupted: [\d,]+ \w+ in the database stay; the same command does the rest\n$/;
      expect(ended).toEqual({ code: 130, signal: null, stdout: '', stderr: expect.stringMatching(told) as string });
      await importRest(home, archives[container]);
      expect(withoutTime(rowsIn(home))).toEqual(withoutTime(whole));
    },
  );

  test('may be killed at any time', async () => {
    const home = tempFolder();
    expect(await signalled(home, archives.folder, 'SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    await importRest(home, archives.folder);
    expect(withoutTime(rowsIn(home))).toEqual(withoutTime(whole));
  });

  test.skipIf(!hasTerminals())('shows at a terminal how far it is', async () => {
    const { code, screen } = await atTerminal(['import', archives['tar.gz']], [], { home: tempFolder() });
    expect(code).toBe(0);
    expect(screen).toMatch(/━.*\d+%/);
    expect(screen).toContain('8,000 added');
  });
});

test('an outbox that is known is not parsed again', async () => {
  const home = tempFolder();
  await runMemories(['import', archives.zip], { home });
  const db = new Database(databaseIn(home));
  db.prepare("UPDATE tweets SET text = 'misread'").run();
  db.close();
  const { stdout } = await runMemories(['import', archives.zip], { home });
  expect(stdout).toContain('0 added, 0 updated, 8,000 unchanged');
  expect(new Set(rowsIn(home).map((row) => row['text']))).toEqual(new Set(['misread']));
});

test('--strict fails where a record is damaged, and only there', async () => {
  const outbox = await readFile(join(archives.folder, 'outbox.json'), 'utf8');
  const damaged = await folderOf({
    'actor.json': readFileSync(join(archives.folder, 'actor.json')),
    'outbox.json': outbox.replace('Post number 77 of many', 'Post number 77" of many'),
  });
  const home = tempFolder();
  const { code, stderr } = await runMemories(['import', '--strict', damaged], { home });
  expect({ code, posts: postsIn(home) }).toEqual({ code: 1, posts: POSTS - 1 });
  expect(stderr).toContain('outbox.json, record 78: it is not JSON');
  expect((await runMemories(['import', damaged], { home })).code).toBe(0);
  expect((await runMemories(['import', '--strict', archives.folder], { home })).code).toBe(0);
  expect(postsIn(home)).toBe(POSTS);
});

describe.skipIf(!existsSync('/proc/self/status'))('memory', () => {
  /** The most that an import of so many posts has used, in bytes. */
  async function peakOf(posts: number): Promise<number> {
    const home = tempFolder();
    const [folder, file] = [await writeBigOutbox(posts), join(home, 'peak')];
    const code = `import{readFileSync,writeFileSync}from'node:fs';import{isMainThread}from'node:worker_threads';
      if(isMainThread)process.on('exit',()=>writeFileSync(${JSON.stringify(file)},readFileSync('/proc/self/status')));`;
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
    writeFileSync(file, '');
    const { code: ended } = await runMemories(['import', folder], { home, env });
    expect(ended).toBe(0);
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }

  test('holds no outbox whole, however long its line is', async () => {
    const [few, many] = [await peakOf(5000), await peakOf(50_000)];
    expect(few).toBeGreaterThan(50e6);
    // The longer line has 58 MB more, and would take twice that as text.
    expect(many - few).toBeLessThan(90e6);
  }, 180_000);
});

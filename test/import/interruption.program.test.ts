// Imports that are cut off, and imports at the same time, in the real program.

import Database from 'better-sqlite3';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveAccount } from '../../src/library/accounts.ts';
import { toUserError } from '../../src/library/database.ts';
import { finishImport, imports, startImport } from '../../src/library/imports.ts';
import { FIXTURES, zipFixture } from '../support/archives.ts';
import { runMemories, spawnMemories, type RunResult } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { writeBigArchive, type BigArchive } from '../archive/big-archive.ts';
import { database, idsOf, importInto, tweetRows, type Row } from '../archive/importing.ts';

let big: BigArchive;
let other: BigArchive;
let fixture: string;

beforeAll(async () => {
  big = await writeBigArchive(24_000, { id: '77', handle: 'big_bird' });
  other = await writeBigArchive(5000, { id: '78', handle: 'early_bird' });
  fixture = await zipFixture('data-2024');
});

const databaseIn = (home: string): string => join(home, '.local/share/memories/memories.db');

/** Looks into a home's database without the program. */
function peek<Found>(home: string, look: (db: Database.Database) => Found): Found | undefined {
  if (!existsSync(databaseIn(home))) return undefined;
  const db = new Database(databaseIn(home), { readonly: true, timeout: 10_000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function tweetsIn(home: string): number {
  const count = (db: Database.Database): number => {
    const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tweets'").get() !== undefined;
    return isMade ? Number(db.prepare('SELECT count(*) FROM tweets').pluck().get()) : 0;
  };
  return peek(home, count) ?? 0;
}

/** The cells of the tweets of one of the accounts. */
function rowsOf(home: string, networkId: string): Row[] {
  const find = 'SELECT * FROM tweets WHERE account_id = (SELECT id FROM accounts WHERE network_id = ?) ORDER BY id';
  return peek(home, (db) => db.prepare<[string], Row>(find).safeIntegers().all(networkId)) ?? [];
}

function integrityOf(home: string): unknown {
  return peek(home, (db) => db.pragma('integrity_check', { simple: true }));
}

/** The imports as `accounts --json` lists them, newest first. */
async function importsOf(home: string): Promise<{ source: string; state: string }[]> {
  const { stdout } = await runMemories(['accounts', '--json'], { home });
  return (JSON.parse(stdout) as { imports: { source: string; state: string }[] }).imports;
}

/** Starts an import and gives it a signal as soon as the database has so many tweets. */
async function signalled(home: string, archive: string, tweets: number, signal: NodeJS.Signals): Promise<RunResult> {
  const child = spawnMemories(['import', archive], { home });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  while (tweetsIn(home) < tweets && child.exitCode === null) await wait(3);
  child.kill(signal);
  const [[code, killedBy], [stdout, stderr]] = await Promise.all([closed, output]);
  return { code, signal: killedBy, stdout, stderr };
}

describe('an import that is killed', () => {
  test('leaves what was there, says so, and is completed by the same command', async () => {
    const home = tempFolder();
    await runMemories(['import', fixture], { home });
    const before = rowsOf(home, '4242');
    expect(before).toHaveLength(22);
    let kept = 0;
    for (const moment of [1, 5000, 10_000]) {
      const { signal } = await signalled(home, big.folder, 22 + moment, 'SIGKILL');
      expect(signal).toBe('SIGKILL');
      expect(integrityOf(home)).toBe('ok');
      expect(rowsOf(home, '4242')).toEqual(before);
      const [last, ...earlier] = await importsOf(home);
      expect(last).toMatchObject({ source: 'twitter-2024-01-01-big_bird', state: 'interrupted' });
      expect(earlier.at(-1)).toMatchObject({ source: 'data-2024.zip', state: 'done' });
      expect(tweetsIn(home)).toBeGreaterThanOrEqual(Math.max(kept, 22 + moment));
      kept = tweetsIn(home);
      expect(kept).toBeLessThan(22 + big.tweets);
    }
    const { code, stdout } = await runMemories(['import', '--json', big.folder], { home });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      imports: [{ complete: true, posts: { read: big.tweets, added: 22 + big.tweets - kept, unchanged: kept - 22 } }],
    });
    expect(rowsOf(home, '77')).toHaveLength(big.tweets);
    expect(rowsOf(home, '4242')).toEqual(before);
    expect((await importsOf(home))[0]).toMatchObject({ state: 'done' });
  });

  test('ends up with the very tweets of one that was not', async () => {
    const home = tempFolder();
    await signalled(home, other.folder, 1, 'SIGKILL');
    await runMemories(['import', other.folder], { home });
    const whole = database();
    await importInto(whole, other.folder);
    expect(rowsOf(home, '78')).toEqual(tweetRows(whole));
  });

  test('while its database is being made leaves nothing that is in the way', async () => {
    for (const delay of [0, 5]) {
      const home = tempFolder();
      const child = spawnMemories(['import', fixture], { home });
      const closed = once(child, 'close');
      while (!existsSync(databaseIn(home)) && child.exitCode === null) await wait(1);
      await wait(delay);
      child.kill('SIGKILL');
      await closed;
      expect(await runMemories(['import', fixture], { home })).toMatchObject({ code: 0 });
      expect(tweetsIn(home)).toBe(22);
      expect(integrityOf(home)).toBe('ok');
    }
  });
});

describe('an import that is asked to end', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s does so with %i, keeps what it had, and says so in one line', async (signal, code) => {
    const home = tempFolder();
    const result = await signalled(home, big.folder, 1, signal);
    const kept = tweetsIn(home).toLocaleString('en-US');
    const stderr = `interrupted: ${kept} posts in the database stay; the same command does the rest\n`;
    expect(result).toEqual({ code, signal: null, stdout: '', stderr });
    expect(tweetsIn(home)).toBeGreaterThan(0);
    expect(tweetsIn(home)).toBeLessThan(big.tweets);
    expect(integrityOf(home)).toBe('ok');
    expect(await importsOf(home)).toMatchObject([{ state: 'interrupted', account: 'big_bird' }]);
  });

  test('while it looks for the owner ends too', async () => {
    const controller = new AbortController();
    controller.abort('SIGINT');
    const archive = await zipFixture('grailbird-2013', { without: /user_details/ });
    const db = database();
    await expect(importInto(db, archive, { signal: controller.signal })).rejects.toBe('SIGINT');
    expect(imports(db, () => true)).toEqual([]);
  });
});

test('an interrupted import is listed as completed once the same archive of the same account is done', () => {
  const db = database();
  const [mine, yours] = ['mine', 'yours'].map((handle) =>
    saveAccount(db, { network: 'twitter', id: null, handle, name: null, timeZone: null }, 0),
  ) as [number, number];
  const start = (source: string, accountId: number): number => startImport(db, { source, accountId, pid: 1, now: 1 });
  const done = { state: 'done', report: null, now: 2 } as const;
  const states = (): string[] => imports(db, () => false).map(({ state }) => state);
  finishImport(db, start('a.zip', mine), { ...done, accountId: mine });
  start('a.zip', mine);
  finishImport(db, start('b.zip', mine), { ...done, accountId: mine });
  finishImport(db, start('a.zip', yours), { ...done, accountId: yours });
  finishImport(db, start('a.zip', mine), { ...done, state: 'failed', accountId: mine });
  expect(states()).toEqual(['failed', 'done', 'done', 'interrupted', 'done']);
  finishImport(db, start('a.zip', mine), { ...done, accountId: mine });
  expect(states()).toEqual(['done', 'failed', 'done', 'done', 'completed', 'done']);
});

describe('a disk that is full', () => {
  test('is told in words, keeps what was there, and the same import completes once there is room', async () => {
    const db = database();
    await importInto(db, fixture);
    const before = tweetRows(db);
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 200}`);
    const error: unknown = await importInto(db, other.folder).catch((thrown: unknown) => thrown);
    expect(toUserError(error, 'my.db')).toMatchObject({
      name: 'UserError',
      message: 'my.db could not grow: the disk is full',
      hint: 'make room, then run the same command again',
    });
    const ids = new Set(before.map(({ id }) => id));
    expect(tweetRows(db).filter(({ id }) => ids.has(id))).toEqual(before);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.pragma('max_page_count = 1000000');
    expect(await importInto(db, other.folder)).toMatchObject({ tweets: { read: other.tweets }, incomplete: false });
    expect(idsOf(db)).toHaveLength(22 + other.tweets);
  });
});

describe('imports at the same time', () => {
  test('of different archives both succeed, with every tweet, also into a new database', async () => {
    const home = tempFolder();
    const runs = [other.folder, fixture, ...(await Promise.all(FIXTURES.slice(0, 2).map((name) => zipFixture(name))))];
    const results = await Promise.all(runs.map((path) => runMemories(['import', '--json', path], { home })));
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(runs.map(() => ({ code: 0, stderr: '' })));
    const reports = results.map(({ stdout }) => JSON.parse(stdout) as { imports: [{ posts: { read: number } }] });
    expect(reports.map(({ imports: [{ posts: tweets }] }) => tweets.read)).toEqual([other.tweets, 22, 15, 19]);
    expect(rowsOf(home, '78')).toHaveLength(other.tweets);
    expect(rowsOf(home, '4242').length).toBeGreaterThan(35);
    expect(integrityOf(home)).toBe('ok');
    expect((await importsOf(home)).map(({ state }) => state)).toEqual(runs.map(() => 'done'));
  });

  test('of the same archive both succeed, and every tweet is there once', async () => {
    const home = tempFolder();
    const results = await Promise.all([0, 1].map(() => runMemories(['import', '--json', other.folder], { home })));
    const counts = results.map(({ code, stdout }) => {
      expect(code).toBe(0);
      return (JSON.parse(stdout) as { imports: [{ posts: { added: number; unchanged: number } }] }).imports[0].posts;
    });
    expect(counts.reduce((sum, { added }) => sum + added, 0)).toBe(other.tweets);
    for (const { added, unchanged } of counts) expect(added + unchanged).toBe(other.tweets);
    expect(rowsOf(home, '78')).toHaveLength(other.tweets);
    expect(tweetsIn(home)).toBe(other.tweets);
  });
});

test('memories are shown, and accounts listed, while an import runs', async () => {
  const home = tempFolder();
  await runMemories(['import', fixture], { home });
  const child = spawnMemories(['import', big.folder], { home });
  const closed = once(child, 'close');
  while (tweetsIn(home) < 23 && child.exitCode === null) await wait(3);
  const [day, list] = await Promise.all([
    runMemories(['today', '--account', 'wren_writes'], { home, now: '2026-11-22T09:00:00Z' }),
    importsOf(home),
  ]);
  expect(child.exitCode, 'the import still runs').toBeNull();
  expect(day).toMatchObject({ code: 0, stdout: expect.stringContaining('Otter') as string, stderr: '' });
  expect(list[0]).toMatchObject({ state: 'running' });
  child.kill('SIGKILL');
  await closed;
});

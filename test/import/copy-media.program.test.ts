// Photos that are copied while the disk fills up or the program is ended.

import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../src/library/import-report.ts';
import { zipFixture, zipOf } from '../support/archives.ts';
import { runMemories, spawnMemories } from '../support/run.ts';
import { leftoverName } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';
import { filesOf, photoTweet, mediaFolderIn, importedInto } from './photo-archives.ts';

const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

test.runIf(canMount)('a disk that fills up in the middle is an error in words, and what is there stays', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => String(1000 + index));
  const media = Object.fromEntries(ids.map((id) => [`data/tweets_media/${id}-a.jpg`, `photo ${id}`]));
  const archive = await zipOf(filesOf({ tweets: ids.map((id) => photoTweet(id, 'a.jpg')) }, media));
  // Inodes run out where bytes are left, so that the import begins.
  const script = `mount -t tmpfs -o size=300m,nr_inodes=25 none "$1" && "$2" "$3" import "$4" --db "$1/memories.db"
    code=$?; ls "$1/memories-media" | wc -l; ls -A "$1/memories-media" | grep -c part; exit $code`;
  const binary = join(import.meta.dirname, '../../bin/memories.js');
  const disk = tempFolder();
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', script, 'sh', disk, process.execPath, binary, archive],
    { encoding: 'utf8', env: { ...process.env, HOME: tempFolder() } },
  );
  expect(stderr).toMatch(/^error: the disk is full: not all media could be copied to .*\nhint: make room, .*\n$/);
  expect(status).toBe(1);
  const [copies, unfinished] = stdout.split('\n').map(Number);
  expect(copies).toBeGreaterThan(10);
  expect(unfinished).toBe(0);
});

describe('an import that is cut off', () => {
  const COUNT = 24;
  const SIZE = 8_000_000;
  const ids = Array.from({ length: COUNT }, (_, index) => String(2000 + index));
  let archive: string;

  beforeAll(async () => {
    const media = Object.fromEntries(
      ids.map((id) => [`data/tweets_media/${id}-a.jpg`, Buffer.alloc(SIZE, `photo of ${id}; `)]),
    );
    archive = await zipOf(filesOf({ tweets: ids.map((id) => photoTweet(id, 'a.jpg')) }, media), { store: true });
    return () => {
      rmSync(archive);
    };
  });

  function isWhole(folder: string, name: string): boolean {
    const [id = ''] = name.split('-');
    return readFileSync(join(folder, name)).equals(Buffer.alloc(SIZE, `photo of ${id}; `));
  }

  test.each([
    { signal: 'SIGKILL', end: { code: null, signal: 'SIGKILL' }, leavesPart: true },
    { signal: 'SIGINT', end: { code: 130, signal: null }, leavesPart: false },
    { signal: 'SIGTERM', end: { code: 143, signal: null }, leavesPart: false },
  ] as const)('by $signal leaves whole files alone, and the next completes it', async ({ signal, end, leavesPart }) => {
    const home = tempFolder();
    const folder = join(home, 'memories-media');
    const args = ['import', archive, '--json', '--db', join(home, 'memories.db')];
    const child = spawnMemories(args, { home });
    const closed = once(child, 'close');
    const isAmidst = (): boolean => {
      const names = existsSync(folder) ? readdirSync(folder) : [];
      return names.some((name) => name.endsWith('.jpg')) && names.some((name) => name.endsWith('.part'));
    };
    while (!isAmidst() && child.exitCode === null) await wait(1);
    child.kill(signal);
    expect(await closed).toEqual([end.code, end.signal]);

    const names = readdirSync(folder);
    const copies = names.filter((name) => !name.startsWith('.'));
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.length).toBeLessThan(COUNT);
    expect(copies.every((name) => isWhole(folder, name))).toBe(true);
    expect(names.length - copies.length).toBe(leavesPart ? 1 : 0);

    const { code, stdout } = await runMemories(args, { home });
    expect(code).toBe(0);
    const { imports } = JSON.parse(stdout) as { imports: ImportReport[] };
    expect(imports[0]?.media).toEqual({
      copied: COUNT - copies.length,
      bytes: (COUNT - copies.length) * SIZE,
      present: copies.length,
      missing: 0,
    });
    const completed = readdirSync(folder).toSorted();
    expect(completed).toEqual(ids.map((id) => `${id}-a.jpg`));
    expect(completed.every((name) => isWhole(folder, name))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

test('leftovers of processes that are gone are removed, and those of running ones are not', async () => {
  const home = tempFolder();
  mkdirSync(mediaFolderIn(home), { mode: 0o700 });
  const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  const stale = [leftoverName('1-a.jpg', gone), leftoverName('2-b.jpg', process.pid)];
  const kept = [leftoverName('1-a.jpg', process.ppid), '.1-a.jpg.part', 'notes.txt'];
  for (const name of [...stale, ...kept]) writeFileSync(join(mediaFolderIn(home), name), 'x');
  await importedInto(home, await zipFixture('root-2020'));
  expect(readdirSync(mediaFolderIn(home)).toSorted()).toEqual(kept.toSorted());
});

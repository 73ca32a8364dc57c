// `memories backup`: a whole copy while others write, private, and never in the place of something else.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tweetsIn } from '../faults/databases.ts';
import { folderFixture, zipFixture } from '../support/archives.ts';
import { leftoverName } from '../support/leftovers.ts';
import { databaseOf, homeWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

test('makes one private file with everything in it, and says where the photos are', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const { code, stdout, stderr } = await runMain(['backup', 'copy.db'], { home });
  const file = join(home, 'copy.db');
  const media = join(home, 'memories-media');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/: 22 posts, \d+ kB; the copy was read back and is whole\.\n/);
  expect(stdout).toContain(`copy the folder ${media} too`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(tweetsIn(file)).toEqual(tweetsIn(databaseOf(home)));
  expect(readdirSync(home).filter((name) => name.includes('copy'))).toEqual(['copy.db']);
  // Put back, it is a database as any.
  expect(await jsonOf(['--db', file, 'accounts'])).toEqual(await jsonOf(['accounts'], { home }));
});

test('replaces a file only with --force, and the database never', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const file = join(home, 'copy.db');
  writeFileSync(file, 'mine');
  const refused = await runMain(['backup', file], { home });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toBe(`error: ${file} is there already\nhint: name another file, or replace it with --force\n`);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(await runMain(['backup', file, '--force'], { home })).toMatchObject({ code: 0 });
  expect(tweetsIn(file).size).toBe(22);
  symlinkSync(databaseOf(home), join(home, 'link.db'));
  for (const itself of [databaseOf(home), join(home, 'link.db')]) {
    const { code, stderr } = await runMain(['backup', itself, '--force'], { home });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: ${itself} is the database itself\nhint: name another file\n`,
    });
  }
  expect(tweetsIn(databaseOf(home)).size).toBe(22);
});

test.each(['-wal', '-shm', '-journal'])('is never where a database keeps what was written last: %s', async (end) => {
  const home = await homeWith(await zipFixture('data-2024'));
  const file = `${databaseOf(home)}${end}`;
  expect(await runMain(['backup', file, '--force'], { home })).toMatchObject({
    code: 1,
    stderr: `error: ${file} is where a database keeps what was written last\nhint: name another file\n`,
  });
});

test('never replaces the configuration', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  writeConfig(home, 'time_zone: UTC\n');
  const file = join(home, 'config.yaml');
  expect(await runMain(['backup', file, '--force'], { home })).toMatchObject({
    code: 1,
    stderr: `error: ${file} is the configuration itself\nhint: name another file\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('time_zone: UTC\n');
});

test('removes the copies that killed backups left there', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const folder = tempFolder();
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    writeFileSync(join(folder, leftoverName('copy.db') + suffix), 'x');
  expect(await runMain(['backup', join(folder, 'other.db')], { home })).toMatchObject({ code: 0 });
  expect(readdirSync(folder)).toEqual(['other.db']);
});

test('refuses a dash: a database is not for standard output', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const { code, stdout, stderr } = await runMain(['backup', '-'], { home });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('it must be a file: a database is not text to print\n');
  expect(existsSync(join(home, '-'))).toBe(false);
});

test('says what is in the way, and leaves nothing', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  expect(await runMain(['backup', join(home, 'no/copy.db')], { home })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`can't be written: there is no folder ${join(home, 'no')}`) as string,
  });
  mkdirSync(join(home, 'folder'));
  expect(await runMain(['backup', join(home, 'folder'), '--force'], { home })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("can't be written: it is a folder") as string,
  });
  expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await runMain(['backup', 'copy.db'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no database') as string,
  });
});

test('says nothing with --quiet', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  expect(await runMain(['backup', 'copy.db', '-q'], { home })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(existsSync(join(home, 'copy.db'))).toBe(true);
});

test('keeps no copy of a damaged database', async () => {
  const home = await homeWith(await folderFixture('data-2024'));
  const bytes = readFileSync(databaseOf(home));
  bytes.fill(0x5a, 4096 * 3, 4096 * 8);
  writeFileSync(databaseOf(home), bytes);
  const { code, stderr } = await runMain(['backup', 'copy.db'], { home });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: the copy of .* is damaged, and was not kept: .*\nhint: memories doctor /);
  expect(existsSync(join(home, 'copy.db'))).toBe(false);
});

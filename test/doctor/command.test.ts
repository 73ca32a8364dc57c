// `memories doctor`: finds what is wrong, says what to do, and changes nothing.

import Database from 'better-sqlite3';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oldDatabase } from '../faults/databases.ts';
import { folderFixture } from '../support/archives.ts';
import { leftoverName } from '../support/leftovers.ts';
import { databaseOf, runMain, TERMINAL, writeConfig } from '../support/main.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { soundHome, troubles } from './findings.ts';

test('finds nothing wrong in a sound home, and changes no byte', async () => {
  const home = await soundHome();
  const before = readFileSync(databaseOf(home));
  const names = readdirSync(home);
  const { code, stdout, stderr } = await runMain(['doctor'], { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const checks = stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2).join(' '));
  const expected = ['configuration', 'database', 'search', 'disk', 'media', 'permissions', 'zone'];
  expect(checks).toEqual([...expected.map((check) => `ok ${check}`), '']);
  expect(readFileSync(databaseOf(home)).equals(before)).toBe(true);
  expect(readdirSync(home)).toEqual(names);
});

test('shows symbols in colour, and words without', async () => {
  const home = await soundHome();
  chmodSync(databaseOf(home), 0o644);
  const { code, stdout, stderr } = await runMain(['doctor'], { home, stdout: TERMINAL });
  expect(code).toBe(1);
  expect(stdout).toContain('✓');
  expect(stdout).toContain('✗');
  expect(stderr).toBe('error: one thing is wrong\nhint: the lines with an arrow say what to do\n');
  const plain = await runMain(['doctor'], { home });
  expect(plain.stdout).toContain(`wrong  permissions    others can read ${databaseOf(home)}\n`);
  expect(plain.stdout).toContain(`→ chmod 600 '${databaseOf(home)}'\n`);
});

test('finds a damaged database, and rows of accounts that are gone', async () => {
  const home = await soundHome();
  const db = new Database(databaseOf(home));
  db.exec('PRAGMA foreign_keys = OFF; DELETE FROM accounts');
  db.close();
  expect((await troubles({ home })).found).toMatchObject([{ check: 'database', verdict: 'wrong' }]);
  const bytes = readFileSync(databaseOf(home));
  bytes.fill(0x5a, 4096 * 3, 4096 * 8);
  writeFileSync(databaseOf(home), bytes);
  const { code, found } = await troubles({ home });
  expect(code).toBe(1);
  expect(found[0]).toMatchObject({ verdict: 'wrong', todo: expect.stringContaining('restore it') as string });
});

test('reports an older version, which is not wrong, and migrates nothing', async () => {
  const home = tempFolder();
  copyFileSync(oldDatabase(1), databaseOf(home));
  chmodSync(databaseOf(home), 0o600);
  const before = readFileSync(databaseOf(home));
  expect(await troubles({ home })).toMatchObject({ code: 0, found: [{ check: 'version', verdict: 'warning' }] });
  expect(readFileSync(databaseOf(home)).equals(before)).toBe(true);
  await runMain(['accounts'], { home });
  expect(await troubles({ home })).toMatchObject({ code: 0, found: [] });
});

test('finds a database of another program, and a missing one', async () => {
  const home = tempFolder();
  expect(await troubles({ home })).toMatchObject({ code: 0, found: [{ check: 'database', verdict: 'warning' }] });
  writeFileSync(databaseOf(home), 'This is no database at all.', { mode: 0o600 });
  expect(await troubles({ home })).toMatchObject({
    code: 1,
    found: [{ says: `${databaseOf(home)} is not a database` }],
  });
});

test('finds media that are gone, cut off or left over', async () => {
  const home = await soundHome();
  const folder = join(home, 'memories-media');
  const photos = readdirSync(folder).filter((name) => /\.(jpg|png)$/.test(name));
  const [first = '', second = ''] = photos;
  truncateSync(join(folder, first), 20);
  writeFileSync(join(folder, leftoverName('1-a.jpg', 999_999_999)), 'half');
  expect((await troubles({ home })).found.map(({ verdict, says }) => [verdict, says])).toEqual([
    ['wrong', `1 file is not whole: ${first}`],
    ['warning', `${folder} has 1 leftover of a cut off import`],
  ]);
  rmSync(join(folder, second));
  expect((await troubles({ home })).found[0]).toMatchObject({
    says: `1 file is gone from ${folder}`,
    verdict: 'wrong',
  });
  // What it says to do mends it.
  await runMain(['import', await folderFixture('data-2024')], { home });
  expect(await troubles({ home })).toEqual({ code: 0, found: [] });
});

test('finds accounts that the configuration names and the database does not have', async () => {
  const home = await soundHome();
  const settings = (handle: string): string =>
    `accounts: [WREN_writes]\ndigest: { to: a@example.org }\ndigests: { sunday: { accounts: [${handle}] } }\n`;
  writeConfig(home, settings('wren_writes'));
  expect(await troubles({ home }, '--offline')).toEqual({ code: 0, found: [] });
  writeConfig(home, settings('robin_sings'));
  expect(await troubles({ home }, '--offline')).toEqual({
    code: 0,
    found: [
      {
        check: 'accounts',
        verdict: 'warning',
        says: 'digests.sunday.accounts names @robin_sings, which is not in the database',
        todo: 'import its archive, or memories config set digests.sunday.accounts <handle>; there is: @wren_writes',
      },
    ],
  });
});

test('finds a configuration that is wrong, and one with a password that others can read', async () => {
  const home = await soundHome();
  writeConfig(home, 'colour: red\n');
  expect(await troubles({ home })).toMatchObject({ code: 1, found: [{ check: 'configuration', verdict: 'wrong' }] });
  writeConfig(home, 'smtp: { host: localhost, user: wren, password: secret }\n');
  chmodSync(join(home, 'config.yaml'), 0o644);
  const { code, found } = await troubles({ home }, '--offline');
  expect({ code, found }).toMatchObject({ code: 1, found: [{ check: 'permissions' }] });
  expect(JSON.stringify(found)).not.toContain('secret');
});

test('finds a TZ that is not a zone', async () => {
  const home = await soundHome();
  expect(await troubles({ home, env: { TZ: 'Mars/Olympus' } })).toMatchObject({
    code: 0,
    found: [{ check: 'zone', verdict: 'warning' }],
  });
});

test('tries the mail server if one is set up, unless --offline', async () => {
  const home = await soundHome();
  const smtp = await startSmtp();
  writeConfig(home, `smtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
  const { stdout } = await runMain(['doctor'], { home });
  expect(stdout).toContain(`127.0.0.1:${smtp.port} takes mail\n`);
  writeConfig(home, 'smtp: { url: "smtp://127.0.0.1:1" }\n');
  expect(await troubles({ home })).toMatchObject({ code: 1, found: [{ check: 'mail', verdict: 'wrong' }] });
  expect(await troubles({ home }, '--offline')).toEqual({ code: 0, found: [] });
});

test('finds an import that was cut off', async () => {
  const home = await soundHome();
  const db = new Database(databaseOf(home));
  db.exec("UPDATE imports SET state = 'running', pid = 999999999, finished_at = NULL, source = 'a.zip'");
  db.close();
  expect((await troubles({ home })).found).toMatchObject([{ verdict: 'warning', says: 'a.zip was cut off' }]);
});

test('says commands that the shell of the system takes', async () => {
  const home = await soundHome();
  const db = new Database(databaseOf(home));
  db.exec(
    "UPDATE imports SET state = 'running', pid = 999999999, finished_at = NULL, source = 'my archive.zip, b.zip'",
  );
  db.close();
  const left = `${databaseOf(home)}.v3-backup.part`;
  writeFileSync(left, '', { mode: 0o600 });
  const commands = async (platform: string): Promise<(string | null)[]> =>
    (await troubles({ home, platform })).found.map(({ todo }) => todo);
  expect(await commands('linux')).toEqual([
    "memories import 'my archive.zip' b.zip does the rest",
    `remove it: rm '${left}'`,
  ]);
  expect(await commands('win32')).toEqual([
    'memories import "my archive.zip" b.zip does the rest',
    `remove it: del "${left}"`,
  ]);
});

// `memories accounts remove`: nothing is left of an account, and nothing is missing of the others.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/library/database.ts';
import { folderFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, jsonOf, runMain, writeConfig } from '../support/main.ts';

async function homeOfTwo(): Promise<string> {
  const pond = await archiveWith(
    [
      { at: '2019-11-22T08:00:00Z', text: 'soup of the pond' },
      { at: '2021-11-22T08:00:00Z', text: 'frogs' },
    ],
    { id: '77', handle: 'PondNews' },
  );
  return homeWith(await folderFixture('data-2024'), pond);
}

function mediaIn(home: string): string[] {
  const folder = join(home, 'memories-media');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** How many rows each table has. */
function rowsIn(home: string): Record<string, number> {
  const db = openDatabase(databaseOf(home), { create: false });
  if (!db) throw new Error('there is no database');
  const tables = [
    'accounts',
    'tweets',
    'notes',
    'imports',
    'known_files',
    'former_handles',
    'search_index',
    'search_queue',
  ];
  const rows = tables.map((name) => [name, Number(db.prepare(`SELECT count(*) FROM ${name}`).pluck().get())] as const);
  db.close();
  return Object.fromEntries(rows);
}

describe('memories accounts remove', () => {
  test('says what goes, removes it, and leaves the other account as it was', async () => {
    const home = await homeOfTwo();
    await runMain(['search', 'soup'], { home });
    const others = await homeWith(
      await archiveWith(
        [
          { at: '2019-11-22T08:00:00Z', text: 'soup of the pond' },
          { at: '2021-11-22T08:00:00Z', text: 'frogs' },
        ],
        { id: '77', handle: 'PondNews' },
      ),
    );
    await runMain(['search', 'soup'], { home: others });
    expect(mediaIn(home)).toHaveLength(4);
    const run = await runMain(['accounts', 'remove', '@Wren_Writes', '--yes'], { home });
    expect(run).toEqual({
      code: 0,
      stdout: 'Removed: @wren_writes\n',
      stderr: '@wren_writes: 22 posts of 2007 to 2024, 4 copies of photos and videos (1 kB), 1 import\n',
    });
    expect(rowsIn(home)).toEqual(rowsIn(others));
    expect(mediaIn(home)).toEqual([]);
    expect(await jsonOf(['search', 'soup'], { home })).toMatchObject({ total: 1 });
    expect((await runMain(['doctor', '--offline'], { home })).stdout).not.toContain('wrong');
  });

  test('keeps the photos of the account that stays', async () => {
    const home = await homeOfTwo();
    const before = mediaIn(home);
    expect((await runMain(['accounts', 'remove', 'pondnews', '-y'], { home })).code).toBe(0);
    expect(mediaIn(home)).toEqual(before);
    expect(await jsonOf(['accounts'], { home })).toMatchObject({ accounts: [{ account: 'wren_writes', posts: 22 }] });
  });

  test('lets the archive be read again, whole', async () => {
    const archive = await folderFixture('data-2024');
    const home = await homeWith(archive);
    const before = rowsIn(home);
    const media = mediaIn(home);
    await runMain(['accounts', 'remove', 'wren_writes', '--yes'], { home });
    expect((await runMain(['today'], { home })).stderr).toContain('nothing has been imported yet');
    const { stdout } = await runMain(['import', '--json', archive], { home });
    expect(JSON.parse(stdout)).toMatchObject({ imports: [{ posts: { added: 22 } }] });
    expect(rowsIn(home)).toEqual(before);
    expect(mediaIn(home)).toEqual(media);
  });

  test('says what still speaks of it: settings and hidden tweets', async () => {
    const home = await homeOfTwo();
    writeConfig(home, 'accounts: [wren_writes]\ndigests:\n  family: { accounts: [PondNews, Wren_Writes] }\n');
    await runMain(['hide', '1330489943771844675'], { home });
    const { stderr } = await runMain(['accounts', 'remove', 'wren_writes', '--yes'], { home });
    expect(stderr.split('\n').slice(1)).toEqual([
      'note: the setting accounts names it: memories config set or unset accounts',
      'note: the setting digests.family.accounts names it: memories config set or unset digests.family.accounts',
      'note: 1 of its posts is hidden, and will be when they come back: memories hidden',
      '',
    ]);
    expect(await jsonOf(['hidden'], { home })).toMatchObject({ hidden: [{ value: '1330489943771844675' }] });
  });

  test('removes nothing without a yes, and nothing where nobody can be asked', async () => {
    const home = await homeOfTwo();
    const before = rowsIn(home);
    const { code, stdout, stderr } = await runMain(['accounts', 'remove', 'wren_writes'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('hint: memories accounts remove @wren_writes --yes\n');
    expect(rowsIn(home)).toEqual(before);
  });

  test('waits for an import of it that runs', async () => {
    const home = await homeOfTwo();
    const db = openDatabase(databaseOf(home), { create: false });
    db?.prepare("UPDATE imports SET state = 'running', pid = ?").run(process.pid);
    db?.close();
    const { code, stderr } = await runMain(['accounts', 'remove', 'wren_writes', '--yes'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('error: an import of @wren_writes is running\nhint: ');
  });

  test('knows who may be meant', async () => {
    const home = await homeOfTwo();
    const { code, stderr } = await runMain(['accounts', 'remove', 'pond_news', '--yes'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('there is no account @pond_news in the database\nhint: did you mean @PondNews?');
    expect((await runMain(['accounts', 'remov'], { home })).stderr).toBe(
      'error: there is no command "accounts remov"\nhint: there are: list, remove\n',
    );
  });
});

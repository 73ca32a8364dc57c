// Imports whose process is gone.

import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { atTerminal, hasTerminals } from '../support/terminal.ts';

describe.skipIf(!hasTerminals())('memories accounts remove at a terminal', () => {
  test.each([
    ['n', 'Nothing was removed.', true],
    ['y', 'Removed: @wren_writes', false],
  ])('asks, and with %s it says "%s"', async (answer, said, isKept) => {
    const home = tempFolder();
    const env = { MEMORIES_DB: databaseOf(home) };
    await runMain(['import', await zipFixture('data-2024')], { home });
    const { code, screen } = await atTerminal(
      ['accounts', 'remove', 'wren_writes'],
      [['Only its archive brings it back', answer, 'enter']],
      { home, env },
    );
    expect(code).toBe(0);
    expect(screen).toContain('@wren_writes: 22 posts of 2007 to 2024');
    expect(screen).toContain(said);
    expect((await runMain(['accounts'], { home })).code).toBe(isKept ? 0 : 1);
  });

  test('Ctrl-C removes nothing', async () => {
    const home = tempFolder();
    const env = { MEMORIES_DB: databaseOf(home) };
    await runMain(['import', await zipFixture('data-2024')], { home });
    const steps = [['Only its archive brings it back', 'ctrl-c']] as const;
    expect(await atTerminal(['accounts', 'remove', 'wren_writes'], steps, { home, env })).toMatchObject({ code: 130 });
    expect((await runMain(['accounts'], { home })).stdout).toContain('22 posts');
  });
});

describe('memories accounts', () => {
  test('tells an import that runs from one whose process is gone', async () => {
    const other = tempFolder();
    await runMain(['import', await zipFixture('root-2018')], { home: other });
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const db = new Database(databaseOf(other));
    const add = db.prepare("INSERT INTO imports (source, state, pid, started_at) VALUES (?, 'running', ?, ?)");
    add.run('now.zip', process.pid, Date.parse('2026-11-22T09:00:00Z'));
    add.run('cut-off.zip', gone, Date.parse('2026-11-22T08:00:00Z'));
    add.run('again.zip', gone, Date.parse('2026-11-22T07:00:00Z'));
    db.close();
    await runMain(['import', await zipFixture('root-2018', { name: 'again.zip' })], { home: other });
    const { stdout } = await runMain(['accounts'], { home: other });
    expect(stdout).toMatch(/running +now\.zip$/m);
    expect(stdout).toMatch(/interrupted +cut-off\.zip .*import it again/m);
    expect(stdout).toMatch(/completed +again\.zip .*then imported again/m);
  });
});

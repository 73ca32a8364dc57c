// Imports whose process is gone.

import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

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

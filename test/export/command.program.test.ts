// Exports that are cut off, whose reader leaves, or that other programs look at.

import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { homeToExport, namesBeside } from '../support/exports.ts';
import { archiveWith, databaseOf, homeWith, runMain } from '../support/main.ts';
import { BINARY, runMemories, spawnMemories } from '../support/run.ts';
import { leftoverName, NO_PROCESS } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';

let home: string;

beforeAll(async () => {
  home = await homeToExport();
});

describe('an export that is cut off', () => {
  let many: string;

  beforeAll(async () => {
    many = tempFolder();
    const tweets = Array.from({ length: 20_000 }, (_, index) => ({
      at: new Date(Date.UTC(2012, 0, 1) + index * 3_600_000).toISOString(),
      text: `tweet number ${index}`,
    }));
    const { code } = await runMemories(['import', await archiveWith(tweets)], { home: many });
    expect(code).toBe(0);
  }, 60_000);

  test.each([
    ['jsonl', 'SIGTERM', 143],
    ['markdown', 'SIGTERM', 143],
    ['jsonl', 'SIGHUP', 129],
    ['html', 'SIGHUP', 129],
  ] as const)('leaves nothing of a %s after %s', async (format, signal, code) => {
    const out = join(tempFolder(), 'export');
    const child = spawnMemories(['export', '--format', format, '--out', out], { home: many });
    child.stdout.resume();
    child.stderr.resume();
    while (namesBeside(out).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(namesBeside(out)).not.toContain('export');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(namesBeside(out)).toEqual([]);
  });

  test.each(['jsonl', 'html'])(
    'in the middle of a %s leaves only what the next export there removes',
    async (format) => {
      const out = join(tempFolder(), 'export');
      const child = spawnMemories(['export', '--format', format, '--out', out], { home: many });
      child.stdout.resume();
      child.stderr.resume();
      while (namesBeside(out).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(namesBeside(out)).toEqual([
        expect.stringMatching(`^\\.export\\.[0-9a-f]{8}-${child.pid ?? 0}-[0-9a-f]{16}\\.part$`),
      ]);
      // Similar names, and what a running process is writing, must stay.
      const others = ['.export.part', `.export.${NO_PROCESS}.part`, leftoverName('export', process.ppid)];
      for (const name of others) writeFileSync(join(out, '..', name), 'mine');
      expect((await runMain(['export', '--format', format, '--out', out], { home })).code).toBe(0);
      expect(namesBeside(out)).toEqual([...others, 'export'].sort());
    },
  );

  test('ends quietly when its reader stops reading', async () => {
    const child = spawnMemories(['export', '--format', 'jsonl'], { home: many });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said).toBe('');
  });
});

test('edited notes are recognised by a list that sha256sum can check', async () => {
  const own = await homeWith(await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'in November' }]));
  const notes = join(own, 'notes');
  expect(await runMain(['export', '--format', 'markdown', '--out', notes], { home: own })).toMatchObject({ code: 0 });
  execFileSync('sha256sum', ['--check', '--strict', '.memories-export'], { cwd: notes });
});

test.runIf(process.getuid?.() !== 0 || existsSync('/usr/bin/setpriv'))(
  'a folder that stands is not said to have failed because what was there before can not be removed',
  async () => {
    const own = await homeWith(await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'in November' }]));
    const notes = join(own, 'notes');
    const line = ['--db', databaseOf(own), 'export', '--format', 'markdown', '--force', '--out', notes];
    // Nothing is forbidden to root.
    const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    if (asNobody.length > 0) execFileSync('chown', ['-R', '65534:65534', own]);
    const run = (): SpawnSyncReturns<string> => {
      const [command = '', ...args] = [...asNobody, process.execPath, BINARY, ...line];
      return spawnSync(command, args, { encoding: 'utf8', env: { HOME: own, TZ: 'UTC' } });
    };
    expect(run()).toMatchObject({ status: 0 });
    mkdirSync(join(notes, 'media'));
    writeFileSync(join(notes, 'media', 'x.jpg'), '');
    appendFileSync(join(notes, '.memories-export'), `${'0'.repeat(64)}  media/gone.jpg\nmedia/x.jpg\n`);
    chmodSync(join(notes, 'media'), 0o555);
    if (asNobody.length > 0) execFileSync('chown', ['-R', '0:0', join(notes, 'media')]);
    const { status, stderr } = run();
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^1 post exported: .*notes\nwarning: what was there before could not be removed, and is now .*\.notes\..*\.part\.before: permission is denied\n$/,
    );
    expect(readdirSync(notes).sort()).toEqual(['.memories-export', '2019-11.md']);
  },
);

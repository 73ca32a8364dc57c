// How the real program ends, also when nobody reads what it prints.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, runMain } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt } from '../support/tweets.ts';

describe('1', () => {
  test('for a place where no database can be, in the words of the real program', async () => {
    const archive = await zipFixture('root-2018');
    const { code, stdout, stderr } = await runMemories(['import', archive, '--db', '/dev/null/memories.db']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*\/dev\/null\/memories\.db.*\nhint: .*\n$/);
  });
});

describe('2', () => {
  test('for a wrong flag of the real program', async () => {
    const { code, stdout, stderr } = await runMemories(['today', '--nonsense']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('memories today has no option --nonsense');
  });
});

describe.skipIf(process.platform === 'win32')('a closed pipe', () => {
  const BINARY = join(import.meta.dirname, '../../bin/memories.js');
  const bash = async (script: string, env: Record<string, string>): Promise<{ stdout: string; stderr: string }> =>
    promisify(execFile)('bash', ['-c', script], {
      env: { PATH: process.env['PATH'], NODE: process.execPath, BINARY, ...env },
    });

  test('ends a large output quietly with 0', async () => {
    const start = Date.parse('2020-11-22T00:00:00Z');
    const tweets = Array.from({ length: 3000 }, (_, index) => {
      const at = new Date(start + index * 20_000).toISOString();
      return { at, text: `number ${index + 1} ${'of many '.repeat(25)}`, id: snowflakeAt(at) };
    });
    const home = await homeWith(await archiveWith(tweets));
    const { stdout, stderr } = await bash(
      '"$NODE" "$BINARY" on 2026-11-22 | head -1; echo "exit codes ${PIPESTATUS[@]}"',
      { HOME: home, MEMORIES_DB: databaseOf(home), TZ: 'UTC' },
    );
    expect(stdout).toMatch(/^.*22 November.*\nexit codes 0 0\n$/);
    expect(stderr).toBe('');
  });

  test('leaves nothing of the demo behind', async () => {
    const [home, temporary] = [tempFolder(), tempFolder()];
    const { stdout, stderr } = await bash('"$NODE" "$BINARY" demo | head -1; ls -A "$TMPDIR"', {
      HOME: home,
      TMPDIR: temporary,
    });
    expect({ stdout, stderr }).toEqual({ stdout: '$ memories import twitter-archive mastodon-archive\n', stderr: '' });
  });

  test('keeps no archive from being imported', async () => {
    const home = tempFolder();
    const archives = [await zipFixture('root-2018'), await zipFixture('root-2020'), await zipFixture('data-2020')];
    const env = { HOME: home, MEMORIES_DB: databaseOf(home), ARCHIVES: archives.join(' ') };
    await bash('"$NODE" "$BINARY" import $ARCHIVES | true', env);
    const { stdout } = await runMain(['accounts'], { home });
    for (const name of ['root-2018.zip', 'root-2020.zip', 'data-2020.zip']) expect(stdout).toContain(name);
  });
});

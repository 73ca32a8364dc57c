// What a shell does with standard output: pipes, files, readers that leave, and pipes that do not wait.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, databaseOf, runMain } from '../support/main.ts';
import { BINARY } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

/** More than a pipe holds. */
const WORDS = `${'plums and otters, '.repeat(12)}every morning`;
const TWEETS = 400;

let home: string;
let whole: string;

beforeAll(async () => {
  home = tempFolder();
  const tweets = Array.from({ length: TWEETS }, (_, index) => ({
    at: new Date(Date.UTC(2019, 10, 22, 10, 0, index)).toISOString(),
    text: `${WORDS} ${index}`,
  }));
  await runMain(['import', await archiveWith(tweets)], { home });
  whole = (await runMain(['on', '2026-11-22', '--json'], { home })).stdout;
  expect(whole.length).toBeGreaterThan(200_000);
});

/** A line of the shell in which `memories` is the program. */
function shell(line: string): ReturnType<typeof spawn> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TZ: 'UTC',
    MEMORIES_DB: databaseOf(home),
    NODE: process.execPath,
  };
  return spawn('sh', ['-c', line.replaceAll('memories', `"$NODE" '${BINARY}'`)], { cwd: home, env });
}

async function said(line: string): Promise<{ stdout: string; stderr: string; code: unknown }> {
  const child = shell(line);
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<unknown[]>,
  ]);
  return { stdout, stderr, code };
}

describe.skipIf(process.platform === 'win32')('what is printed', () => {
  test('arrives completely through a pipe and in a file', async () => {
    expect(await said('memories on 2026-11-22 --json | cat')).toEqual({ stdout: whole, stderr: '', code: 0 });
    expect(await said('memories on 2026-11-22 --json > day.json')).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(readFileSync(join(home, 'day.json'), 'utf8')).toBe(whole);
  });

  test('arrives completely through a non-blocking pipe with a slow reader', async () => {
    const noWait = 'perl -MFcntl -e "fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK); exec @ARGV"';
    // Full before anybody reads.
    const line = `${noWait} memories on 2026-11-22 --json | { sleep 1; cat; }`;
    expect(await said(line)).toEqual({ stdout: whole, stderr: '', code: 0 });
  });

  test.skipIf(!existsSync('/dev/full'))('gives one line of error on a full disk', async () => {
    for (const line of ['memories on 2026-11-22 --json', 'memories --version', 'memories export --format csv']) {
      const { stderr, code } = await said(`${line} > /dev/full`);
      expect(stderr).toMatch(
        /^(?:Prep.*\n)?error: what is printed can't be written: [^\n]*full[^\n]*\n(?:hint: [^\n]*\n)?$/,
      );
      expect(code).toBe(1);
    }
  });

  test('is not a failure when the reader has closed the pipe', async () => {
    expect(await said('{ memories on 2026-11-22 --json; echo $? >&2; } | head -c 10')).toEqual({
      stdout: whole.slice(0, 10),
      stderr: '0\n',
      code: 0,
    });
  });
});

// `--html` and `--open`: where the page goes, who may read it, and what is said when it can't be made.

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, homeWith, runMain, type MainResult } from '../support/main.ts';
import { runMemories, type RunResult } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

let home: string;

beforeAll(async () => {
  home = await homeWith(await zipFixture('data-2024'));
});

async function today(...args: string[]): Promise<MainResult> {
  return runMain(['today', ...args], { home });
}

describe('--html', () => {
  test('writes the page, readable by its owner alone, and says where', async () => {
    const path = join(tempFolder(), 'day.html');
    const { code, stdout, stderr } = await today('--html', path);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^\\d+ memories from .*: ${path}\n$`));
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('means a file from the current folder', async () => {
    const cwd = tempFolder();
    await runMain(['today', '--html', 'day.html'], { home, cwd });
    expect(existsSync(join(cwd, 'day.html'))).toBe(true);
  });

  test('- writes it to standard output and says nothing else', async () => {
    const { code, stdout, stderr } = await today('--html', '-');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<!doctype html>/i);
  });

  test('to a folder that is not there says which', async () => {
    const folder = join(tempFolder(), 'nowhere');
    expect(await today('--html', join(folder, 'day.html'))).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: the page ${join(folder, 'day.html')} can't be written: there is no folder ${folder}\nhint: pass another file with --html\n`,
    });
  });

  test('to a folder says that it is one', async () => {
    const folder = tempFolder();
    const { code, stderr } = await today('--html', folder);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `error: the page ${folder} can't be written: it is a folder\nhint: pass another file with --html\n`,
    );
  });

  test('to nothing is a wrong command line', async () => {
    const { code, stderr } = await today('--html', '');
    expect(code).toBe(2);
    expect(stderr).toContain('It must be a path.');
  });
});

describe('what can only be one or the other is refused with exit code 2:', () => {
  const commands = [['today'], ['on', '11-22'], ['week'], ['random'], ['show', '20'], ['thread', '20']];
  const pages = [['--html', 'day.html'], ['--html', '-'], ['--open']];

  test.each(commands.flatMap((command) => pages.map((page) => [[...command, '--json', ...page]])))(
    '%j',
    async (args) => {
      const { code, stdout, stderr } = await runMain(args, { home });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: option '--json' cannot be used with option '--(html|open)/);
      expect(existsSync(join(home, 'day.html'))).toBe(false);
    },
  );

  test('a page on standard output and a browser', async () => {
    const { code, stdout, stderr } = await today('--html', '-', '--open');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: option '--open' cannot be used with option '--html -'\n/);
  });
});

describe.skipIf(process.platform !== 'linux')('--open', () => {
  /** Runs the real program with a browser that notes what it is given. */
  async function opened(...args: string[]): Promise<RunResult & { noted: string; caches: string }> {
    const folder = tempFolder();
    const [browser, note] = [join(folder, 'browser'), join(folder, 'note')];
    writeFileSync(browser, `#!/bin/sh\necho "$1" > "${note}.new" && mv "${note}.new" "${note}"\n`);
    chmodSync(browser, 0o700);
    const env = {
      MEMORIES_DB: databaseOf(home),
      BROWSER: browser,
      TMPDIR: folder,
      NODE_DISABLE_COMPILE_CACHE: '1',
    };
    const run = await runMemories(['today', ...args], { home, env });
    for (let waited = 0; !existsSync(note) && waited < 10_000; waited += 20) await wait(20);
    expect(readdirSync(folder).sort(), 'nothing is left in the temporary folder').toEqual(['browser', 'note']);
    return { ...run, noted: readFileSync(note, 'utf8').trim(), caches: join(home, '.cache/memories') };
  }

  test('shows a page that the next one replaces, in a folder for nobody else', async () => {
    const first = await opened('--open');
    const path = join(first.caches, 'memories.html');
    expect({ code: first.code, noted: first.noted }).toEqual({ code: 0, noted: path });
    expect(first.stderr).toContain(path);
    expect((await opened('--open', '--retweets')).noted).toBe(path);
    expect(readdirSync(first.caches)).toEqual(['memories.html']);
    expect([path, first.caches].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o700]);
  });

  test('with --html shows that file', async () => {
    const path = join(tempFolder(), 'day.html');
    expect((await opened('--open', '--html', path)).noted).toBe(path);
  });

  test('says what to do where there is no place for its page', async () => {
    const env = { MEMORIES_DB: databaseOf(home), XDG_CACHE_HOME: import.meta.filename };
    const { code, stderr } = await runMemories(['today', '--open'], { home, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: there is no place for the page: a part of its path is a file.*\nhint: .*--html\n$/);
  });
});

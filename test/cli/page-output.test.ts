// `--html` and `--open`: where the page goes, who may read it, and what is said when it can't be made.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { homeWith, runMain, type MainResult } from '../support/main.ts';
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
    '%j prints one error and writes no page',
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

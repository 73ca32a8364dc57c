// `--html` and `--open`: where the page goes, who may read it, and what is said when it can't be made.

import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, homeWith, runMain, type MainResult } from '../support/main.ts';
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

  test('says of a day without memories where its page is, in one sentence', async () => {
    const path = join(tempFolder(), 'day.html');
    const { stderr } = await runMain(['on', '06-01', '--html', path], { home });
    expect(stderr).toBe(`Nothing was written on 1 June in earlier years: ${path}\n`);
  });

  test('has no address with a space in it', async () => {
    const { stdout } = await today('--html', '-');
    const addresses = Array.from(stdout.matchAll(/ (?:href|src)="([^"]*)"/g), ([, address = '']) => address);
    expect(addresses.some((address) => address.startsWith('data:image/svg'))).toBe(true);
    expect(addresses.filter((address) => /\s/.test(address))).toEqual([]);
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

  test('takes the place of a page of ours, again and again, and of an empty file', async () => {
    const path = join(tempFolder(), 'day.html');
    writeFileSync(path, '');
    for (const args of [['today'], ['year', '2019'], ['today']]) {
      expect(await runMain([...args, '--html', path], { home })).toMatchObject({ code: 0 });
    }
    expect(readFileSync(path, 'utf8')).toContain('<title>On this day');
    expect(readdirSync(join(path, '..'))).toEqual(['day.html']);
  });

  test('is written behind a link, which stays one', async () => {
    const folder = tempFolder();
    symlinkSync('real.html', join(folder, 'link.html'));
    expect(await today('--html', join(folder, 'link.html'))).toMatchObject({ code: 0 });
    expect(lstatSync(join(folder, 'link.html')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test.each([
    ['letter.txt', 'Dear Wren,\n', 'another file'],
    ['index.html', '<!doctype html>\n<title>a page of my own</title>\n', 'another file'],
    ['other.db', `SQLite format 3\0${'\0'.repeat(100)}`, 'a database'],
  ])('never takes the place of %s that somebody else made', async (name, content, what) => {
    const path = join(tempFolder(), name);
    writeFileSync(path, content);
    expect(await today('--html', path)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: the page ${path} can't be written: what is there is ${what}\nhint: pass another file with --html\n`,
    });
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(readdirSync(join(path, '..'))).toEqual([name]);
  });

  test.each([
    ['today', '--html'],
    ['year', '--html'],
    ['digest', 'preview', '--html'],
    ['digest', 'preview', '--eml'],
  ])('%s %s %s never takes the place of the database or the configuration', async (...words) => {
    const own = await homeWith(await zipFixture('data-2024'));
    for (const file of [databaseOf(own), join(own, 'config.yaml')]) {
      if (file.endsWith('.yaml')) writeFileSync(file, 'digest: { to: wren@example.org }\n');
      const before = readFileSync(file);
      expect(await runMain([...words, file], { home: own })).toMatchObject({ code: 1 });
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  test('is written into what takes it in as it comes', async () => {
    expect(await today('--html', '/dev/null')).toMatchObject({ code: 0 });
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('to nothing is a wrong command line', async () => {
    const { code, stderr } = await today('--html', '');
    expect(code).toBe(2);
    expect(stderr).toContain('it must be a path');
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
      expect(stderr).toMatch(/^error: --json can't be used with --(html|open)\nhint: /);
      expect(existsSync(join(home, 'day.html'))).toBe(false);
    },
  );

  test('a page on standard output and a browser', async () => {
    const { code, stdout, stderr } = await today('--html', '-', '--open');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: --open can't be used with --html -\nhint: /);
  });
});

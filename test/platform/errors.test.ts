// The system's errors in plain words, wherever they end up before a person.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reasonOf } from '../../src/platform/errors.ts';
import { zipFixture } from '../support/archives.ts';
import { runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

/** How Node says it: `ENOENT: no such file or directory, open '…'`. */
const RAW = /\bE[A-Z]{3,}\b|syscall|, open |operation/;

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('the reason of an error', () => {
  test.each([
    ['a file that is not there', () => readFileSync('/nowhere/at/all'), 'there is no such file or folder'],
    ['a folder read as a file', () => readFileSync('/'), 'it is a folder'],
    [
      'a file taken for a folder',
      () => readFileSync(`${import.meta.filename}/x`),
      'a part of its path is a file, not a folder',
    ],
    [
      'a name that is there',
      () => {
        mkdirSync('/');
      },
      /^(something of that name is there already|it is a folder)$/,
    ],
    ['a name that is too long', () => readFileSync(`/${'x'.repeat(5000)}`), 'its name is too long'],
    [
      'the full disk',
      () => {
        writeFileSync('/dev/full', 'x');
      },
      'the disk is full',
    ],
  ])('of %s is in plain words', (_what, act, words) => {
    expect(reasonOf(thrownBy(act))).toMatch(words);
    expect(reasonOf(thrownBy(act))).not.toMatch(RAW);
  });

  test.each(['EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTEMPTY', 'EOPNOTSUPP', 'ENOTSUP'])(
    'is in plain words for %s',
    (code) => {
      const error = Object.assign(new Error(`${code}: as the system says it, open '/a'`), { code });
      expect(reasonOf(error)).not.toMatch(RAW);
    },
  );

  test('of anything else is its own message', () => {
    expect(reasonOf(new Error('the owl is out'))).toBe('the owl is out');
    expect(reasonOf('just a text')).toBe('just a text');
  });
});

describe('what a person reads has no raw system message:', () => {
  const folder = tempFolder();

  test.each([
    ['a database that is a folder', ['today', '--db', folder], `${folder} can't be opened: it is a folder`],
    [
      'a database within a file',
      ['today', '--db', `${import.meta.filename}/memories.db`, '--json'],
      `there is no database ${import.meta.filename}/memories.db`,
    ],
    [
      'a new database within a file',
      ['import', folder, '--db', `${import.meta.filename}/x/memories.db`],
      "can't be created: a part of its path is a file, not a folder",
    ],
  ])('%s gives one error and one hint', async (_what, args, words) => {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(RAW);
    expect(stderr.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual(['error', 'hint', '']);
  });

  test('a configuration that is a folder', async () => {
    const { code, stderr } = await runMain(['config', 'set', 'color', 'never'], { env: { MEMORIES_CONFIG: folder } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/can't be (read|written): it is a folder\nhint: /);
  });

  test('a media folder that is a file', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'memories-media'), 'in the way');
    const { code, stderr } = await runMain(['import', await zipFixture('data-2024')], { home });
    expect(code).toBe(1);
    expect(stderr).toMatch(/could not be copied to .*memories-media: (a part|something) of .*\nhint: /);
    expect(stderr).not.toMatch(RAW);
  });

  test('an empty path is a wrong command line', async () => {
    for (const args of [
      ['--db', '', 'today'],
      ['import', ''],
      ['import', 'a.zip', ''],
    ]) {
      const { code, stdout, stderr } = await runMain(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('it must be a path');
    }
  });
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that may not be read', async () => {
  const folder = join(tempFolder(), 'locked');
  mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o000);
  const { stderr } = await runMain(['import', folder]);
  expect(stderr).toMatch(/^error: .* may not be read\nhint: check its permissions\n$/);
});

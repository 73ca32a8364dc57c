// Files appear completely or not at all, under names that others can't prepare; leftovers of killed processes are removed.

import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  makeFile,
  makeFileSync,
  ownershipOf,
  renameWithRetry,
  renameWithRetrySync,
  targetOf,
  writeFileAtomic,
} from '../../src/platform/atomic-write.ts';
import { cleanUp, leftoversIn, replacedBeside, temporaryBeside } from '../../src/platform/temporary.ts';
import { leftoverName } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('a file', () => {
  test('replaces another with the given mode, and leaves nothing beside it', async () => {
    const path = join(tempFolder(), 'a.txt');
    writeFileSync(path, 'old');
    await writeFileAtomic(path, 'new', 0o640);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(path, '..'))).toEqual(['a.txt']);
  });

  test('is made under a hidden name, a different one each time, readable by its owner alone', async () => {
    const path = join(tempFolder(), 'a.txt');
    const names: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      await makeFile(path, (_file, temporary) => {
        expect(statSync(temporary).mode & 0o777).toBe(0o600);
        names.push(temporary);
        return Promise.resolve();
      });
    }
    expect(names[0]).toMatch(/\/\.a\.txt\.[0-9a-f]{8}-\d+-[0-9a-f]{16}\.part$/);
    expect(names[0]).not.toBe(names[1]);
  });

  test('that fails leaves what was there, and passes on the error', async () => {
    const path = join(tempFolder(), 'a.txt');
    writeFileSync(path, 'old');
    const failing = makeFile(path, async (file) => {
      await file.writeFile('half');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(() => {
      makeFileSync(path, () => {
        throw new Error('not even begun');
      });
    }).toThrow('not even begun');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(join(path, '..'))).toEqual(['a.txt']);
  });

  test.each(['x'.repeat(255), '猫'.repeat(85)])('may have the longest name there is: %s', async (name) => {
    const path = join(tempFolder(), name);
    await writeFileAtomic(path, 'new', 0o600);
    expect(readdirSync(join(path, '..'))).toEqual([name]);
  });

  test.runIf(process.getuid?.() === 0)('keeps the owner and the group of the one before', async () => {
    const path = join(tempFolder(), 'feed.atom');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    chownSync(path, 12_345, 54_321);
    const before = await ownershipOf(path);
    await writeFileAtomic(path, 'new', before ?? 0);
    expect(await ownershipOf(path)).toEqual({ mode: 0o640, uid: 12_345, gid: 54_321 });
  });
});

describe('a link', () => {
  test('stands for its target, even if that does not exist yet', async () => {
    const folder = tempFolder();
    symlinkSync('second', join(folder, 'first'));
    symlinkSync(join(folder, 'real'), join(folder, 'second'));
    expect(await targetOf(join(folder, 'first'))).toBe(join(folder, 'real'));
    writeFileSync(join(folder, 'real'), '');
    expect(await targetOf(join(folder, 'first'))).toBe(join(folder, 'real'));
  });

  test('that leads in a circle is an error', async () => {
    const folder = tempFolder();
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    await expect(targetOf(join(folder, 'a'))).rejects.toMatchObject({ code: 'ELOOP' });
  });
});

describe('renaming a file that another program has open for a moment', () => {
  function heldFor(times: number, code: string): { move: typeof rename; tries: () => number } {
    let tries = 0;
    const move: typeof rename = async (from, to) => {
      tries += 1;
      if (tries <= times) throw systemError(code);
      await rename(from, to);
    };
    return { move, tries: () => tries };
  }

  test.each(['EPERM', 'EBUSY', 'EACCES'])('is tried again on Windows after %s', async (code) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a'), 'content');
    await renameWithRetry(join(folder, 'a'), join(folder, 'b'), { platform: 'win32', ...heldFor(3, code) });
    expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('content');
  });

  test.each([
    ['linux', 'EPERM'],
    ['win32', 'ENOENT'],
  ])('is not tried again on %s after %s', async (platform, code) => {
    const { move, tries } = heldFor(3, code);
    await expect(renameWithRetry('a', 'b', { platform, move })).rejects.toMatchObject({ code });
    expect(tries()).toBe(1);
  });
});

test('renaming without yielding waits for such a program too, on Windows alone', () => {
  let tries = 0;
  const move: typeof renameSync = (from, to) => {
    tries += 1;
    if (tries <= 3) throw systemError('EBUSY');
    renameSync(from, to);
  };
  const folder = tempFolder();
  writeFileSync(join(folder, 'a'), 'content');
  const [from, to] = [join(folder, 'a'), join(folder, 'b')];
  expect(() => {
    renameWithRetrySync(from, to, { platform: 'linux', move });
  }).toThrow('EBUSY');
  expect(tries).toBe(1);
  renameWithRetrySync(from, to, { platform: 'win32', move });
  expect(readFileSync(to, 'utf8')).toBe('content');
});

describe('what killed processes left', () => {
  const ELSEWHERE = '00000000';

  test('stays while its process runs, and similar names stay', async () => {
    const folder = tempFolder();
    const own = temporaryBeside(join(folder, 'mine'));
    const names = [
      leftoverName('a', process.ppid),
      `${own.slice(folder.length + 1)}-journal`,
      '.a.part',
      `.a.00000000-${process.ppid}.part`,
      `x${leftoverName('a')}`,
    ];
    for (const name of names) writeFileSync(join(folder, name), '');
    await writeFileAtomic(join(folder, 'new'), '', 0o600);
    expect(readdirSync(folder)).toEqual([...names, 'new'].sort());
  });

  test('on another machine or in another container is removed after a day without changes', async () => {
    const folder = tempFolder();
    const [young, old] = [leftoverName('young', 7, ELSEWHERE), leftoverName('old', 7, ELSEWHERE)];
    for (const name of [young, old]) writeFileSync(join(folder, name), '');
    const aDayAgo = Date.now() / 1000 - 86_500;
    utimesSync(join(folder, old), aDayAgo, aDayAgo);
    await writeFileAtomic(join(folder, 'new'), '', 0o600);
    expect(readdirSync(folder)).toEqual([young, 'new'].sort());
  });

  test('of a folder that was about to be replaced gets its name back, unless that is taken', () => {
    const folder = tempFolder();
    const before = replacedBeside(join(folder, leftoverName('site')));
    mkdirSync(before);
    writeFileSync(join(before, 'index.html'), 'old');
    mkdirSync(join(folder, leftoverName('site')));
    cleanUp(folder);
    expect(readdirSync(folder)).toEqual(['site']);
    expect(existsSync(join(folder, 'site/index.html'))).toBe(true);
    mkdirSync(before);
    cleanUp(folder);
    expect(readdirSync(folder)).toEqual(['site']);
  });

  test('is not followed if it is a link', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'precious'));
    symlinkSync(join(folder, 'precious'), join(folder, leftoverName('a')));
    cleanUp(folder);
    expect(readdirSync(folder)).toEqual(['precious']);
  });

  test('is nothing where the folder is missing or unreadable', () => {
    expect(leftoversIn(join(tempFolder(), 'nowhere'))).toEqual([]);
    cleanUp(import.meta.filename);
  });
});

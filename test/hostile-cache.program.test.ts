// What was compiled is used only where nobody else can have written it and nothing is wrong with it. Here it is of a program
// that fails, put where the right one was, so that one sees whether it was used.

import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  compiledIn,
  isNode20There,
  isWindows,
  NODE_20,
  plantFailing,
  printVersion,
  PROGRAM,
} from './support/compiled.ts';
import { FAILED, readKept, writeKept } from './support/compiled.ts';
import type { RunResult } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

const isRoot = process.getuid?.() === 0;
const STRANGER = 12_345;

type Spoil = (path: string) => unknown;

const FOLDERS: Readonly<Record<string, Spoil>> = {
  'others may write in its folder': (folder) => {
    chmodSync(folder, 0o777);
  },
  'others may read its folder': (folder) => {
    chmodSync(folder, 0o750);
  },
  'others may write in the folder above': (folder) => {
    chmodSync(dirname(folder), 0o777);
  },
  'its folder is a link': asLink,
};

const FILES: Readonly<Record<string, Spoil>> = {
  'others may write it': (path) => {
    chmodSync(path, 0o602);
  },
  'others may read it': (path) => {
    chmodSync(path, 0o640);
  },
  'it is a link': asLink,
  'it is a pipe': (path) => {
    rmSync(path);
    return execFileSync('mkfifo', ['-m', '600', path]);
  },
  'it is a folder': (path) => {
    rmSync(path);
    mkdirSync(path, { mode: 0o700 });
  },
  'it is empty': (path) => {
    truncateSync(path);
  },
  'its end is missing': (path) => {
    truncateSync(path, 300_000);
  },
  'its last byte is missing': (path) => {
    truncateSync(path, lstatSync(path).size - 1);
  },
  'a part of it is zeros': changed((content) => content.fill(0, 4096, 8192)),
  'all of it is zeros': changed((content) => content.fill(0)),
  'a bit of it is another one': changed((content) => (content[100_000] = (content[100_000] ?? 0) ^ 4)),
  'its first line is none': changed((content) => content.fill('x', 0, 20)),
  'it is of another version of Node.js': claimed(() => '"v20.', '"v20.1'),
  'it is of another V8': claimed(() => '"11.3.244', '"11.3.243'),
  'it is of another platform': claimed(() => `"${process.arch}"`, '"mips"'),
  'it is of another executable': claimed(() => lstatSync(NODE_20).size, '98303193'),
  'it is of another program': claimed(() => lstatSync(PROGRAM).ctimeMs, '1'),
};

describe.skipIf(!isNode20There || isWindows)('what was compiled', () => {
  let right: RunResult;

  beforeAll(async () => {
    right = await printVersion(tempFolder());
    expect(right).toMatchObject({ code: 0, stderr: '' });
  });

  test('is used otherwise', async () => {
    const home = tempFolder();
    await plantFailing(home);
    expect(await printVersion(home)).toMatchObject({ code: FAILED });
  });

  test.each(Object.entries(FOLDERS))('is not used when %s', async (_, spoil) => {
    const home = tempFolder();
    await plantFailing(home);
    spoil(compiledIn(home));
    expect(await printVersion(home)).toEqual(right);
  });

  test.each(Object.entries(FILES))('is not used when %s', async (_, spoil) => {
    const home = tempFolder();
    spoil(await plantFailing(home));
    expect(await printVersion(home)).toEqual(right);
  });

  test.runIf(isRoot).each(['compiled', 'memories'])('is not used when another user owns %s', async (name) => {
    const home = tempFolder();
    const path = await plantFailing(home);
    chownSync(path.slice(0, path.indexOf(`/${name}/`) + name.length + 1), STRANGER, STRANGER);
    expect(await printVersion(home)).toEqual(right);
  });

  test.runIf(isRoot)('is not used when another user owns it', async () => {
    const home = tempFolder();
    chownSync(await plantFailing(home), STRANGER, STRANGER);
    expect(await printVersion(home)).toEqual(right);
  });

  test.runIf(isRoot)("is used where the user's own group may write above it, but no other", async () => {
    const home = tempFolder();
    await plantFailing(home);
    const above = dirname(compiledIn(home));
    chmodSync(above, 0o770);
    expect(await printVersion(home)).toMatchObject({ code: FAILED });
    chownSync(above, 0, STRANGER);
    expect(await printVersion(home)).toEqual(right);
  });

  test.runIf(isRoot)("is not kept in another user's home", async () => {
    const home = tempFolder();
    chownSync(home, STRANGER, STRANGER);
    expect(await printVersion(home)).toEqual(right);
    expect(existsSync(compiledIn(home))).toBe(false);
  });

  test('is made anew where it was damaged', async () => {
    const home = tempFolder();
    const path = await plantFailing(home);
    truncateSync(path, 1000);
    await printVersion(home);
    expect(readKept(path).data.length).toBeGreaterThan(100_000);
    expect(await printVersion(home)).toEqual(right);
  });

  test('is refused by V8 itself when that is told to do anything in another way', async () => {
    const home = tempFolder();
    await plantFailing(home);
    expect(await printVersion(home, { env: { NODE_OPTIONS: '--stack-trace-limit=9' } })).toEqual(right);
  });
});

function asLink(path: string): void {
  renameSync(path, `${path}-2`);
  symlinkSync(`${path}-2`, path);
}

function changed(change: (content: Buffer) => unknown): Spoil {
  return (path) => {
    const content = readFileSync(path);
    change(content);
    writeFileSync(path, content);
  };
}

/** Has the file say that it is of something else, and be in order. */
function claimed(of: () => string | number, other: string): Spoil {
  return (path) => {
    const what = String(of());
    const { header, data } = readKept(path);
    const identity = String(header['identity']);
    expect(identity).toContain(what);
    writeKept(path, { ...header, identity: identity.replaceAll(what, other) }, data);
  };
}

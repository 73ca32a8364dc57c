// What V8 has made of the program is kept for the next start: when that is done, where, and for how long. With Node.js 20 the
// program does it by itself.

import { execFile } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { zipFixture } from './support/archives.ts';
import {
  compiledIn,
  installProgram,
  isNode20There,
  isWindows,
  keptIn,
  NODE_20,
  printVersion,
  PROGRAM,
} from './support/compiled.ts';
import { readKept } from './support/compiled.ts';
import { BINARY, runMemories } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

describe.skipIf(!isNode20There || isWindows)('what was compiled', () => {
  test('is kept from the first start on, for nobody else, whatever the umask', async () => {
    const home = tempFolder();
    const before = process.umask(0);
    try {
      await printVersion(home);
    } finally {
      process.umask(before);
    }
    const kept = keptIn(home);
    expect(kept).toHaveLength(1);
    expect([compiledIn(home), dirname(compiledIn(home)), ...kept].map(modeOf)).toEqual(['700', '700', '600']);
    expect(kept[0]).toMatch(/\/memories-\d[\w.]+-[0-9a-f]{16}-node-v20\.\d+\.\d+-\w+-\w+-[0-9a-f]{16}$/);
    const { identity } = readKept(kept[0] ?? '').header;
    for (const part of [PROGRAM, NODE_20, lstatSync(NODE_20).size, lstatSync(PROGRAM).mtimeMs, process.arch])
      expect(identity).toContain(String(part));
  });

  test('is left as it is by further starts', async () => {
    const home = tempFolder();
    await printVersion(home);
    const [path = ''] = keptIn(home);
    const { ino } = lstatSync(path);
    await printVersion(home);
    await runMemories(['--help'], { home, node: NODE_20 });
    expect(lstatSync(path).ino).toBe(ino);
    expect(keptIn(home)).toEqual([path]);
  });

  // The database is compiled for the Node.js of the tests.
  test.skipIf(NODE_20 !== process.execPath)('is made anew, once, by a command that shows a day', async () => {
    const home = tempFolder();
    const run = async (...args: string[]): Promise<boolean> => {
      expect(await runMemories(args, { home })).toMatchObject({ code: 0 });
      return readKept(keptOfDays()).header['isUsual'] === true;
    };
    const keptOfDays = (): string =>
      keptIn(home).find((path) => String(readKept(path).header['identity']).includes('days.cjs')) ?? '';
    expect(await runMemories(['import', await zipFixture('data-2024')], { home })).toMatchObject({ code: 0 });
    expect(keptOfDays()).toBe('');
    expect(await run('on', '11-22', '--json')).toBe(false);
    expect(await run('on', '--help')).toBe(false);
    expect(await run('on', '11-22')).toBe(true);
    const path = keptOfDays();
    const { ino } = lstatSync(path);
    for (const args of [['on', '11-22'], ['today', '--json'], ['stats'], ['week']])
      expect(await run(...args)).toBe(true);
    expect(lstatSync(path).ino).toBe(ino);
    expect(keptIn(home)).toHaveLength(2);
  });

  test('is not kept of a command that fails', async () => {
    const home = tempFolder();
    expect(await runMemories(['today'], { home, node: NODE_20 })).toMatchObject({ code: 1 });
    expect(await runMemories(['--nonsense'], { home, node: NODE_20 })).toMatchObject({ code: 2 });
    expect(keptIn(home)).toEqual([]);
  });

  test.each([
    { NODE_DISABLE_COMPILE_CACHE: '1' },
    { XDG_CACHE_HOME: 'here', HOME: '' },
    { XDG_CACHE_HOME: '/dev/null', HOME: '/dev/null' },
  ])('is not kept with %j', async (env) => {
    const home = tempFolder();
    expect(await printVersion(home, { env })).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(home)).toEqual([]);
  });

  test('is not kept when the disk has no room for it', async () => {
    const home = tempFolder();
    // No file of more than 64 kB can be written so.
    const words = ['-c', 'ulimit -f 64; exec "$@"', 'sh', NODE_20, BINARY, '--version'];
    const { stdout, stderr } = await promisify(execFile)('sh', words, { env: { HOME: home } });
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, stderr: '' });
    expect(keptIn(home)).toEqual([]);
  });

  test('does not pile up', async () => {
    const home = tempFolder();
    mkdirSync(compiledIn(home), { recursive: true, mode: 0o700 });
    for (const age of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const path = join(compiledIn(home), `memories-0.0.${age}`);
      if (age % 2 === 0) mkdirSync(join(path, 'v24.0.0'), { recursive: true });
      else writeFileSync(path, 'old');
      utimesSync(path, 1_000_000 - age, 1_000_000 - age);
    }
    await printVersion(home);
    const names = keptIn(home).map((path) => path.slice(compiledIn(home).length + 1));
    expect(names.filter((name) => /^memories-0\.0\.\d$/.test(name)).sort()).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((age) => `memories-0.0.${age}`),
    );
    expect(names).toHaveLength(8);
  });

  test('names the file that is installed in the stack of a bug, also when that was moved', async () => {
    const { folder } = await installProgram();
    const home = tempFolder();
    const moved = `${folder}-moved`;
    await printVersion(home, { binary: join(folder, 'bin/memories.js') });
    // Any bug would do: this is one that can be made from outside.
    writeFileSync(join(folder, 'package.json'), '{');
    expect(await filesOfBug(folder, home)).toEqual([join(folder, 'dist/memories.cjs')]);
    expect(keptIn(home)).toHaveLength(1);
    renameSync(folder, moved);
    expect(await filesOfBug(moved, home)).toEqual([join(moved, 'dist/memories.cjs')]);
  });

  /** The built files that the stack of a bug names. */
  async function filesOfBug(folder: string, home: string): Promise<string[]> {
    const { code, stderr } = await printVersion(home, { binary: join(folder, 'bin/memories.js') });
    expect(code).toBe(70);
    return [...new Set([...stderr.matchAll(/(\/[^\s()]*memories\.cjs):\d+/g)].map(([, file = '']) => file))];
  }
});

test('a program that is not built says so, and what to do', async () => {
  const folder = join(tempFolder(), 'memories');
  cpSync(dirname(BINARY), join(folder, 'bin'), { recursive: true });
  const { code, stdout, stderr } = await runMemories(['today'], { binary: join(folder, 'bin/memories.js') });
  const said = `error: memories isn't built: run npm ci (or npm run build) in ${folder}\n`;
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: said });
});

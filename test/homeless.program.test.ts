// A user without a home and without a name, such as a container's who is known by a number alone.

import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { installProgram } from './support/compiled.ts';
import { runMemories, type RunResult } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

const NOBODY = 12_345;
const HOMELESS = { HOME: undefined, XDG_CACHE_HOME: undefined, XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined };

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'the program starts, and looks for nothing in the current folder',
  async () => {
    const { folder, binary } = await installProgram();
    for (const above of [folder, dirname(folder), dirname(dirname(folder))]) chmodSync(above, 0o755);
    const cwd = tempFolder();
    chownSync(cwd, NOBODY, NOBODY);
    const run = (...args: string[]): Promise<RunResult> =>
      runMemories(args, { binary, cwd, user: NOBODY, env: HOMELESS });
    expect(await run('--version')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('config', 'path')).toMatchObject({ code: 0, stdout: '/.config/memories/config.yaml\n' });
    const { code, stderr } = await run('today');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: nothing has been/) as string });
    expect((await run('today', '--db', 'x.db')).stderr).toBe(
      `error: nothing has been imported yet: there is no database ${join(cwd, 'x.db')}\n` +
        'hint: --db names it; memories import <the zip that Twitter or X sent you>; to see how it looks: memories demo\n',
    );
    expect(readdirSync(cwd)).toEqual([]);
  },
);

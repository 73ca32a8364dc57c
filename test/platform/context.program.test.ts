// What the real program makes of an environment that lacks what most have.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, databaseOf, homeWith } from '../support/main.ts';
import { BINARY } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

let db = '';

beforeAll(async () => {
  db = databaseOf(await homeWith(await archiveWith([{ at: '2020-11-22T08:00:00Z', text: 'the heron' }])));
});

interface Options {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly uid?: number;
}

/** The program with no variables but these and PATH, as after `env -i`. */
function memories(
  args: readonly string[],
  { env = {}, cwd = tempFolder(), uid }: Options,
): {
  code: number | null;
  stdout: string;
  stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BINARY, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { code: status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('a current folder that has been removed', () => {
  /** Runs the program in a folder that is gone by then. */
  function inRemovedFolder(args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
    const folder = join(tempFolder(), 'gone');
    mkdirSync(folder);
    const script = 'cd "$1" && rmdir "$1" && shift && exec "$@"';
    const words = ['-c', script, 'sh', folder, process.execPath, BINARY, ...args];
    const { status, stdout, stderr } = spawnSync('sh', words, {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: tempFolder(), TZ: 'UTC' },
    });
    if (existsSync(folder)) rmdirSync(folder);
    return { code: status, stdout, stderr };
  }

  test.each([
    [['today', '--db', 'memories.db']],
    [['backup', 'copy.db']],
    [['digest', 'preview', '--eml', 'mail.eml']],
  ])('is reported in one line by commands that need it: %j', (args) => {
    const words = args.includes('--db') ? args : [...args, '--db', db];
    expect(inRemovedFolder(words)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: the current folder has been removed\nhint: go to another one: cd\n',
    });
  });

  test.each([
    [['on', '2026-11-22']],
    [['search', 'heron']],
    [['export', '--format', 'csv']],
    [['config', 'get', 'retweets']],
    [['--help']],
  ])('does not matter to other commands: %j', (args) => {
    const { code, stdout } = inRemovedFolder(
      args[0] === '--help' ? args : [...args.slice(0, 1), '--db', db, ...args.slice(1)],
    );
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
  });
});

describe.skipIf(process.platform !== 'linux')('HOME and the XDG variables', () => {
  const configPathIn = (env: Record<string, string>, cwd?: string): string => {
    const { stdout } = memories(['config', 'path'], { env, ...(cwd === undefined ? {} : { cwd }) });
    return stdout.trim();
  };

  test.each(['', 'relative/home'])('count as unset if HOME is %j: the home is that of the list of users', (home) => {
    const own = join(userInfo().homedir, '.config/memories/config.yaml');
    expect(configPathIn({ HOME: home })).toBe(own);
    expect(configPathIn({})).toBe(own);
  });

  test('are ignored if they are relative', () => {
    const home = tempFolder();
    expect(configPathIn({ HOME: home, XDG_CONFIG_HOME: 'here' })).toBe(join(home, '.config/memories/config.yaml'));
    expect(configPathIn({ HOME: home, XDG_CONFIG_HOME: '' })).toBe(join(home, '.config/memories/config.yaml'));
    expect(configPathIn({ HOME: home, XDG_CONFIG_HOME: '/etc/xdg' })).toBe('/etc/xdg/memories/config.yaml');
    const { stderr } = memories(['backup', 'copy.db'], { env: { HOME: home, XDG_DATA_HOME: './here' } });
    expect(stderr).toContain(`there is no database ${home}/.local/share/memories/memories.db`);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a user that the list of users lacks, without HOME', () => {
  const uid = 12_345;
  let folder = '';
  let own = '';

  beforeAll(() => {
    folder = tempFolder();
    chmodSync(folder, 0o777);
    own = join(folder, 'memories.db');
    cpSync(db, own);
    chmodSync(own, 0o666);
  });

  test.each([
    ['on', '11-22'],
    ['search', 'heron'],
    ['config', 'get', 'retweets'],
  ])('needs no home if the database is named: %s %s', (...args) => {
    const words = args[0] === 'config' ? args : [...args, '--db', own];
    expect(memories(words, { cwd: folder, uid, env: { TZ: 'UTC' } })).toMatchObject({ code: 0, stderr: '' });
  });

  test('can name the configuration', () => {
    const path = join(folder, 'config.yaml');
    writeFileSync(path, `database: ${own}\n`);
    const env = { TZ: 'UTC', MEMORIES_CONFIG: path };
    expect(memories(['on', '11-22'], { cwd: folder, uid, env }).stdout).toContain('the heron');
  });
});

// When there are colours: on a terminal, unless somebody said no; wherever somebody said yes.

import { WriteStream } from 'node:tty';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import type { Output } from '../../src/platform/standard-output.ts';
import { zipFixture } from '../support/archives.ts';
import { contextFor, homeWith, runMain, TERMINAL, writeConfig } from '../support/main.ts';

const COLOR = `${String.fromCodePoint(0x1b)}[`;

let home: string;

beforeAll(async () => {
  home = await homeWith(await zipFixture('data-2024'));
});

beforeEach(() => {
  writeConfig(home, '');
});

async function isColored(
  flags: readonly string[],
  env: Record<string, string>,
  stdout: Partial<Output>,
): Promise<boolean> {
  const run = await runMain(['on', '11-22', ...flags], { home, env, stdout });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  expect(run.stdout).toContain('Otter');
  return run.stdout.includes(COLOR);
}

const PIPE: Partial<Output> = {};
const FILE: Partial<Output> = { getColorDepth: () => 24 };
const COLORLESS: Partial<Output> = { ...TERMINAL, getColorDepth: () => 1 };

describe('there are colours', () => {
  test.each([
    { flags: [], env: {}, stdout: TERMINAL, when: 'on a terminal' },
    { flags: [], env: { NO_COLOR: '' }, stdout: TERMINAL, when: 'with an empty NO_COLOR' },
    { flags: ['--color', 'always'], env: {}, stdout: PIPE, when: 'with --color always, also in a pipe' },
    {
      flags: ['--color=always'],
      env: { NO_COLOR: '1' },
      stdout: PIPE,
      when: 'with --color always in spite of NO_COLOR',
    },
    {
      flags: ['--color=always'],
      env: { TERM: 'dumb' },
      stdout: PIPE,
      when: 'with --color always in spite of TERM=dumb',
    },
    { flags: ['--color', 'auto'], env: {}, stdout: TERMINAL, when: 'with --color auto on a terminal' },
  ])('a day is coloured $when', async ({ flags, env, stdout }) => {
    expect(await isColored(flags, env, stdout)).toBe(true);
  });

  test('when the file asks for them, also in a pipe', async () => {
    writeConfig(home, 'color: always\n');
    expect(await isColored([], {}, PIPE)).toBe(true);
  });
});

describe('there are no colours', () => {
  test.each([
    { flags: [], env: {}, stdout: PIPE, when: 'in a pipe' },
    { flags: ['--color', 'auto'], env: {}, stdout: PIPE, when: 'with --color auto in a pipe' },
    { flags: [], env: {}, stdout: FILE, when: 'in a file, however many colours it claims' },
    { flags: [], env: { NO_COLOR: '1' }, stdout: TERMINAL, when: 'with NO_COLOR' },
    { flags: [], env: { TERM: 'dumb' }, stdout: TERMINAL, when: 'with TERM=dumb' },
    { flags: ['--color', 'never'], env: {}, stdout: TERMINAL, when: 'with --color never' },
    { flags: ['--no-color'], env: {}, stdout: TERMINAL, when: 'with --no-color' },
    { flags: [], env: {}, stdout: COLORLESS, when: 'on a terminal that has none' },
  ])('a day is plain $when', async ({ flags, env, stdout }) => {
    expect(await isColored(flags, env, stdout)).toBe(false);
  });

  test('when the file says never, unless the flag says otherwise', async () => {
    writeConfig(home, 'color: never\n');
    expect(await isColored([], {}, TERMINAL)).toBe(false);
    expect(await isColored(['--color=always'], {}, PIPE)).toBe(true);
  });

  test('in JSON, whatever was asked for', async () => {
    const { stdout } = await runMain(['on', '11-22', '--json', '--color=always'], { home, stdout: TERMINAL });
    expect(stdout).not.toContain(COLOR);
  });
});

test('the flag may stand before the command', async () => {
  const { code, stdout } = await runMain(['--color=always', 'on', '11-22'], { home });
  expect(code).toBe(0);
  expect(stdout).toContain(COLOR);
});

test('a --color of no such kind exits with 2 and names those there are', async () => {
  const { code, stdout, stderr } = await runMain(['today', '--color', 'sometimes'], { home });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/auto.*always.*never/);
});

test('lines are no wider than the terminal', async () => {
  const { stdout } = await runMain(['on', '11-22', '--color=never'], { home, stdout: { ...TERMINAL, columns: 50 } });
  const tooWide = stdout.split('\n').filter((line) => line.length > 50 && !line.includes('/'));
  expect(tooWide).toEqual([]);
});

describe('the variables that programs share', () => {
  const levelOf = async (env: Record<string, string>, stdout: Partial<Output>): Promise<number> =>
    (await loadConfig(contextFor([], { env, stdout }), {})).colorLevel();
  /** As Node itself counts them. */
  const REAL: Partial<Output> = {
    isTTY: true,
    columns: 80,
    getColorDepth: (env) => WriteStream.prototype.getColorDepth(env),
  };

  test.each<[env: Record<string, string>, onTerminal: number, inPipe: number]>([
    [{}, 2, 0],
    [{ NO_COLOR: '' }, 2, 0],
    [{ NO_COLOR: '1' }, 0, 0],
    [{ CLICOLOR: '0' }, 0, 0],
    [{ CLICOLOR: '1' }, 2, 0],
    [{ CLICOLOR: '' }, 2, 0],
    [{ CLICOLOR_FORCE: '1' }, 2, 1],
    [{ CLICOLOR_FORCE: '1', CLICOLOR: '0' }, 2, 1],
    [{ CLICOLOR_FORCE: '1', TERM: 'dumb' }, 1, 1],
    [{ CLICOLOR_FORCE: '0' }, 2, 0],
    [{ CLICOLOR_FORCE: '' }, 2, 0],
    [{ FORCE_COLOR: '1' }, 1, 1],
    [{ FORCE_COLOR: '2' }, 2, 2],
    [{ FORCE_COLOR: '3' }, 3, 3],
    [{ FORCE_COLOR: 'true' }, 2, 1],
    [{ FORCE_COLOR: '0' }, 0, 0],
    [{ FORCE_COLOR: 'false', CLICOLOR_FORCE: '1' }, 0, 0],
    [{ FORCE_COLOR: '' }, 2, 0],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, 0, 0],
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, 1, 1],
    [{ FORCE_COLOR: 'yes', COLORTERM: 'truecolor' }, 3, 3],
  ])('%j: level %i on a terminal of 256 colours, %i in a pipe', async (env, onTerminal, inPipe) => {
    expect(await levelOf(env, REAL)).toBe(onTerminal);
    expect(await levelOf(env, PIPE)).toBe(inPipe);
  });

  test.each<Record<string, string>>([{ CLICOLOR: '0' }, { FORCE_COLOR: '0' }, { TERM: 'dumb' }, { NO_COLOR: '1' }])(
    '%j means nothing to --color always',
    async (env) => {
      expect(await isColored(['--color', 'always'], env, PIPE)).toBe(true);
    },
  );

  test.each<Record<string, string>>([{ CLICOLOR_FORCE: '1' }, { FORCE_COLOR: '3' }])(
    '%j means nothing to --color never and JSON',
    async (env) => {
      expect(await isColored(['--color', 'never'], env, TERMINAL)).toBe(false);
      const { stdout } = await runMain(['on', '11-22', '--json'], { home, env });
      expect(stdout).not.toContain(COLOR);
    },
  );
});

describe('a terminal that says so in COLORTERM has all colours', () => {
  const IN_TMUX: Partial<Output> = { ...TERMINAL, getColorDepth: () => 8 };
  const levelOf = async (env: Record<string, string>, stdout: Partial<Output>): Promise<number> =>
    (await loadConfig(contextFor([], { env, stdout }), {})).colorLevel();

  test.each(['truecolor', '24bit'])('such as %s, also in tmux, which Node counts as one of 256', async (value) => {
    expect(await levelOf({ TERM: 'tmux-256color', TMUX: '/tmp/tmux', COLORTERM: value }, IN_TMUX)).toBe(3);
    expect(await levelOf({ TERM: 'tmux-256color', TMUX: '/tmp/tmux' }, IN_TMUX)).toBe(2);
  });

  test('unless there is to be no colour', async () => {
    const env = { COLORTERM: 'truecolor' };
    expect(await levelOf({ ...env, NO_COLOR: '1' }, TERMINAL)).toBe(0);
    expect(await levelOf({ ...env, TERM: 'dumb' }, TERMINAL)).toBe(0);
    expect(await levelOf(env, PIPE)).toBe(0);
  });
});

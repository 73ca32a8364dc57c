// How a run ends: its exit code, what stands on which stream, and when a stack is shown.

import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, homeWith, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const STACK = /^\s+at /m;
const COMMANDS = ['import', 'today', 'on', 'accounts', 'demo'];

describe('0', () => {
  test.each([[['--help']], [['-h']], [['help']]])('for %j, with the help on stdout', async (args) => {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    expect(stdout).toContain('memories import twitter-archive.zip');
  });

  test.each(COMMANDS)("for the help of %s, with the command's options", async (command) => {
    const { code, stdout, stderr } = await runMain([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: memories ${command}`);
    expect((await runMain(['help', command])).stdout).toBe(stdout);
  });

  test.each(['digest send', 'service install', 'config set'])(
    'for the help of %s, a command in another',
    async (words) => {
      const { code, stdout, stderr } = await runMain(['help', ...words.split(' ')]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: memories ${words}`);
      expect(stdout).toBe((await runMain([...words.split(' '), '--help'])).stdout);
    },
  );

  test.each(['--version', '-V'])('for %s, with the version of package.json', async (flag) => {
    const { code, stdout, stderr } = await runMain([flag]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('for a day without memories', async () => {
    const home = await homeWith(await archiveWith([{ at: '2019-03-14T12:00:00Z', text: 'the only one' }]));
    expect(await runMain(['on', '07-04'], { home })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('1', () => {
  test.each([
    { args: ['today'], error: 'nothing has been imported yet: there is no database ' },
    { args: ['import'], error: 'no archive was named' },
    { args: ['import', '/nowhere/archive.zip'], error: 'there is no file or folder /nowhere/archive.zip' },
  ])('for $args with an error: and a hint: line and nothing else', async ({ args, error }) => {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining(`error: ${error}`),
      expect.stringMatching(/^hint: \S.*/),
      '',
    ]);
  });

  test('for a database of another program', async () => {
    const home = tempFolder();
    const { code, stdout, stderr } = await runMain(['today', '--db', import.meta.filename], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*exit-codes\.test\.ts.*\nhint: .*\n$/);
  });
});

describe('2', () => {
  test.each([
    { args: ['tody'], suggestion: 'today' },
    { args: ['acounts'], suggestion: 'accounts' },
    { args: ['today', '--acount', 'jack'], suggestion: '--account' },
    { args: ['today', '--timezone', 'UTC'], suggestion: '--time-zone' },
    { args: ['import', '--stict', 'a.zip'], suggestion: '--strict' },
    { args: ['--jsn', 'today'], suggestion: '--help' },
    { args: ['today', 'extra'], suggestion: '--help' },
    { args: ['today', '--time-zone'], suggestion: 'Europe/Paris' },
    { args: ['nothing-like-it'], suggestion: '--help' },
  ])('for $args, with $suggestion as a suggestion', async ({ args, suggestion }) => {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(suggestion);
    expect(stderr).not.toMatch(STACK);
  });

  test('for the help of a command that there is not, which is named', async () => {
    const { code, stderr } = await runMain(['help', 'tody']);
    expect(code).toBe(2);
    expect(stderr).toContain('tody');
  });

  test.each([
    ['digest sned', 'there are: preview, send, status'],
    ['search heron', 'memories search --help shows what it takes'],
  ])('for the help of %s, which is no command: what there is', async (words, hint) => {
    const { code, stdout, stderr } = await runMain(['help', ...words.split(' ')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: there is no command "${words}"\nhint: ${hint}\n`);
  });

  test.each([
    { args: ['search', '"otter'], message: 'a quotation mark is not closed: "otter' },
    { args: ['hide'], message: 'nothing was named' },
    { args: ['today', '--html', '-', '--open'], message: "--open can't be used with --html -" },
    { args: ['today', 'extra'], message: '"extra" is a word too many for memories today' },
  ])('for $args with the same look, whoever finds it out', async ({ args, message }) => {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([`error: ${message}`, expect.stringMatching(/^hint: \S/), '']);
  });
});

describe('70', () => {
  test('for what nobody expected, with the stack and the request to report it', async () => {
    const write = (): never => {
      throw new TypeError('no paper in the printer');
    };
    const { code, stderr } = await runMain(['--help'], { stdout: { write } });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^error: this is a bug in memories, please report it/);
    expect(stderr).toContain('TypeError: no paper in the printer');
    expect(stderr).toMatch(STACK);
  });

  test('also from within a command', async () => {
    const home = await homeWith(await zipFixture('root-2018'));
    const write = (): never => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever is thrown must become words
      throw 'just a text';
    };
    const { code, stderr } = await runMain(['today'], { home, stdout: { write } });
    expect(code).toBe(70);
    expect(stderr).toContain('just a text');
  });
});

describe('130 and 143', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('after %s the exit code is %i, and one line says what an import has kept', async (signal, code) => {
    const home = tempFolder();
    const archive = await zipFixture('root-2018');
    const run = await runMain(['import', archive], { home, signal: AbortSignal.abort(signal) });
    const stderr = 'interrupted: nothing has been imported yet; the same command does the rest\n';
    expect(run).toEqual({ code, stdout: '', stderr });
    expect(await runMain(['import', '--json', archive, archive], { signal: AbortSignal.abort(signal) })).toEqual(run);
  });
});

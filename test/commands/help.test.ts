// The help of every command: at most 80 columns, examples first, one voice.

import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { programDefinition } from '../../src/completions/from-commander.ts';
import { withNested } from '../../src/completions/definition.ts';
import { ALL_COMMANDS, GROUPS } from '../../src/commands/index.ts';
import { buildProgram } from '../../src/commands/program.ts';
import { fixturePath } from '../support/archives.ts';
import { contextFor, databaseOf, homeWith, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const PATHS = withNested(programDefinition(buildProgram(contextFor([]), ALL_COMMANDS))).map(({ path }) =>
  path.join(' '),
);

async function helpOf(path: string, columns: number): Promise<string[]> {
  const { code, stdout, stderr } = await runMain([...path.split(' ').filter(Boolean), '--help'], {
    stdout: { isTTY: true, columns },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n');
}

describe.each(PATHS)('the help of memories %s', (path) => {
  test.each([80, 200])('is at most 80 columns wide in a terminal of %i', async (columns) => {
    const lines = await helpOf(path, columns);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(lines).toEqual(await helpOf(path, 80));
  });

  test('says what it is for in a sentence, and then shows examples, each of that command', async () => {
    const lines = await helpOf(path, 80);
    const description = lines.slice(0, lines.indexOf('')).join(' ');
    expect(description).toMatch(/^[A-Z].*\.$/);
    if (path.endsWith(' help')) return;
    const [heading, ...others] = lines.slice(lines.indexOf('') + 1);
    expect(heading).toBe('Examples:');
    const examples = others.slice(0, others.indexOf(''));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example.startsWith(`  memories ${path}`)).toBe(true);
  });

  test('breaks no words in a narrow terminal', async () => {
    const known = new Set((await helpOf(path, 80)).join(' ').split(/\s+/));
    // What is to be copied stays as it is.
    const narrow = (await helpOf(path, 40)).filter(
      (line) => !/^ {2}(memories|mkdir|dir=|fpath|autoload|eval)/.test(line),
    );
    expect(
      narrow
        .join(' ')
        .split(/\s+/)
        .filter((word) => !known.has(word)),
    ).toEqual([]);
    expect(narrow.filter((line) => stringWidth(line) > 40)).toEqual([]);
  });
});

test('the commands stand in groups', async () => {
  const lines = await helpOf('', 80);
  for (const [heading, commands] of Object.entries(GROUPS)) {
    const start = lines.indexOf(`${heading}:`);
    const group = lines.slice(start + 1, lines.indexOf('', start));
    const names = group.map((line) => /^ {2}(\S+)/.exec(line)?.[1]).filter((name) => name !== undefined);
    expect(names.slice(0, Object.keys(commands).length)).toEqual(Object.keys(commands));
  }
  expect(lines.join('\n')).not.toContain('display help for command');
});

test('commands within others have the help of the program', async () => {
  const { code, stdout } = await runMain(['digest', 'help', 'send']);
  expect(code).toBe(0);
  expect(stdout).toBe((await runMain(['help', 'digest', 'send'])).stdout);
  expect((await runMain(['config', 'help', 'sett'])).stderr).toBe(
    'error: there is no command "config sett"\nhint: there are: list, get, set, unset, path\n',
  );
});

describe('memories alone', () => {
  test('says how to begin before anything has been imported', async () => {
    const { code, stdout, stderr } = await runMain([], { env: { MEMORIES_DB: undefined } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Nothing has been imported yet\.\n {2}memories demo .*\n {2}memories import .*\n {2}memories --help .*\n$/,
    );
    expect(await runMain(['--db', '/nowhere/memories.db', '--no-color'])).toMatchObject({ code: 0, stdout });
  });

  test('is this day as soon as there is something', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    const today = await runMain(['today'], { home });
    expect(today.stdout).toContain('years ago');
    expect(await runMain([], { home })).toEqual(today);
    const elsewhere = await runMain(['--db', databaseOf(home)], { home: tempFolder() });
    expect(elsewhere).toEqual(today);
  });
});

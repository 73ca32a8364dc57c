// The manual page, as the programs that show manual pages take it.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { programDefinition } from '../../src/completions/from-commander.ts';
import { withNested } from '../../src/completions/definition.ts';
import { bold, entry, roffText } from '../../src/completions/roff.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { buildProgram } from '../../src/commands/program.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { contextFor, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const path = join(folder, 'memories.1');
const program = programDefinition(buildProgram(contextFor([]), ALL_COMMANDS));

async function run(
  command: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string; code: number }> {
  const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', MANWIDTH: '200', MANROFFOPT: '-rHY=0' };
  try {
    return { ...(await promisify(execFile)(command, [...args], { env, cwd: folder })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

describe('the manual page', () => {
  let shown: string;

  beforeAll(async () => {
    const { code, stdout, stderr } = await runMain(['man-page']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    writeFileSync(path, stdout);
    shown = (await run('man', ['-P', 'cat', '-E', 'UTF-8', '-l', path])).stdout.replace(/ +/g, ' ');
  });

  test('is shown by groff without a warning', async () => {
    const { code, stderr } = await run('man', ['--warnings', '-P', 'cat', '-E', 'UTF-8', '-l', path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is shown by mandoc without a warning but that it has no date', async () => {
    const { stdout } = await run('mandoc', ['-T', 'lint', '-W', 'warning', path]);
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
  });

  test('has the sections of a manual page in their order', () => {
    expect(shown.match(/^[A-Z][A-Z ]+$/gm)).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'OPTIONS',
      'COMMANDS',
      'SETTINGS',
      'ENVIRONMENT',
      'FILES',
      'EXIT STATUS',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  const leaves = withNested(program).filter(({ path: words, commands }) => words.length > 0 && commands.length === 0);

  test.each(leaves.filter((command) => command.path.join(' ') === 'help' || command.path.at(-1) !== 'help'))(
    'has $path with what it takes',
    (command) => {
      const heading = ['memories', ...command.path, ...command.arguments.map(({ term }) => term)].join(' ');
      const part = shown.split(/^(?= memories |[A-Z])/m).find((one) => one.startsWith(` ${heading}\n`)) ?? '';
      expect(part, heading).not.toBe('');
      for (const { term, details, flags } of command.options) {
        if (flags.includes('--help')) continue;
        expect(part).toMatch(new RegExp(`^ ${term.replace(/[[\].*+?]/g, '\\$&')}\\s`, 'm'));
        expect(part.replace(/\s+/g, ' ')).toContain(details);
      }
    },
  );

  test('has the options of every command, the settings and their variables', () => {
    for (const { term } of program.options) expect(shown).toContain(` ${term}`);
    for (const [key, { env }] of Object.entries(SETTINGS)) {
      expect(shown).toMatch(new RegExp(`^ ${key}\\s`, 'm'));
      if (env !== undefined) expect(shown).toMatch(new RegExp(`^ ${env}\\s`, 'm'));
    }
  });

  test('has examples that can be copied', () => {
    expect(shown).toContain(`memories search '"wild river"' since:2015 -has:photo`);
  });
});

test('no text is a command of roff, and all of it is shown as it is', async () => {
  const text = `.sp 9\n'br \\fBnot bold\\fR --flag ~/x "quoted" 'single' \`back\` ^ … 日本 \\\n.\\" no comment`;
  writeFileSync(path, `.TH X 1 "" ""\n.SH NAME\n.nf\n${roffText(text)}\n${entry(bold('.a'), '.b')}\n`);
  const { stdout } = await run('man', ['--warnings', '-P', 'cat', '-E', 'UTF-8', '-l', path]);
  for (const line of [...text.split('\n'), '.a', '.b']) expect(stdout).toContain(line);
});

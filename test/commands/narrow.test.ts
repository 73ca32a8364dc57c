// Help, errors and lists in terminals of any width: no line is wider, and no path is broken.

import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { fixturePath } from '../support/archives.ts';
import { homeWith, runMain, writeConfig } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const WIDTHS = [40, 60, 80, 120];

async function linesOf(args: readonly string[], columns: number): Promise<string[]> {
  const terminal = { isTTY: true, columns };
  const home = tempFolder();
  writeConfig(home, 'accounts: [wren_writes, PondNews]\n');
  const { stdout, stderr } = await runMain(args, { home, stdout: terminal, stderr: terminal });
  return (stdout + stderr).split('\n').filter((line) => !line.includes(home) && !line.startsWith('Usage:'));
}

describe.each(WIDTHS)('at %i columns no line is wider than that:', (columns) => {
  test.each([
    [['--help']],
    [['import', '--help']],
    [['today', '--help']],
    [['config', '--help']],
    [['config']],
    [['today']],
    [['import']],
    [['import', '/nowhere/a.zip']],
    [['today', '--db', '/dev/null/x.db']],
  ])('%j prints no wider line', async (args) => {
    const wide = (await linesOf(args, columns)).filter((line) => stringWidth(line) > columns);
    expect(wide).toEqual([]);
  });
});

describe.each([20, 24, 30])(
  'at %i columns, where columns of their own are too narrow, no line is wider than that:',
  (columns) => {
    test.each([
      [['on', '11-22']],
      [['search', 'heron']],
      [['stats']],
      [['calendar']],
      [['year', '2024']],
      [['accounts']],
      [['doctor', '--offline']],
      [['config']],
      [['random']],
    ])('%j prints no wider line but addresses, paths and names', async (args) => {
      const home = await homeWith(fixturePath('data-2024'));
      const terminal = { isTTY: true, columns };
      const { stdout, stderr } = await runMain(args, { home, stdout: terminal, stderr: terminal });
      const lines = (stdout + stderr).split('\n').filter((line) => !/https?:|x\.com|\/|^\S*_\S*$/.test(line));
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    });
  },
);

test('an error has a path whole and its other lines set in, and is one line when piped', async () => {
  const path = `/nowhere/${'far/'.repeat(12)}archive.zip`;
  expect(await linesOf(['import', path], 40)).toEqual([
    'error: there is no file or folder',
    `  ${path}`,
    'hint: check the path; a name with',
    '  spaces needs quotes',
    '',
  ]);
  const { stderr } = await runMain(['import', path]);
  expect(stderr.split('\n')).toHaveLength(3);
});

describe('a terminal that says it has 0 columns has 80', () => {
  test.each([
    [['--help']],
    [['import', '--help']],
    [['config']],
    [['import', '/nowhere/a.zip']],
    [['on', '03-14']],
    [['stats']],
    [['calendar']],
    [['doctor', '--offline']],
  ])('%j prints the same at 0 as at 80 columns', async (args) => {
    const home = await homeWith(fixturePath('data-2024'));
    const withColumns = async (columns: number): Promise<unknown> => {
      const terminal = { isTTY: true, columns };
      return runMain(args, { home, stdout: terminal, stderr: terminal });
    };
    expect(await withColumns(0)).toEqual(await withColumns(80));
  });
});

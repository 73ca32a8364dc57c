// The built program does what the sources do: most other tests run those.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, zipFixture } from './support/archives.ts';
import { databaseOf, runMain } from './support/main.ts';
import { runMemories, type RunOptions } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

const NOW = '2026-11-22T09:00:00Z';

test.each(FIXTURES)('built and from its sources it makes the same of %s', async (name) => {
  const zip = await zipFixture(name);
  const [source, built] = [tempFolder(), tempFolder()];
  const options: RunOptions = { home: built, now: NOW, env: { MEMORIES_DB: databaseOf(built) } };
  for (const args of [
    ['import', '--json', zip],
    ['on', '11-22', '--days', '60', '--retweets', '--json'],
    ['on', '11-22', '--days', '60', '--retweets'],
    ['on', '11-22', '--html', '-'],
    ['search', '#日本語', 'OR', '図書', '--json'],
    ['search', 'café', '--json'],
    ['stats', '--json'],
    ['export', '--format', 'ics'],
    ['digest', 'preview'],
  ]) {
    const here = await runMain(args, { home: source, now: NOW });
    const there = await runMemories(args, options);
    const same = (text: string): string => text.replaceAll(built, source);
    expect({ args, code: there.code, text: same(there.stdout) }).toEqual({ args, code: here.code, text: here.stdout });
  }
});

test('built and from its sources it makes the same site, completions and manual page', async () => {
  const [source, built] = [tempFolder(), tempFolder()];
  const options: RunOptions = { home: built, now: NOW, env: { MEMORIES_DB: databaseOf(built) } };
  for (const args of [
    ['import', await zipFixture('data-2024')],
    ['export', '--format', 'html', '--out', 'site'],
    ...['bash', 'zsh', 'fish'].map((shell) => ['completions', shell]),
    ['man-page'],
  ]) {
    const here = await runMain(args, { home: source, now: NOW });
    const there = await runMemories(args, options);
    expect({ args, code: there.code, text: there.stdout }).toEqual({ args, code: here.code, text: here.stdout });
  }
  expect(filesIn(join(built, 'site'))).toEqual(filesIn(join(source, 'site')));
});

/** Every file's path and content. Photos are copied side by side: their order in the list of all files says nothing. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  const content = (path: string): string => {
    const text = readFileSync(join(folder, path), 'latin1');
    return path === '.memories-export' ? text.split('\n').sort().join('\n') : text;
  };
  return Object.fromEntries(files.map((path) => [path, content(path)]));
}

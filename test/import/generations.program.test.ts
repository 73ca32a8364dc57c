// The report of the real program for other programs.

import { expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { runMemories } from '../support/run.ts';

test('the report that programs read has the documented keys, and no others', async () => {
  const { stdout } = await runMemories(['import', '--json', await zipFixture('data-2024')]);
  const { imports } = JSON.parse(stdout) as { imports: [Record<string, object>] };
  const [{ posts = {}, longPosts = {}, ...report }] = imports;
  expect(Object.keys(report).sort()).toEqual([
    'account',
    'accountId',
    'complete',
    'firstYear',
    'format',
    'generatedAt',
    'lastYear',
    'media',
    'network',
    'source',
    'warnings',
  ]);
  expect(Object.keys(posts)).toEqual(['read', 'expected', 'added', 'updated', 'unchanged', 'unreadable']);
  expect(Object.keys(longPosts)).toEqual(['joined', 'unmatched']);
});

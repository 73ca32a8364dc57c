// `memories import` in the real program.

import { expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { runMemories } from '../support/run.ts';

test('one archive shows no progress where stderr is no terminal', async () => {
  const { code, stdout, stderr } = await runMemories(['import', await zipFixture('data-2024')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('22 of 22 posts read');
});

// `memories search` in the real program, whose words come through a shell.

import { expect, test } from 'vitest';
import { archiveWith } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

test('words are searched for in the real program, and what makes no query is refused', async () => {
  const home = tempFolder();
  const archive = await archiveWith([{ at: '2019-11-22T10:00:00Z', text: '図書館で猫を見た' }]);
  await runMemories(['import', archive], { home });
  const { code, stdout, stderr } = await runMemories(['search', '猫', '-犬'], { home, now: '2026-11-22T09:00:00Z' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Search: 猫 -犬\n1 match\n\n7 years ago · Friday, 22 November 2019');
  expect((await runMemories(['search', 'form:jack'], { home })).code).toBe(2);
});

// Repositories in the built program, which reads large ones in a thread of its own.

import { expect, test } from 'vitest';
import { carFile, carOf, postPath } from '../../support/bluesky.ts';
import { runMemories } from '../../support/run.ts';
import { tempFolder } from '../../support/temp.ts';

test('a large repository is read in a thread, and passed over the next time', async () => {
  const records: Record<string, object> = {};
  for (let day = 1; day <= 24; day += 1) {
    const at = new Date(Date.UTC(2024, 10, day, 8)).toISOString();
    records[postPath(at)] = { text: `Day ${day}. ${'The heron stood there. '.repeat(10_000)}`, createdAt: at };
  }
  const bytes = await carOf(records);
  expect(bytes.length).toBeGreaterThan(4e6);
  const home = tempFolder();
  const path = carFile(bytes);
  const first = await runMemories(['import', path, '--account', 'wren.example'], { home });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('24 added');
  const shown = await runMemories(['on', '11-22', '--json'], { home });
  expect(shown.stdout).toContain('Day 22. The heron stood there.');
  const again = await runMemories(['import', path], { home });
  expect(again.stdout).toContain('0 added, 0 updated, 24 unchanged');
});

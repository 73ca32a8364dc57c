// The system's time zone in the real program.

import { expect, test } from 'vitest';
import { runMemories } from '../support/run.ts';

test("the system's zone is the one by which the clock goes", async () => {
  const { stdout } = await runMemories(['demo'], { env: { TZ: 'Pacific/Kiritimati' }, now: '2026-11-22T11:00:00Z' });
  expect(stdout).toContain('On this day, 23 November');
});

test('TZ as a path is understood without a word, also in summer', async () => {
  const zone = { TZ: ':/usr/share/zoneinfo/Europe/Paris' };
  const { stdout, stderr } = await runMemories(['demo'], { env: zone, now: '2026-07-21T22:30:00Z' });
  expect(stderr).toBe('');
  expect(stdout).toContain('On this day, 22 July');
});

// What the system's zone is called.

import { afterEach, expect, test } from 'vitest';
import { useProcessZone } from '../../src/time/zone.ts';
import { systemTimeZone } from '../../src/platform/time-zone.ts';
import { runMemories } from '../support/run.ts';

afterEach(() => {
  useProcessZone('UTC');
});

test.each([
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['Europe/Paris', 'Europe/Paris'],
  ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
])('is, if TZ is %s, %s', (tz, name) => {
  expect(systemTimeZone(tz)).toBe(name);
});

test.each(['', 'Europe/Nowhere', 'Europe/../Europe', ':/nowhere', '/etc/passwd', 'Europe'])(
  'is what Intl says if TZ is %j',
  (tz) => {
    expect(systemTimeZone(tz)).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  },
);

test('is the one that the clock goes by', async () => {
  const { stdout } = await runMemories(['demo'], { env: { TZ: 'Pacific/Kiritimati' }, now: '2026-11-22T11:00:00Z' });
  expect(stdout).toContain('On this day, 23 November');
});

// What the system's zone is called.

import { afterEach, expect, test } from 'vitest';
import { useProcessZone } from '../../src/time/zone.ts';
import { systemTimeZone } from '../../src/platform/time-zone.ts';

afterEach(() => {
  useProcessZone('UTC');
});

test.each([
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['Europe/Paris', 'Europe/Paris'],
  ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
])("the system's zone is, if TZ is %s, %s", (tz, name) => {
  expect(systemTimeZone(tz)).toBe(name);
});

test.each(['', 'Europe/Nowhere', 'Europe/../Europe', ':/nowhere', '/etc/passwd', 'Europe'])(
  "the system's zone is what Intl says if TZ is %j",
  (tz) => {
    expect(systemTimeZone(tz)).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  },
);

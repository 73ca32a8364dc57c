// What the system's zone is called.

import { afterEach, expect, test } from 'vitest';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { offsetAt, useProcessZone } from '../../src/time/zone.ts';
import { systemTimeZone, unknownZone } from '../../src/platform/time-zone.ts';
import { tempFolder } from '../support/temp.ts';

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

test.each(['', ':'])("the system's zone is that of the file that TZ names, behind %jand links", (before) => {
  const link = join(tempFolder(), 'localtime');
  symlinkSync('/usr/share/zoneinfo/Europe/Paris', link);
  expect(systemTimeZone(`${before}${link}`)).toBe('Europe/Paris');
  expect(unknownZone({ env: { TZ: `${before}${link}` } })).toBeNull();
  // The clock of this process has no summer time then.
  expect(offsetAt(Date.UTC(2020, 6, 1), 'Europe/Paris')).toBe(7_200_000);
});

test.each(['', 'Europe/Nowhere', 'Europe/../Europe', ':/nowhere', '/etc/passwd', 'Europe'])(
  "the system's zone is what Intl says if TZ is %j",
  (tz) => {
    expect(systemTimeZone(tz)).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  },
);

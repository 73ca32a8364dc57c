import { expect, test } from 'vitest';
import { ianaTimeZone } from '../../../src/archive/twitter/time-zones.ts';

test.each([
  ['Paris', 'Europe/Paris'],
  ['La Paz', 'America/La_Paz'],
  ['Eastern Time (US & Canada)', 'America/New_York'],
  ['Kolkata', 'Asia/Kolkata'],
  ['Osaka', 'Asia/Tokyo'],
  ['UTC', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Mid-Atlantic', null],
  ['International Date Line West', null],
  ['Par', null],
  ['', null],
  ['Mars/Olympus', null],
])('a time zone that Twitter called "%s" is %s', (name, zone) => {
  expect(ianaTimeZone(name)).toBe(zone);
});

test('every zone of America is found, and each of them is one that this machine knows', () => {
  const names = ['Pacific', 'Mountain', 'Central', 'Eastern'].map((zone) => `${zone} Time (US & Canada)`);
  const zones = [...names, 'Hawaii', 'Alaska', 'Arizona', 'Greenland', 'Kyiv', "Nuku'alofa"].map(ianaTimeZone);
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone ?? 'none' })).not.toThrow();
});

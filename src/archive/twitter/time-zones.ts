// The zones that accounts had on Twitter, under the names that Rails has for them, as IANA calls them.

import { knownTimeZone, similarTimeZones } from '../../time/zone.ts';

/** Zones whose name isn't an IANA city. */
const RAILS = new Map([
  ['American Samoa', 'Pacific/Pago_Pago'],
  ['Hawaii', 'Pacific/Honolulu'],
  ['Alaska', 'America/Juneau'],
  ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['Arizona', 'America/Phoenix'],
  ['Mountain Time (US & Canada)', 'America/Denver'],
  ['Central Time (US & Canada)', 'America/Chicago'],
  ['Eastern Time (US & Canada)', 'America/New_York'],
  ['Indiana (East)', 'America/Indiana/Indianapolis'],
  ['Atlantic Time (Canada)', 'America/Halifax'],
  ['Newfoundland', 'America/St_Johns'],
  ['Saskatchewan', 'America/Regina'],
  ['Guadalajara', 'America/Mexico_City'],
  ['Central America', 'America/Guatemala'],
  ['Quito', 'America/Guayaquil'],
  ['Brasilia', 'America/Sao_Paulo'],
  ['Georgetown', 'America/Guyana'],
  ['Greenland', 'America/Godthab'],
  ['Azores', 'Atlantic/Azores'],
  ['Cape Verde Is.', 'Atlantic/Cape_Verde'],
  ['Edinburgh', 'Europe/London'],
  ['Bern', 'Europe/Zurich'],
  ['Kyiv', 'Europe/Kiev'],
  ['St. Petersburg', 'Europe/Moscow'],
  ['West Central Africa', 'Africa/Algiers'],
  ['Pretoria', 'Africa/Johannesburg'],
  ['Abu Dhabi', 'Asia/Dubai'],
  ['Ekaterinburg', 'Asia/Yekaterinburg'],
  ['Islamabad', 'Asia/Karachi'],
  ['Chennai', 'Asia/Kolkata'],
  ['Kolkata', 'Asia/Kolkata'],
  ['Mumbai', 'Asia/Kolkata'],
  ['New Delhi', 'Asia/Kolkata'],
  ['Kathmandu', 'Asia/Kathmandu'],
  ['Sri Jayawardenepura', 'Asia/Colombo'],
  ['Hanoi', 'Asia/Ho_Chi_Minh'],
  ['Beijing', 'Asia/Shanghai'],
  ['Osaka', 'Asia/Tokyo'],
  ['Sapporo', 'Asia/Tokyo'],
  ['Canberra', 'Australia/Sydney'],
  ['Solomon Is.', 'Pacific/Guadalcanal'],
  ['New Caledonia', 'Pacific/Noumea'],
  ['Marshall Is.', 'Pacific/Majuro'],
  ['Wellington', 'Pacific/Auckland'],
  ["Nuku'alofa", 'Pacific/Tongatapu'],
]);

/** An IANA name, or null for a name that may mean several zones or none. */
export function ianaTimeZone(name: string): string | null {
  const listed = RAILS.get(name);
  if (listed !== undefined) return listed;
  if (name.includes('/') || name === 'UTC') return knownTimeZone(name);
  const city = `/${name.toLowerCase().replaceAll(' ', '_')}`;
  const [zone, ...others] = similarTimeZones(name).filter((similar) => similar.toLowerCase().endsWith(city));
  return zone !== undefined && others.length === 0 ? zone : null;
}

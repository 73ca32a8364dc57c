// Times as the archives of networks that speak JSON write them.

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,3})\d*)?(?:Z|([+-]\d\d):?(\d\d))?$/i;

/**
 * The time in milliseconds since 1970 UTC of `2024-11-22T10:53:27.123Z`, with any number of decimals or none, and `Z`, an offset or
 * nothing, which is UTC; null for what is no time.
 */
export function parseTime(written: unknown): number | null {
  const found = typeof written === 'string' ? WRITTEN.exec(written.trim()) : null;
  if (!found) return null;
  const [, date = '', minute = '', second = ':00', decimals = '', hours, minutes = ''] = found;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  const time = Date.parse(`${date}T${minute}${second}.${decimals.padEnd(3, '0')}${zone}`);
  const day = Date.parse(`${date}T00:00Z`);
  // 30 February would pass for 2 March.
  if (Number.isNaN(time) || Number.isNaN(day) || !new Date(day).toISOString().startsWith(date)) return null;
  return time;
}

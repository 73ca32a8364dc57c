// When a post was written: what it says, unless that is later than the number it was given.

import { timeInAddress } from './addresses.ts';

/** Blogs have joined with everything that they wrote before, but nobody had one by then. */
const FIRST = Date.UTC(1994, 0, 1);

/** Honest times differ from the number's by a second or two. */
const FAR = 60_000;

/** The time in milliseconds since 1970 UTC; null when neither tells. @param address of the post */
export function timeOfPost(published: unknown, address: string): number | null {
  const written = typeof published === 'string' ? parseTime(published) : null;
  const made = timeInAddress(address);
  const isUsable = written !== null && written >= FIRST && (made === null || written - made <= FAR);
  if (isUsable) return written;
  return made === null ? null : made - (made % 1000);
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(?:Z|([+-]\d\d):?(\d\d))?$/;

/** ISO 8601, of UTC where no zone is told; null for what is no time. */
export function parseTime(written: string): number | null {
  const [, date = '', time = '', fraction = '', hours, minutes = ''] = WRITTEN.exec(written) ?? [];
  const day = Date.parse(`${date}T00:00Z`);
  // 30 February would pass for 2 March.
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(date)) return null;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  const parsed = Date.parse(`${date}T${time}${time.length > 5 ? fraction.slice(0, 4) : ''}${zone}`);
  return Number.isNaN(parsed) ? null : parsed;
}

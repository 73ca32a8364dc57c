// When a post was written: what it says, unless that is later than the number it was given.

import { parseTime } from '../network/times.ts';
import { timeInAddress } from './addresses.ts';

/** Blogs have joined with everything that they wrote before, but nobody had one by then. */
const FIRST = Date.UTC(1994, 0, 1);

/** Honest times differ from the number's by a second or two. */
const FAR = 60_000;

/** The time in milliseconds since 1970 UTC; null when neither tells. @param address of the post */
export function timeOfPost(published: unknown, address: string): number | null {
  const written = parseTime(published);
  const made = timeInAddress(address);
  const isUsable = written !== null && written >= FIRST && (made === null || written - made <= FAR);
  if (isUsable) return written;
  return made === null ? null : made - (made % 1000);
}

/** In milliseconds. */
const MOMENT = 1000;

/** When it was changed; null if it wasn't: some programs say of every post that it was updated, when it was written. */
export function timeOfEdit(updated: unknown, postedAt: number): number | null {
  const time = parseTime(updated);
  return time !== null && time > postedAt + MOMENT ? time : null;
}

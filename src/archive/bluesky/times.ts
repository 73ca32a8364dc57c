// When a record was made. What it says of itself is what its writer's program said; its key, a TID, says when it was really made.

import { parseTime } from '../network/times.ts';

/** The digits of a TID, whose order is that of ASCII. */
const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';
const TID = new RegExp(`^[${DIGITS.slice(0, 16)}][${DIGITS}]{12}$`);

/** The year of the first tweet, the earliest that anybody carried over. */
const EARLIEST = Date.UTC(2006, 0, 1);

/** When a TID was made, in milliseconds since 1970 UTC; null for a key of another kind. */
export function tidTime(key: string): number | null {
  if (!TID.test(key)) return null;
  let ticks = 0n;
  for (const digit of key) ticks = ticks * 32n + BigInt(DIGITS.indexOf(digit));
  // Microseconds, and ten bits of the clock's own number.
  const time = Number((ticks >> 10n) / 1000n);
  return time < EARLIEST ? null : time;
}

/**
 * When a post is from, in milliseconds since 1970 UTC: what it says, since tweets that were carried over say when they were written;
 * unless that is before all tweets, or after its key was made. Null when neither tells.
 */
export function timeOf(createdAt: unknown, key: string): number | null {
  const said = parseTime(createdAt);
  const made = tidTime(key);
  if (said === null || said < EARLIEST) return made;
  return made !== null && said > made ? made : said;
}

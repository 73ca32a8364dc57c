// When a record was made. What it says of itself is what its writer's program said; its key, a TID, says when it was really made.

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

/** `2024-11-22T10:53:27.123Z`, with any number of decimals or none, and `Z`, an offset or nothing. */
function parseTime(written: unknown): number | null {
  if (typeof written !== 'string') return null;
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.(\d{1,3})\d*)?(Z|[+-]\d\d:?\d\d)?$/i.exec(written.trim());
  if (!found) return null;
  const [, date = '', minute = '', second = ':00', decimals = '0', zone = 'Z'] = found;
  const offset = zone.toUpperCase().replace(/^(.\d\d)(\d\d)$/, '$1:$2');
  const time = Date.parse(`${date}T${minute}${second}.${decimals.padEnd(3, '0')}${offset}`);
  if (Number.isNaN(time)) return null;
  // 30 February would pass for 2 March.
  return new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(-2)) ? time : null;
}

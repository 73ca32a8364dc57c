// The two ways archives write a time, and which of them to believe.

import { snowflakeTime } from './snowflake.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** The year of the first tweet of all. */
export const FIRST_YEAR = 2006;
/** It was written on 21 March; anything that claims to be older is an exporter's mistake. */
const FIRST_TWEET = Date.UTC(FIRST_YEAR, 2, 21);
/** Honest times differ from the id's by two seconds at most. */
const FAR = 60_000;

/**
 * A tweet's time in milliseconds since 1970 UTC, from its `created_at` or, where that is missing, impossible or far from
 * what the id says, from the id. Null when neither tells.
 */
export function parseTimestamp(createdAt: unknown, id: string): number | null {
  const written = timeOf(createdAt);
  const made = snowflakeTime(id);
  if (made !== null && (written === null || Math.abs(written - made) > FAR)) return made - (made % 1000);
  return written !== null && written >= FIRST_TWEET ? written : null;
}

/** `Wed Jan 02 03:04:05 +0000 2013` or `2013-01-02 03:04:05 +0000`, in milliseconds since 1970 UTC. */
export function timeOf(createdAt: unknown): number | null {
  if (typeof createdAt !== 'string') return null;
  const api = /^\w{3} (\w{3}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})$/.exec(createdAt);
  if (api) {
    const [, month = '', day, hour, minute, second, zone = '', year] = api;
    return utc([year, MONTHS.indexOf(month) + 1, day, hour, minute, second], zone);
  }
  const plain = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)? ?([+-]\d\d:?\d\d|Z)?$/.exec(createdAt);
  return plain ? utc(plain.slice(1, 7), plain[7] ?? 'Z') : null;
}

function utc(parts: readonly (string | number | undefined)[], zone: string): number | null {
  const [year = NaN, month = NaN, day, hour, minute, second] = parts.map(Number);
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // 30 February would pass for 2 March.
  if (time.getUTCMonth() !== month - 1 || time.getUTCHours() !== hour) return null;
  const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return time.getTime() - (zone.startsWith('-') ? -offset : offset) * 60_000;
}

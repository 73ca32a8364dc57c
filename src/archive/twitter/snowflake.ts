// Since November 2010 an id says when it was made: its upper bits count milliseconds from Twitter's own epoch.

const EPOCH = 1_288_834_974_657;
/** Lower ids were sequential, until 2010-11-04, about 21:05 UTC; the first ids that encode a time are 10,000 times larger. */
const FIRST_SNOWFLAKE = 29_700_859_248n;

/** When an id was made, in milliseconds since 1970 UTC; null for ids older than Snowflake. */
export function snowflakeTime(id: string): number | null {
  const number = BigInt(id);
  return number < FIRST_SNOWFLAKE ? null : Number(number >> 22n) + EPOCH;
}

/** The first id of a millisecond (since 1970 UTC), as text. */
export function firstIdAt(time: number): string {
  return (BigInt(time - EPOCH) << 22n).toString();
}

/** The id that was made this many milliseconds later, as text. */
export function idAfter(id: string, milliseconds: number): string {
  return (BigInt(id) + (BigInt(milliseconds) << 22n)).toString();
}

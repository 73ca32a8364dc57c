// How much an account's posts of a year were liked and retweeted, estimated from a sample: ranking a day's posts needs to know what is
// usual, and reading a whole year would take longer than finding the day.

import type { Db } from './database.ts';
import { statement } from './sqlite.ts';

export interface CountedPost {
  readonly likes: number | null;
  readonly retweets: number | null;
}

/** Into how many parts a year is divided, and how many posts are read from the beginning of each. */
const PARTS = 8;
const POSTS = 25;

/** Without replies and retweets: for people who reply a lot, 0 would be the usual. */
export const SAMPLE = `SELECT likes, retweets FROM tweets WHERE account_id = ? AND posted_at >= ? AND posted_at < ?
  AND kind NOT IN ('retweet', 'reply') ORDER BY posted_at LIMIT ${POSTS}`;

/** Posts of a (UTC) year, the same ones for the same database. */
export function sampleEngagement(db: Db, handle: string, year: number): CountedPost[] {
  const ids = statement<[string], { id: number }>(db, 'SELECT id FROM accounts WHERE handle = ?').all(handle);
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const edge = (part: number): number => from + Math.floor(((to - from) * part) / PARTS);
  const find = statement<[number, number, number], CountedPost>(db, SAMPLE);
  return ids.flatMap(({ id }) =>
    Array.from({ length: PARTS }, (_, part) => find.all(id, edge(part), edge(part + 1))).flat(),
  );
}

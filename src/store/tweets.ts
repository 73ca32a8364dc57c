// Tweets going in, batch by batch, and the tweets of a day coming out.

import type { DayRange } from '../calendar.ts';
import type { Memory, Wanted } from '../memories.ts';
import type { Tweet } from '../tweet.ts';
import { merged } from '../tweet-merge.ts';
import type { Db } from './database.ts';
import { cellsOf, COLUMN_NAMES, SELECTED, tweetOfRow, type TweetRow } from './tweet-row.ts';

export type Saved = 'added' | 'updated' | 'unchanged';

/** Saves tweets of one account, each merged with what is there. Call within a transaction. */
export class TweetWriter {
  readonly #find;
  readonly #insert;
  readonly #update;

  constructor(db: Db) {
    this.#find = db.prepare<[bigint], TweetRow & { as_of: number }>(
      `SELECT ${SELECTED}, t.as_of FROM tweets t WHERE t.id = ?`,
    );
    const columns = [...COLUMN_NAMES, 'as_of'];
    this.#insert = db.prepare(
      `INSERT INTO tweets (account_id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`,
    );
    this.#update = db.prepare(`UPDATE tweets SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  }

  /** @param asOf when the archive was made, in milliseconds since 1970 UTC */
  save(tweet: Tweet, accountId: number, asOf: number): Saved {
    const id = BigInt(tweet.id);
    const found = this.#find.get(id);
    const cells = cellsOf(tweet);
    if (!found) {
      this.#insert.run(accountId, ...cells, asOf);
      return 'added';
    }
    const before = tweetOfRow(found);
    const after = cellsOf(asOf >= found.as_of ? merged(tweet, before) : merged(before, tweet));
    const old = cellsOf(before);
    const isSame = after.every((cell, index) => cell === old[index]);
    if (!isSame || asOf > found.as_of) this.#update.run(...after, Math.max(asOf, found.as_of), id);
    return isSame ? 'unchanged' : 'updated';
  }
}

/** The last version of an edited tweet is the one to show. */
const IS_FINAL = `NOT EXISTS (SELECT 1 FROM tweets later WHERE later.edit_of = coalesce(t.edit_of, t.id) AND later.id > t.id)`;
const MEMORY = `SELECT ${SELECTED}, a.handle FROM tweets t JOIN accounts a ON a.id = t.account_id`;

type MemoryRow = TweetRow & { readonly handle: string };

function memoryOf(row: MemoryRow): Memory {
  return { ...tweetOfRow(row), account: row.handle };
}

/** The tweets of one year's day, by time. */
export function tweetsIn(db: Db, range: DayRange, accountIds: readonly number[]): Memory[] {
  const { from, to, firstDate, lastDate } = range;
  const find = db.prepare<(number | string)[], MemoryRow>(
    `${MEMORY} WHERE t.account_id IN (SELECT value FROM json_each(?)) AND t.posted_at >= ? AND t.posted_at <= ?
       AND iif(t.date_only, t.posted_at BETWEEN ? AND ?, t.posted_at >= ? AND t.posted_at < ?)
       AND ${IS_FINAL} ORDER BY t.posted_at, t.id`,
  );
  const [least, most] = [Math.min(from, firstDate), Math.max(to, lastDate)];
  return find.all(JSON.stringify(accountIds), least, most, firstDate, lastDate, from, to).map(memoryOf);
}

/** The tweet next to an instant (milliseconds since 1970 UTC) that would be shown; a time without a zone counts as UTC. */
export function nearestTweet(
  db: Db,
  direction: 'before' | 'after',
  instant: number,
  accountIds: readonly number[],
  wanted: Wanted,
): Memory | undefined {
  const [sign, order] = direction === 'after' ? ['>=', ''] : ['<', 'DESC'];
  const find = db.prepare<(number | string)[], MemoryRow>(
    `${MEMORY} WHERE t.account_id = ? AND t.posted_at ${sign} ? AND (? OR t.kind <> 'retweet') AND (? OR t.kind <> 'reply')
       AND ${IS_FINAL} ORDER BY t.posted_at ${order} LIMIT 1`,
  );
  const rows = accountIds.flatMap((id) => find.all(id, instant, Number(wanted.retweets), Number(wanted.replies)));
  return rows.map(memoryOf).sort((a, b) => Math.abs(a.postedAt - instant) - Math.abs(b.postedAt - instant))[0];
}

/** Whether the database has a tweet. */
export function hasTweet(db: Db): (id: string) => boolean {
  const find = db.prepare<[bigint]>('SELECT 1 FROM tweets WHERE id = ?');
  return (id) => find.get(BigInt(id)) !== undefined;
}

/** When the accounts' first and last tweets were written, in milliseconds since 1970 UTC; null without tweets. */
export function timeSpan(db: Db, accountIds: readonly number[]): { first: number; last: number } | null {
  const find = db.prepare<{ id: number }, { first: number | null; last: number | null }>(
    `SELECT (SELECT posted_at FROM tweets WHERE account_id = @id ORDER BY posted_at LIMIT 1) AS first,
            (SELECT posted_at FROM tweets WHERE account_id = @id ORDER BY posted_at DESC LIMIT 1) AS last`,
  );
  const spans = accountIds.map((id) => find.get({ id })).filter((span) => span?.first !== null && span !== undefined);
  if (spans.length === 0) return null;
  return {
    first: Math.min(...spans.map((span) => span?.first ?? Infinity)),
    last: Math.max(...spans.map((span) => span?.last ?? -Infinity)),
  };
}

// Tweets going in, each merged with what is there.

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

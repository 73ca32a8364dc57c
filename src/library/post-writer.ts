// Tweets going in, each merged with what is there.

import type { Tweet } from '../post/post.ts';
import { merged } from '../post/merge.ts';
import type { Db } from './database.ts';
import { cellsOf, COLUMN_NAMES, SELECTED, tweetOfCells, type TweetCells } from './post-row.ts';

export type Saved = 'added' | 'updated' | 'unchanged';

/** Saves tweets of one account, each merged with what is there. Call within a transaction. */
export class TweetWriter {
  readonly #insert;
  readonly #find;
  readonly #update;

  constructor(db: Db) {
    const columns = [...COLUMN_NAMES, 'as_of'];
    this.#insert = db.prepare(
      `INSERT INTO tweets (account_id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO NOTHING`,
    );
    this.#find = db
      .prepare<[string], [asOf: number, ...TweetCells]>(`SELECT t.as_of, ${SELECTED} FROM tweets t WHERE t.id = ?`)
      .raw();
    this.#update = db.prepare(`UPDATE tweets SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  }

  /** @param asOf when the archive was made, in milliseconds since 1970 UTC */
  save(tweet: Tweet, accountId: number, asOf: number): Saved {
    return this.saveRow(cellsOf(tweet), accountId, asOf);
  }

  /** The same for a tweet that is a row already. */
  saveRow(cells: TweetCells, accountId: number, asOf: number): Saved {
    // Nearly all are new, and SQLite looks for the id in any case.
    if (this.#insert.run(accountId, ...cells, asOf).changes > 0) return 'added';
    const [since, ...before] = this.#find.get(cells[0]) ?? [asOf, ...cells];
    const after = isSame(cells, before) ? cells : mergedCells(cells, before, asOf >= since);
    const isUnchanged = isSame(after, before);
    if (!isUnchanged || asOf > since) this.#update.run(...after, Math.max(asOf, since), cells[0]);
    return isUnchanged ? 'unchanged' : 'updated';
  }
}

function isSame(one: TweetCells, other: TweetCells): boolean {
  return one.every((cell, index) => cell === other[index]);
}

function mergedCells(cells: TweetCells, before: TweetCells, isNewer: boolean): TweetCells {
  const [tweet, old] = [tweetOfCells(cells), tweetOfCells(before)];
  return cellsOf(isNewer ? merged(tweet, old) : merged(old, tweet));
}

// Posts going in, each merged with what is there.

import type { Post } from '../post/post.ts';
import { isLaterEdit, mergePosts } from '../post/merge.ts';
import type { Db } from './database.ts';
import { cellsOf, COLUMN_NAMES, networkIdOf, SELECTED, postOfCells, type PostCells } from './post-row.ts';

export type SaveResult = 'added' | 'updated' | 'unchanged';

/** `collided`: the id that was made for it is another post's already, so it isn't saved. */
type SaveOutcome = SaveResult | 'collided';

/** Saves posts of one account, each merged with what is there. Call within a transaction. */
export class PostWriter {
  readonly #insert;
  readonly #insertOrThrow;
  readonly #find;
  readonly #update;

  constructor(db: Db) {
    const columns = [...COLUMN_NAMES, 'as_of'];
    const values = `tweets (account_id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`;
    // What can't fail needn't be undone: SQLite keeps no copy of the pages that it changes. The trigger for the search
    // index has the same rule for conflicts anyway.
    this.#insert = db.prepare(`INSERT OR IGNORE INTO ${values}`);
    this.#insertOrThrow = db.prepare(`INSERT INTO ${values}`);
    this.#find = db
      .prepare<[string], [asOf: number, ...PostCells]>(`SELECT t.as_of, ${SELECTED} FROM tweets t WHERE t.id = ?`)
      .raw();
    this.#update = db.prepare(`UPDATE tweets SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  }

  /** @param asOf when the archive was made, in milliseconds since 1970 UTC */
  save(post: Post, accountId: number, asOf: number): SaveOutcome {
    return this.saveCells(cellsOf(post), accountId, asOf);
  }

  /** The same for the cells of a post. */
  saveCells(cells: PostCells, accountId: number, asOf: number): SaveOutcome {
    // Nearly all are new, and SQLite looks for the id in any case.
    if (this.#insert.run(accountId, ...cells, asOf).changes > 0) return 'added';
    const found = this.#find.get(cells[0]);
    if (!found) {
      // It isn't there, so something else was wrong with it.
      this.#insertOrThrow.run(accountId, ...cells, asOf);
      return 'added';
    }
    const [since, ...before] = found;
    if (networkIdOf(cells) !== networkIdOf(before)) return 'collided';
    const after = isSame(cells, before) ? cells : mergedCells(cells, before, asOf >= since);
    const isUnchanged = isSame(after, before);
    if (!isUnchanged || asOf > since) this.#update.run(...after, Math.max(asOf, since), cells[0]);
    return isUnchanged ? 'unchanged' : 'updated';
  }
}

function isSame(one: PostCells, other: PostCells): boolean {
  return one.every((cell, index) => cell === other[index]);
}

function mergedCells(cells: PostCells, before: PostCells, isFromNewer: boolean): PostCells {
  const [post, old] = [postOfCells(cells), postOfCells(before)];
  return cellsOf((isLaterEdit(post, old) ?? isFromNewer) ? mergePosts(post, old) : mergePosts(old, post));
}

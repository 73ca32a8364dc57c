// Saves an archive's posts, many in one transaction.

import type { Db } from '../library/database.ts';
import { byTime, networkIdOf, untrimmed, type PostCells } from '../library/post-row.ts';
import { PostWriter, type SaveResult } from '../library/post-writer.ts';
import { UserError } from '../platform/errors.ts';

/**
 * Posts per transaction: an interrupted import loses no more than these, and other processes wait for a fiftieth of a second.
 * Each transaction writes most pages of the index by likes again, so fewer posts cost more.
 */
const BATCH = 2000;

interface Destination {
  readonly db: Db;
  readonly accountId: number;
  /** When the archive was made, in milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly tally: { readonly saved: Record<SaveResult, number>; readonly lost: (what: string) => void };
}

export class PostBatches {
  #waiting: PostCells[] = [];
  readonly #write;

  constructor({ db, accountId, asOf, tally }: Destination) {
    const writer = new PostWriter(db);
    const isAccountThere = db.prepare('SELECT 1 FROM accounts WHERE id = ?');
    this.#write = db.transaction((last?: () => void) => {
      if (isAccountThere.get(accountId) === undefined) throw accountRemoved();
      // Ids grow with time, and inserting in order fills SQLite's pages instead of leaving them half empty.
      for (const cells of this.#waiting.sort(byTime)) {
        const outcome = writer.saveCells(untrimmed(cells), accountId, asOf);
        if (outcome === 'collided') tally.lost(collisionWords(cells));
        else tally.saved[outcome] += 1;
      }
      last?.();
    });
  }

  /** @param cells may be trimmed */
  add(cells: PostCells): void {
    this.#waiting.push(cells);
  }

  saveIfMany(): void {
    if (this.#waiting.length >= BATCH) this.save();
  }

  /** @param last what is to be done in the same transaction */
  save(last?: () => void): void {
    this.#write.immediate(last);
    this.#waiting = [];
  }
}

/** In pages of 4 KB: the fewer times the log is put into the database, the fewer pages are written twice. */
const LOG = { usual: 1000, large: 4000 };

/**
 * Does work in which SQLite doesn't look for the account of each post, which `PostBatches` does once for all. To undo a single
 * post whose account isn't there, SQLite would copy every page before changing it: a third of the work of saving.
 */
export async function withQuickSaving(db: Db, work: () => Promise<void>): Promise<void> {
  db.pragma('foreign_keys = OFF');
  db.pragma(`wal_autocheckpoint = ${LOG.large}`);
  try {
    await work();
  } finally {
    if (db.open) {
      db.pragma('foreign_keys = ON');
      db.pragma(`wal_autocheckpoint = ${LOG.usual}`);
    }
  }
}

function collisionWords(cells: PostCells): string {
  return `post ${networkIdOf(cells) ?? cells[0]} was not saved: another post has the number that was made for it`;
}

function accountRemoved(): UserError {
  return new UserError('the account was removed while its archive was being read', {
    hint: 'import the archive again',
  });
}

// Takes an account out of the database, with everything that its archives brought: as if they had never been imported.

import type { Db } from './database.ts';

/** What goes with an account. */
export interface AccountContents {
  readonly posts: number;
  /** Of archives that were imported, and of those that failed after it was known whose they are. */
  readonly imports: number;
  /** Rules that hide one of its posts. */
  readonly hideRules: number;
  /** Every post's id, to which its copies of photos and videos have names. */
  readonly postIds: ReadonlySet<string>;
}

export function contentsOf(db: Db, accountId: number): AccountContents {
  const count = (sql: string): number => Number(db.prepare(sql).pluck().get(accountId));
  const ids = db.prepare<[number], string>('SELECT CAST(id AS TEXT) FROM tweets WHERE account_id = ?');
  const postIds = new Set(ids.pluck().all(accountId));
  return {
    posts: postIds.size,
    imports: count('SELECT count(*) FROM imports WHERE account_id = ?'),
    hideRules: count(
      `SELECT count(*) FROM hidden WHERE kind = 'tweet'
       AND EXISTS (SELECT 1 FROM tweets WHERE id = CAST(hidden.value AS INTEGER) AND account_id = ?)`,
    ),
    postIds,
  };
}

/** The processes that are said to import for the account. */
export function importingProcesses(db: Db, accountId: number): number[] {
  const find = db.prepare<[number], number>("SELECT pid FROM imports WHERE account_id = ? AND state = 'running'");
  return find.pluck().all(accountId);
}

/** All of it goes, or nothing. The rules of what is hidden stay. */
export function removeAccount(db: Db, accountId: number): void {
  const remove = db.transaction(() => {
    const run = (sql: string): void => {
      db.prepare(sql).run(accountId);
    };
    run('DELETE FROM search_index WHERE rowid IN (SELECT id FROM tweets WHERE account_id = ?)');
    db.exec('CREATE TEMP TABLE removed (id INTEGER PRIMARY KEY)');
    run('INSERT INTO removed SELECT id FROM tweets WHERE account_id = ?');
    run('DELETE FROM tweets WHERE account_id = ?');
    // Their removal has put them there.
    db.exec('DELETE FROM search_queue WHERE id IN (SELECT id FROM removed); DROP TABLE removed');
    // What was read of its files must be read again when they come back.
    for (const table of ['notes', 'known_files', 'former_handles', 'imports']) {
      run(`DELETE FROM ${table} WHERE account_id = ?`);
    }
    run('DELETE FROM accounts WHERE id = ?');
  });
  remove.immediate();
}

/** Gives the disk back what the removed posts took, and leaves nothing of their words behind. False if there is no room. */
export function compact(db: Db): boolean {
  try {
    db.exec("INSERT INTO search_index (search_index) VALUES ('optimize'); VACUUM");
    return true;
  } catch {
    return false;
  }
}

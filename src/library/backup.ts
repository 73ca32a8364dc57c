// A copy of the whole database, as it was at one moment, while others go on reading and writing.

import { tweetCount } from './posts.ts';
import { openSqlite, type Db } from './sqlite.ts';

/** Pages that are copied before signals are heard: 20 MB. */
const PAGES = 5000;

export interface Copied {
  readonly bytes: number;
  readonly tweets: number;
}

/**
 * Copies into a file, which may be there but empty, and checks the copy. Throws what SQLite says, the reason of `signal`,
 * or DamagedCopy.
 */
export async function copyDatabase(db: Db, file: string, signal: AbortSignal): Promise<Copied> {
  // The moment whose state is copied: without this, whoever writes meanwhile makes SQLite begin again.
  db.exec('BEGIN');
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').get();
    await db.backup(file, {
      progress: () => {
        signal.throwIfAborted();
        return PAGES;
      },
    });
  } finally {
    db.exec('ROLLBACK');
  }
  return checkedCopy(file);
}

/** The copy is damaged: so is the database, or the disk. */
export class DamagedCopy extends Error {}

function checkedCopy(file: string): Copied {
  const copy = openSqlite(file);
  try {
    // One file, for whoever carries it elsewhere.
    copy.pragma('journal_mode = DELETE');
    const said = copy.pragma('integrity_check(1)', { simple: true });
    if (said !== 'ok') throw new DamagedCopy(String(said));
    const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
    return { bytes: Number(copy.prepare(size).pluck().get()), tweets: tweetCount(copy) };
  } finally {
    copy.close();
  }
}

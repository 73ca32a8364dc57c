// What every command with a query needs first: a query that can be read, and an index that has every post.

import { startProgress } from '../cli/progress.ts';
import type { Context } from '../platform/context.ts';
import { codeOf, UsageError } from '../platform/errors.ts';
import { parseQuery } from './query/parse.ts';
import type { Query } from './query/query.ts';
import type { Db } from '../library/database.ts';
import { updateSearchIndex, countUnindexed } from './index/update.ts';
import { pluralize } from '../text/numbers-and-dates.ts';

/** Indexing this many posts or more takes seconds, so it is announced. */
const MANY = 20_000;

/** Throws a UsageError when the query can't be read. */
export function readQuery(typed: string): Query {
  const parsed = parseQuery(typed);
  if (parsed.ok) return parsed.query;
  throw new UsageError(parsed.problem, { hint: parsed.hint });
}

/**
 * Indexes what an interrupted import or an older version left in the queue. A read-only database is searched as it is; the copy
 * in memory of one of an earlier version gets its index there.
 */
export async function ensureIndexed(context: Context, db: Db): Promise<void> {
  const waiting = countUnindexed(db);
  if (waiting === 0) return;
  const posts = pluralize(waiting, 'post');
  if (waiting >= MANY) context.stderr.write(`Preparing ${posts} for searching, this once…\n`);
  const progress = await startProgress(context, `{done} of ${posts}`, waiting);
  if (db.memory) db.pragma('query_only = OFF');
  try {
    await updateSearchIndex(db, {
      signal: context.signal,
      onBatch: (done) => {
        progress.advance(done);
      },
    });
  } catch (error) {
    if (codeOf(error)?.startsWith('SQLITE_READONLY') !== true) throw error;
    context.stderr.write(`warning: ${posts} can't be found yet, because the database can't be written\n`);
  } finally {
    progress.stop();
    if (db.memory) db.pragma('query_only = ON');
  }
}

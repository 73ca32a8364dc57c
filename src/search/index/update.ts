// Keeps the search index up to date: indexes the queued posts in batches, so that it can be interrupted
// without loss and two processes can do it at once.

import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../library/database.ts';
import { assertNotMigrated } from '../../library/migrate.ts';
import { readBatch, type Batch } from './batch.ts';
import { BatchThread } from './batch-thread.ts';

/** How many posts wait to be indexed. */
export function countUnindexed(db: Db): number {
  return db.prepare<[], { count: number }>('SELECT count(*) AS count FROM search_queue').get()?.count ?? 0;
}

interface UpdateOptions {
  readonly signal?: AbortSignal;
  /** Gets how many posts have been taken from the queue by now. */
  readonly onBatch?: (done: number) => void;
}

/**
 * Indexes everything in the queue. Throws when `signal` aborts, and a UserError when a newer version has taken over the database:
 * its index may have other words. What was done by then stays done.
 */
export async function updateSearchIndex(db: Db, options: UpdateOptions = {}): Promise<void> {
  await using thread = new BatchThread(db, countUnindexed(db));
  const take = db.transaction(takeBatch);
  let done = 0;
  while (waits(db)) {
    const ahead = await thread.answer();
    options.signal?.throwIfAborted();
    done += take.immediate(db, thread, ahead);
    options.onBatch?.(done);
    // Signals only arrive here.
    await setImmediate();
  }
}

function waits(db: Db): boolean {
  return db.prepare('SELECT 1 FROM search_queue').get() !== undefined;
}

/** Returns how many posts it has taken from the queue. @param ahead what the thread has read before, which other processes may have changed since */
function takeBatch(db: Db, thread: BatchThread, ahead: Batch | null): number {
  assertNotMigrated(db);
  const batch = ahead && thread.isCurrent() ? ahead : readBatch(db);
  if (!batch) return 0;
  thread.ask(batch.last);
  const put = db.prepare(
    'INSERT OR REPLACE INTO search_index (rowid, text, links, alt, signed, traits) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM search_index WHERE rowid = ?');
  for (const [id, ...cells] of batch.entries) {
    if (cells.length === 0) remove.run(BigInt(id));
    else put.run(BigInt(id), ...cells);
  }
  return db.prepare('DELETE FROM search_queue WHERE id <= ?').run(BigInt(batch.last)).changes;
}

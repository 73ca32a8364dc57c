// The index of many posts, made by two threads: it is the one that a single thread makes, also while others write.

import { copyFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { readBatch, type Batch } from '../../src/search/index/batch.ts';
import { countUnindexed, updateSearchIndex } from '../../src/search/index/update.ts';
import { makeBigDatabase } from '../support/big-database.ts';
import { runMemories, type RunResult } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

/** Enough for a thread. */
const COUNT = 32_000;

/** Some posts are parts of threads and some are earlier versions of others. */
function makeDatabase(): string {
  const path = makeBigDatabase(tempFolder(), COUNT);
  const db = openDatabase(path, { create: true });
  db.exec(`UPDATE tweets SET kind = 'thread', reply_to_id = id - 7 WHERE id % 5 = 0;
    UPDATE tweets SET edit_of = id - 3 WHERE id % 11 = 0`);
  db.close();
  return path;
}

function searchIn(path: string): Promise<RunResult> {
  return runMemories(['search', 'soup', '--db', path]);
}

/** Every word of the index, with where it stands. */
function wordsIn(db: Db): unknown[] {
  db.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search_index, 'instance')");
  return db.prepare("SELECT group_concat(term || ' ' || doc || ' ' || col || ' ' || offset) FROM words").raw().all();
}

/** The words of an index that one thread has made of all posts as they are. */
async function wordsMadeAnew(path: string): Promise<unknown[]> {
  const copy = join(tempFolder(), 'copy.db');
  copyFileSync(path, copy);
  const db = openDatabase(copy, { create: true });
  db.exec(`DELETE FROM search_index WHERE rowid IN (SELECT id FROM search_index_docsize);
    INSERT OR IGNORE INTO search_queue SELECT id FROM tweets`);
  await updateSearchIndex(db);
  const words = wordsIn(db);
  db.close();
  return words;
}

function openedAgain(path: string): Db {
  const db = openDatabase(path, { create: true });
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db;
}

test('two threads make the index that one makes', async () => {
  const path = makeDatabase();
  const { code } = await searchIn(path);
  const db = openedAgain(path);
  expect([code, countUnindexed(db)]).toEqual([0, 0]);
  expect(wordsIn(db)).toEqual(await wordsMadeAnew(path));
  db.close();
});

test('what others write meanwhile is indexed as it is in the end', async () => {
  const path = makeDatabase();
  const db = openDatabase(path, { create: true });
  const change = db.prepare("UPDATE tweets SET text = 'bread ' || ? WHERE id % 501 = ?");
  const search = searchIn(path);
  const done = new AbortController();
  void search.finally(() => {
    done.abort();
  });
  let changes = 0;
  while (!done.signal.aborted) {
    changes += 1;
    change.run(changes, (changes * 37) % 501);
    await setTimeout(3);
  }
  expect((await search).code).toBe(0);
  await updateSearchIndex(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(changes).toBeGreaterThan(10);
  expect(wordsIn(db)).toEqual(await wordsMadeAnew(path));
  db.close();
});

test('the thread reads what this one would', async () => {
  const path = makeDatabase();
  const db = openDatabase(path, { create: true });
  const worker = new Worker(join(import.meta.dirname, '../../dist/batch-worker.cjs'), { workerData: path });
  let last: string | null = null;
  for (let batches = 0; ; batches += 1) {
    worker.postMessage(last);
    const [batch] = (await once(worker, 'message')) as [Batch | null];
    expect(batch).toEqual(last === null ? readBatch(db) : readBatch(db, BigInt(last)));
    if (batch === null) {
      expect(batches).toBeGreaterThan(3);
      break;
    }
    ({ last } = batch);
  }
  await worker.terminate();
  db.close();
});

// Builds a database of made-up tweets for the benchmarks that start from one.

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importArchive } from '../src/import/import-archive.ts';
import { openDatabase } from '../src/library/database.ts';
import { MIGRATIONS } from '../src/library/migrations.ts';
import { BENCH_FOLDER, generateArchive } from './generate.ts';

/** Returns the path of the database, which is built once for each number of tweets, seed and version of the database. */
export async function generateDatabase(tweets: number, { folder = BENCH_FOLDER, seed = 1 } = {}): Promise<string> {
  const path = join(folder, `memories-${tweets}-${seed}-v${MIGRATIONS.length}.db`);
  if (existsSync(path)) return path;
  const archive = await generateArchive(tweets, { folder, seed });
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  const db = openDatabase(unfinished, { create: true });
  try {
    await importArchive(db, [archive], {
      account: undefined,
      media: 'none',
      mediaFolder: join(folder, 'media'),
      pid: process.pid,
      now: () => Date.now(),
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
  } finally {
    db.close();
  }
  await rename(unfinished, path);
  return path;
}

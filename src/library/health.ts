// The state of a database, as far as SQLite itself can tell.

import type { Media } from '../post/post.ts';
import type { Db } from './database.ts';

/** SQLite's first complaints about the file; empty if it is undamaged. */
export function findDamage(db: Db): string[] {
  const said = db.prepare<[], string>('PRAGMA integrity_check(3)').pluck().all();
  return said.filter((line) => line !== 'ok');
}

/** How many rows refer to another row that is not there. */
export function countDanglingRows(db: Db): number {
  return db.prepare('PRAGMA foreign_key_check').all().length;
}

export function bytesOf(db: Db): number {
  const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
  return Number(db.prepare(size).pluck().get());
}

export interface TweetMedia {
  readonly postId: string;
  readonly accountId: number;
  readonly media: readonly Media[];
}

export function* postsWithMedia(db: Db): Generator<TweetMedia> {
  const find = db.prepare<[], { id: string; account: number; media: string }>(
    "SELECT CAST(id AS TEXT) AS id, account_id AS account, media FROM tweets WHERE media <> '[]'",
  );
  for (const { id, account, media } of find.iterate()) {
    yield { postId: id, accountId: account, media: JSON.parse(media) as Media[] };
  }
}

/** By account, how many media files there once were, according to the import that found the most. */
export function filesOnce(db: Db): Map<number, number> {
  const find = db.prepare<[], { account: number; files: number }>(
    `SELECT account_id AS account, max(report ->> '$.media.copied' + report ->> '$.media.present') AS files
     FROM imports WHERE state = 'done' AND report IS NOT NULL AND account_id IS NOT NULL GROUP BY account_id`,
  );
  return new Map(find.all().map(({ account, files }) => [account, files]));
}

/** The names of media files that were damaged in the archives themselves. */
export function mediaDamagedInArchives(db: Db): Set<string> {
  const find = db
    .prepare<[], string>("SELECT DISTINCT value FROM imports, json_each(report, '$.damagedMedia')")
    .pluck();
  return new Set(find.all());
}

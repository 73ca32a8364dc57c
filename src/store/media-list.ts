// Every tweet that has media, for those who look after the files.

import type { Media } from '../post/post.ts';
import type { Db } from '../library/database.ts';

export interface TweetMedia {
  readonly tweetId: string;
  readonly accountId: number;
  readonly media: readonly Media[];
}

export function* tweetsWithMedia(db: Db): Generator<TweetMedia> {
  const find = db.prepare<[], { id: string; account: number; media: string }>(
    "SELECT CAST(id AS TEXT) AS id, account_id AS account, media FROM tweets WHERE media <> '[]'",
  );
  for (const { id, account, media } of find.iterate()) {
    yield { tweetId: id, accountId: account, media: JSON.parse(media) as Media[] };
  }
}

/** How many files of an account there once were, by the import of its that found the most; by account. */
export function filesOnce(db: Db): Map<number, number> {
  const find = db.prepare<[], { account: number; files: number }>(
    `SELECT account_id AS account, max(report ->> '$.media.copied' + report ->> '$.media.present') AS files
     FROM imports WHERE state = 'done' AND report IS NOT NULL AND account_id IS NOT NULL GROUP BY account_id`,
  );
  return new Map(find.all().map(({ account, files }) => [account, files]));
}

// Use case: the tweets that a query finds are handed one by one to a format, however many there are.

import { setImmediate } from 'node:timers/promises';
import type { Library } from './library.ts';
import { isFor, type LeftOut, type Memory } from './memories.ts';
import { searchTweets, type SearchRequest } from './search-tweets.ts';

export interface Exported {
  readonly tweets: number;
  readonly leftOut: LeftOut & { readonly circle: number };
}

/** Signals and closed pipes are heard only between so many tweets. */
const AT_A_TIME = 64;

/**
 * Runs `write` on what the query finds, oldest first unless `order` says otherwise. All of it is as the database was at the start. Throws the signal's
 * reason when it aborts, and a UserError for an account that is not there.
 */
export async function exportTweets(
  library: Library,
  request: SearchRequest,
  signal: AbortSignal,
  write: (tweets: AsyncIterable<Memory>) => Promise<void>,
  order: 'oldest' | 'newest' = 'oldest',
): Promise<Exported> {
  const count = { seen: 0, circle: 0 };
  async function* tweets(found: Iterable<Memory>): AsyncGenerator<Memory> {
    for (const tweet of found) {
      count.seen += 1;
      if (count.seen % AT_A_TIME === 0) await setImmediate();
      signal.throwIfAborted();
      if (isFor(tweet, request.choice)) yield tweet;
      else count.circle += 1;
    }
  }
  library.db.exec('BEGIN');
  try {
    const found = searchTweets(library, request);
    await write(tweets(found.tweets(order)));
    return { tweets: count.seen - count.circle, leftOut: { ...found.leftOut, circle: count.circle } };
  } finally {
    library.db.exec('COMMIT');
  }
}

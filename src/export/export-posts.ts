// Use case: the posts that a query finds are handed one by one to a format, however many there are.

import { setImmediate } from 'node:timers/promises';
import type { Library } from '../library/database.ts';
import { isVisibleTo, type Omitted } from '../memories/selection.ts';
import { searchPosts, type Found, type SearchRequest } from '../search/find-posts.ts';

export interface Exported {
  readonly posts: number;
  readonly leftOut: Omitted & { readonly circle: number };
}

/** Signals and closed pipes are heard only between so many posts. */
const AT_A_TIME = 64;

/**
 * Runs `write` on what the query finds, as `pick` takes it from there. All of it is as the database was at the start.
 * Throws the signal's reason when it aborts, and a UserError for an account that is not there.
 */
export async function exportPosts<Item extends { readonly circle: boolean }>(
  library: Library,
  request: SearchRequest,
  signal: AbortSignal,
  pick: (found: Found) => Iterable<Item>,
  write: (items: AsyncIterable<Item>) => Promise<void>,
): Promise<Exported> {
  const count = { seen: 0, circle: 0 };
  async function* items(found: Iterable<Item>): AsyncGenerator<Item> {
    for (const item of found) {
      count.seen += 1;
      if (count.seen % AT_A_TIME === 0) await setImmediate();
      signal.throwIfAborted();
      if (!isVisibleTo(item, request.choice)) count.circle += 1;
      else yield item;
    }
  }
  library.db.exec('BEGIN');
  try {
    const found = searchPosts(library, request);
    await write(items(pick(found)));
    return { posts: count.seen - count.circle, leftOut: { ...found.leftOut, circle: count.circle } };
  } finally {
    library.db.exec('COMMIT');
  }
}

// The work of `memories search`.

import type { Context } from '../platform/context.ts';
import type { Memory } from '../library/memory.ts';
import { searchPosts, defaultOrder } from './find-posts.ts';
import { searchJson, searchAlbum, type SearchResult } from './results.ts';
import { unshieldQuery } from './query/negated-words.ts';
import { ensureIndexed, readQuery } from './prepare.ts';
import { withSession } from '../cli/session.ts';
import { showAlbum } from '../cli/show-album.ts';
import type { ShowFlags } from '../cli/flags.ts';
import type { Order } from './index/queries.ts';

/** Throws a UsageError when the query can't be read. */
export async function runSearch(context: Context, words: readonly string[], flags: SearchFlags): Promise<void> {
  const typed = unshieldQuery(words);
  const query = readQuery(typed);
  await withSession(context, flags, async (session) => {
    const { library, choice, accountIds, today } = session;
    await ensureIndexed(context, library.db);
    const result = library.db.transaction((): SearchResult => {
      const found = searchPosts(library, { query, choice, accountIds });
      const order = flags.sort ?? defaultOrder(query, found.total);
      const { total, leftOut, accounts } = found;
      const posts = firstOf(found.posts(order), flags.limit);
      return { typed, query, order, total, leftOut, accounts, posts, timeZone: choice.timeZone };
    })();
    if (flags.json) context.stdout.write(searchJson(result));
    else await showAlbum(context, session, flags, searchAlbum(result, today));
    // A pipe may have swallowed it.
    if (result.total === 0 && !flags.json && !context.stdout.isTTY) context.stderr.write('no post matches\n');
  });
}

function firstOf(found: Iterable<Memory>, limit: number): Memory[] {
  const posts: Memory[] = [];
  if (limit === 0) return posts;
  for (const post of found) {
    posts.push(post);
    if (posts.length >= limit) break;
  }
  return posts;
}

export interface SearchFlags extends ShowFlags {
  readonly sort?: Order;
  readonly limit: number;
}

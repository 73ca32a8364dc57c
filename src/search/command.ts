// The work of `memories search`.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { Memory } from '../library/memory.ts';
import { searchPosts, usualOrder } from './find-posts.ts';
import { jsonOfSearch, searchAlbum, type SearchResult } from './results.ts';
import { queryFrom } from './query/negated-words.ts';
import { bringUpToDate, readable } from './prepare.ts';
import { viewing } from '../cli/session.ts';
import { showAlbum } from '../cli/show-album.ts';
import type { ShowFlags } from '../cli/flags.ts';
import type { Order } from './index/queries.ts';

/** Ends the program as a wrong command line does when the query can't be read. */
export async function runSearch(context: Context, words: readonly string[], command: Command): Promise<void> {
  const typed = queryFrom(words);
  const query = readable(typed, command);
  const flags: SearchFlags = command.optsWithGlobals();
  await viewing(context, flags, async ({ config, library, choice, accountIds, today }) => {
    await bringUpToDate(context, library.db);
    const result = library.db.transaction((): SearchResult => {
      const found = searchPosts(library, { query, choice, accountIds });
      const order = flags.sort ?? usualOrder(query, found.total);
      const { total, leftOut } = found;
      const posts = firstOf(found.posts(order), flags.limit);
      return { typed, query, order, total, leftOut, posts, timeZone: choice.timeZone };
    })();
    if (flags.json) context.stdout.write(jsonOfSearch(result));
    else await showAlbum(context, config, flags, searchAlbum(result, today));
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

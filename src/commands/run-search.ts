// The work of `memories search`.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Memory } from '../memories.ts';
import { searchTweets, type Found } from '../search-tweets.ts';
import type { Order } from '../store/search.ts';
import { jsonOfSearch, searchAlbum, type SearchResult } from '../views/search.ts';
import { queryFrom } from './excluded-words.ts';
import { bringUpToDate, readable } from './query.ts';
import type { SearchFlags } from './search.ts';
import { showAlbum, viewing } from './viewing.ts';

/** Ends the program as a wrong command line does when the query can't be read. */
export async function runSearch(context: Context, words: readonly string[], command: Command): Promise<void> {
  const typed = queryFrom(words);
  const query = readable(typed, command);
  const flags: SearchFlags = command.optsWithGlobals();
  await viewing(context, flags, async ({ config, library, choice, accountIds, today }) => {
    await bringUpToDate(context, library.db);
    const order = flags.sort ?? (query.terms.length > 0 ? 'relevance' : 'newest');
    const found = library.db.transaction(() =>
      resultOf(searchTweets(library, { query, choice, accountIds }), order, flags.limit),
    )();
    const result: SearchResult = { ...found, typed, query, order, timeZone: choice.timeZone };
    if (flags.json) context.stdout.write(jsonOfSearch(result));
    else await showAlbum(context, config, flags, searchAlbum(result, today));
  });
}

function resultOf(found: Found, order: Order, limit: number): Pick<SearchResult, 'total' | 'leftOut' | 'tweets'> {
  const tweets: Memory[] = [];
  if (limit > 0) {
    for (const tweet of found.tweets(order)) {
      tweets.push(tweet);
      if (tweets.length >= limit) break;
    }
  }
  return { total: found.total, leftOut: found.leftOut, tweets };
}

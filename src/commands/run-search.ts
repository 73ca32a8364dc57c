// The work of `memories search`.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Memory } from '../memories.ts';
import { searchTweets, usualOrder } from '../search-tweets.ts';
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
    const result = library.db.transaction((): SearchResult => {
      const found = searchTweets(library, { query, choice, accountIds });
      const order = flags.sort ?? usualOrder(query, found.total);
      const { total, leftOut } = found;
      const tweets = firstOf(found.tweets(order), flags.limit);
      return { typed, query, order, total, leftOut, tweets, timeZone: choice.timeZone };
    })();
    if (flags.json) context.stdout.write(jsonOfSearch(result));
    else await showAlbum(context, config, flags, searchAlbum(result, today));
  });
}

function firstOf(found: Iterable<Memory>, limit: number): Memory[] {
  const tweets: Memory[] = [];
  if (limit === 0) return tweets;
  for (const tweet of found) {
    tweets.push(tweet);
    if (tweets.length >= limit) break;
  }
  return tweets;
}

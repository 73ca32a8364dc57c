// `memories search <words…>`: tweets by their words and by what they are.

import { Option, type Command } from 'commander';
import type { Context } from '../context.ts';
import type { Memory } from '../memories.ts';
import type { Query } from '../search-query.ts';
import { searchTweets, type Found } from '../search-tweets.ts';
import { ORDERS, type Order } from '../store/search.ts';
import { jsonOfSearch, searchAlbum, type SearchResult } from '../views/search.ts';
import { queryFrom } from './excluded-words.ts';
import { wholeNumber, withShowOptions, type ShowFlags } from './options.ts';
import { bringUpToDate, CONDITIONS, readable } from './query.ts';
import { showAlbum, viewing } from './viewing.ts';

interface SearchFlags extends ShowFlags {
  readonly sort?: Order;
  readonly limit: number;
}

/** More fit on no screen and in no page; an export has no limit. */
const MOST_SHOWN = 10_000;

export function addSearch(program: Command, context: Context): void {
  withShowOptions(program.command('search'))
    .description('find tweets by their words, dates and kind')
    .argument('<words...>', 'what to look for: otter "wild river" rail* since:2015 has:photo -word')
    .addOption(
      new Option('--sort <order>', 'by relevance (the default for words), newest, oldest or likes').choices(ORDERS),
    )
    .option('--limit <n>', 'show at most N', wholeNumber(MOST_SHOWN), 20)
    .addHelpText('after', CONDITIONS)
    .action(async (words: string[], _flags: SearchFlags, command: Command) => {
      const typed = queryFrom(words);
      await search(context, command.optsWithGlobals(), typed, readable(typed, command));
    });
}

async function search(context: Context, flags: SearchFlags, typed: string, query: Query): Promise<void> {
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

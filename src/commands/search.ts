// `memories search <words…>`: tweets by their words and by what they are.

import { Option, type Command } from 'commander';
import { codeOf } from '../errors.ts';
import type { Context } from '../context.ts';
import type { Memory } from '../memories.ts';
import { parseQuery, type Query } from '../search-query.ts';
import { searchTweets, type Found } from '../search-tweets.ts';
import type { Db } from '../store/database.ts';
import { ORDERS, type Order } from '../store/search.ts';
import { updateSearchIndex, waitingForSearch } from '../store/search-index.ts';
import { jsonOfSearch, searchAlbum, type SearchResult } from '../views/search.ts';
import { counted } from '../views/words.ts';
import { queryFrom } from './excluded-words.ts';
import { wholeNumber, withShowOptions, type ShowFlags } from './options.ts';
import { showAlbum, viewing } from './viewing.ts';

interface SearchFlags extends ShowFlags {
  readonly sort?: Order;
  readonly limit: number;
}

/** More fit on no screen and in no page; an export has no limit. */
const MOST_SHOWN = 10_000;
/** Tweets to take in, from which on it is worth a word: it takes seconds. */
const MANY = 20_000;

const CONDITIONS = `
Words find tweets that have them all. A query can also have:
  "some words"              these words in this order; for the shell: '"some words"'
  rail*                     what begins like this
  #tag, @name               only as a tag, as a name
  -word, -"some words"      tweets without it
  since:2015 until:2016-03  from the first to the last day, both included
  on:11-22, on:2016-03-14   a day of every year, a day
  has:photo                 also has:video, has:gif, has:link
  is:thread                 also is:reply, is:quote, is:retweet
  from:account              one of your accounts
  -has: -is: -from:         not so
`;

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

/** Ends the program as a wrong command line does when the query can't be read. */
function readable(typed: string, command: Command): Query {
  const parsed = parseQuery(typed);
  if (parsed.ok) return parsed.query;
  return command.error(`error: ${parsed.problem}\nhint: ${parsed.hint}`);
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

/** Takes in what an import that was cut off, or an older version, has left. What can't be written is searched as it is. */
async function bringUpToDate(context: Context, db: Db): Promise<void> {
  const waiting = waitingForSearch(db);
  if (waiting === 0) return;
  const tweets = counted(waiting, 'tweet');
  if (waiting >= MANY) context.stderr.write(`Preparing ${tweets} for searching, this once…\n`);
  try {
    await updateSearchIndex(db, { signal: context.signal });
  } catch (error) {
    if (codeOf(error)?.startsWith('SQLITE_READONLY') !== true) throw error;
    context.stderr.write(`warning: ${tweets} can't be found yet, because the database can't be written\n`);
  }
}

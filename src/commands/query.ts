// What the commands with a query share: its help, its mistakes, and an index that has everything in it.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { codeOf } from '../errors.ts';
import { parseQuery, type Query } from '../search-query.ts';
import type { Db } from '../store/database.ts';
import { updateSearchIndex, waitingForSearch } from '../store/search-index.ts';
import { counted } from '../views/words.ts';

/** Tweets to take in, from which on it is worth a word: it takes seconds. */
const MANY = 20_000;

export const CONDITIONS = `
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

/** Ends the program as a wrong command line does when the query can't be read. */
export function readable(typed: string, command: Command): Query {
  const parsed = parseQuery(typed);
  if (parsed.ok) return parsed.query;
  return command.error(`error: ${parsed.problem}\nhint: ${parsed.hint}`);
}

/** Takes in what an import that was cut off, or an older version, has left. What can't be written is searched as it is. */
export async function bringUpToDate(context: Context, db: Db): Promise<void> {
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

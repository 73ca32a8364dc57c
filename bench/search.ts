// The processor time to prepare a million tweets for searching, to search them and to count them, in a warmed-up process and
// as whole processes. All files are in the system's memory by then, so this is also the time it takes.

import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from '../src/time/calendar.ts';
import { openDatabase, type Library, type Db } from '../src/library/database.ts';
import { ALL_TIME } from '../src/time/period.ts';
import { parseQuery } from '../src/search/query/parse.ts';
import { searchPosts, defaultOrder } from '../src/search/find-posts.ts';
import { computeStatistics } from '../src/statistics/statistics.ts';
import { accounts } from '../src/library/accounts.ts';
import type { Order } from '../src/search/index/queries.ts';
import { updateSearchIndex } from '../src/search/index/update.ts';
import { yearCalendar } from '../src/statistics/year-calendar.ts';
import { computeYearReview } from '../src/statistics/year/review.ts';
import { generateDatabase } from './database.ts';
import { pairs, work, type Sample } from './measure.ts';
import type { Row } from './table.ts';

const BINARY = join(import.meta.dirname, '../../../bin/memories.js');
const CHOICE = { circle: true, timeZone: 'Europe/Paris', retweets: false, replies: true, hidden: [] } as const;
const ENV = { TZ: CHOICE.timeZone };
const TODAY = Temporal.PlainDate.from('2026-11-02');
const YEAR = 2025;
/** How many tweets a command shows. */
const SHOWN = 20;

/** In seconds. */
const AIM = { search: 0.05, counting: 2 };

/** How many times more often a search of milliseconds is repeated than a process of seconds. */
const MORE = 4;

interface Search {
  readonly kind: string;
  readonly typed: string;
  readonly sort?: Order;
}

const SEARCHES: readonly Search[] = [
  { kind: 'a rare word', typed: 'tag42' },
  { kind: 'a common word', typed: 'bus' },
  { kind: 'in Japanese', typed: '図書館' },
  { kind: 'a phrase', typed: '"plus loin"' },
  { kind: 'of common words', typed: '"quiet garden"' },
  { kind: 'the beginning of a word', typed: 'autob*' },
  { kind: 'of very many words', typed: 'w*' },
  { kind: 'with a word and without one', typed: 'bus -rain' },
  { kind: 'without a word', typed: '-bus' },
  { kind: 'with conditions', typed: 'from:bench since:2015 has:photo' },
  { kind: 'a word since a day', typed: 'bus since:2015-03-14' },
  { kind: 'since a day', typed: 'since:2015-03-14' },
  { kind: 'a day of every year', typed: 'on:11-22' },
  { kind: 'newest first', typed: 'bus', sort: 'newest' },
  { kind: 'oldest first', typed: 'bus', sort: 'oldest' },
  { kind: 'most liked first', typed: 'bus', sort: 'likes' },
  { kind: 'most liked of years', typed: 'since:2015', sort: 'likes' },
];

/** Yields rows, and a sentence with what else was measured. */
export async function* searchParts(rounds: number, tweets: number): AsyncGenerator<Row | string> {
  const unprepared = await generateDatabase(tweets);
  const path = `${unprepared}-prepared`;
  try {
    await copyFile(unprepared, path, constants.COPYFILE_FICLONE);
    const db = openDatabase(path, { create: true });
    try {
      yield await measurePreparation(db, tweets);
      yield* compareSearches({ db, mediaFolder: `${path}-media` }, rounds);
      yield* compareCounting({ db, mediaFolder: `${path}-media` }, rounds);
    } finally {
      db.close();
    }
    for (const command of ['stats', 'calendar', 'year'])
      yield await compareProcess(`memories ${command}`, [BINARY, '--db', path, command], rounds);
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
  }
}

async function measurePreparation(db: Db, tweets: number): Promise<string> {
  const [begin, beginning] = [processorSeconds(), performance.now()];
  await updateSearchIndex(db);
  const [seconds, wait] = [processorSeconds() - begin, (performance.now() - beginning) / 1000];
  const sizeOf = (names: string): number =>
    db.prepare<[string], number>('SELECT sum(pgsize) FROM dbstat WHERE name LIKE ?').pluck().get(names) ?? 0;
  const share = Math.round((100 * sizeOf('search%')) / sizeOf('%'));
  const each = (time: number): string => ((time * 100_000) / tweets).toFixed(1);
  return `Times are the processor's. To prepare 100,000 tweets for searching took ${each(seconds)} s of it, in ${each(wait)} s; the index is ${share} % of the database.`;
}

async function* compareSearches(library: Library, rounds: number): AsyncGenerator<Row> {
  for (const { kind, typed, sort } of SEARCHES) {
    const parsed = parseQuery(typed);
    if (!parsed.ok) throw new Error(parsed.problem);
    const accountIds = accounts(library.db).map(({ id }) => id);
    const ask = (): number => {
      const found = searchPosts(library, { query: parsed.query, choice: CHOICE, accountIds });
      const tweets = found.posts(sort ?? defaultOrder(parsed.query, found.total));
      for (let count = 0; count < SHOWN && tweets.next().done !== true; count += 1);
      tweets.return(undefined);
      return found.total;
    };
    const what = `${kind}: \`${typed}\`, ${ask().toLocaleString('en')} tweets`;
    yield await compareInProcess(what, ask, rounds * MORE, AIM.search);
  }
}

async function* compareCounting(library: Library, rounds: number): AsyncGenerator<Row> {
  const query = { ...CHOICE, accountIds: accounts(library.db).map(({ id }) => id), today: TODAY };
  const count = (): unknown => computeStatistics(library, { ...query, period: ALL_TIME });
  yield await compareInProcess('the statistics', count, rounds, AIM.counting);
  yield await compareInProcess(
    'the calendar',
    () => yearCalendar(library, { ...query, year: null }),
    rounds,
    AIM.counting,
  );
  yield await compareInProcess(`the year ${YEAR}`, () => computeYearReview(library, query, YEAR), rounds, AIM.counting);
}

async function compareInProcess(what: string, ask: () => unknown, rounds: number, aim: number): Promise<Row> {
  ask();
  const measured = await pairs(
    rounds,
    () => {
      const begin = processorSeconds();
      ask();
      return Promise.resolve(sampleOf(processorSeconds() - begin));
    },
    () => Promise.resolve(sampleOf(aim)),
  );
  return { what, against: 'the aim', pairs: measured, goal: 1 };
}

async function compareProcess(what: string, words: readonly string[], rounds: number): Promise<Row> {
  const measured = await pairs(
    rounds,
    () => work(words, { env: ENV }),
    () => Promise.resolve(sampleOf(AIM.counting)),
  );
  return { what, against: 'the aim', pairs: measured, goal: 1 };
}

function sampleOf(seconds: number): Sample {
  return { seconds, peak: NaN, stdout: '' };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

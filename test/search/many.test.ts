// Searches among so many tweets that counting, days and orders go shorter ways: they find what a look at each tweet finds.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDateOf } from '../../src/time/calendar.ts';
import type { Choice } from '../../src/memories/selection.ts';
import type { Memory } from '../../src/library/memory.ts';
import { parseQuery } from '../../src/search/query/parse.ts';
import type { Query } from '../../src/search/query/query.ts';
import { searchPosts, defaultOrder } from '../../src/search/find-posts.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { ORDERS, type Order } from '../../src/search/index/queries.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { ALL, memory } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const db = openDatabase(join(folder, 'memories.db'), { create: true });
const library = { db, mediaFolder: join(folder, 'media') };
afterAll(() => db.close());

const COUNT = 26_000;
const HOUR = 3_600_000;
const FIRST = Date.UTC(2013, 11, 30);
/** The last hour of June 2015 of UTC and the first one of July have their ids the wrong way round. */
const SWAPPED = (Date.UTC(2015, 6, 1) - FIRST) / HOUR;

/** An hour apart, each 45th without a time, of which one is of 1 January 2015; one account has every eleventh. */
const TWEETS: readonly Memory[] = Array.from({ length: COUNT }, (_, index) => {
  const at = new Date(FIRST + index * HOUR).toISOString();
  const dateOnly = index % 45 === 36;
  const place = index === SWAPPED - 1 ? SWAPPED : index === SWAPPED ? SWAPPED - 1 : index;
  return memory({
    id: String(1000 + place),
    at: dateOnly ? at.slice(0, 10) : at,
    dateOnly,
    account: index % 11 === 0 ? 'pond' : 'wren',
    kind: index % 5 === 0 ? 'retweet' : index % 4 === 1 ? 'reply' : 'post',
    text: index % 2 === 0 ? 'soup' : 'bread and soup',
    likes: index % 7 === 0 ? null : (index * 7919) % 97,
  });
});

const accountIds: number[] = [];

beforeAll(async () => {
  const [wren = 0, pond = 0] = ['wren', 'pond'].map((handle) =>
    saveAccount(db, { network: 'twitter', id: null, handle, name: null, timeZone: null }, 0),
  );
  accountIds.push(wren, pond);
  const writer = new PostWriter(db);
  db.transaction(() => {
    for (const tweet of TWEETS) writer.save(tweet, tweet.account === 'pond' ? pond : wren, 0);
  })();
  await updateSearchIndex(db);
});

function read(typed: string): Query {
  const parsed = parseQuery(typed);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.query;
}

const BY: Readonly<Record<Exclude<Order, 'relevance'>, (a: Memory, b: Memory) => number>> = {
  newest: (a, b) => Number(b.id) - Number(a.id),
  oldest: (a, b) => Number(a.id) - Number(b.id),
  likes: (a, b) => (b.likes ?? -1) - (a.likes ?? -1) || Number(b.id) - Number(a.id),
};

const [is, isBread] = [
  (kind: Memory['kind']) => (tweet: Memory) => tweet.kind === kind,
  ({ text }: Memory) => text.startsWith('bread'),
];

type Test = (tweet: Memory, date: string) => boolean;

const QUERIES: readonly (readonly [string, Test])[] = [
  ['soup', () => true],
  ['-bread', (tweet) => !isBread(tweet)],
  ['soup -bread', (tweet) => !isBread(tweet)],
  ['bre*', isBread],
  ['"bread and"', isBread],
  ['bread since:2015', (tweet, date) => isBread(tweet) && date >= '2015'],
  ['since:2015', (_, date) => date >= '2015'],
  ['-bread since:2015-03-14', (tweet, date) => !isBread(tweet) && date >= '2015-03-14'],
  ['until:2015-06', (_, date) => date < '2015-07'],
  ['since:2014-06 until:2014-06-15', (_, date) => date >= '2014-06' && date <= '2014-06-15'],
  ['since:2030', () => false],
  ['since:2015 from:wren', ({ account }, date) => account === 'wren' && date >= '2015'],
  ['soup -from:wren', ({ account }) => account === 'pond'],
  ['is:reply', is('reply')],
  ['-is:reply', (tweet) => !is('reply')(tweet)],
  ['-is:retweet -bread until:2014', (tweet, date) => !is('retweet')(tweet) && !isBread(tweet) && date < '2015'],
  ['on:12-31', (_, date) => date.endsWith('12-31')],
  ['on:2015-03', (_, date) => date.startsWith('2015-03')],
  ['on:02-29 until:2014', () => false],
];

const CHOICES: readonly (readonly [string, Choice])[] = [
  ['with everything shown', ALL],
  ['without retweets and replies', { ...ALL, retweets: false, replies: false, timeZone: 'America/Los_Angeles' }],
  [
    'with a day hidden',
    { ...ALL, retweets: false, hidden: [{ kind: 'date', value: '12-31' }], timeZone: 'Asia/Tokyo' },
  ],
];

describe.each(CHOICES)('%s', (_, choice) => {
  const dates = new Map(TWEETS.map((tweet) => [tweet, localDateOf(tweet, choice.timeZone).toString()]));

  test.each(QUERIES)('%s finds what a look at each tweet finds, in every order', (typed, fits) => {
    const query = read(typed);
    const found = searchPosts(library, { query, choice, accountIds });
    const all = TWEETS.filter((tweet) => fits(tweet, dates.get(tweet) ?? ''));
    const isLeft = (kind: 'retweet' | 'reply', isShown: boolean): boolean => !isShown && !typed.includes(`is:${kind}`);
    const [noRetweets, noReplies] = [isLeft('retweet', choice.retweets), isLeft('reply', choice.replies)];
    const [retweets, replies] = [noRetweets ? all.filter(is('retweet')) : [], noReplies ? all.filter(is('reply')) : []];
    const kept = all.filter((tweet) => !retweets.includes(tweet) && !replies.includes(tweet));
    const shown = kept.filter((tweet) => choice.hidden.length === 0 || !dates.get(tweet)?.endsWith('12-31'));

    expect([found.total, found.leftOut]).toEqual([
      shown.length,
      { retweets: retweets.length, replies: replies.length, hidden: kept.length - shown.length },
    ]);
    for (const order of ORDERS) {
      if (order === 'relevance') continue;
      const first = [...firstOf(found.posts(order), 50)];
      expect(first, order).toEqual(
        shown
          .toSorted(BY[order])
          .slice(0, 50)
          .map(({ id }) => id),
      );
    }
  });
});

function* firstOf(tweets: Iterable<Memory>, most: number): Generator<string> {
  let count = 0;
  for (const { id } of tweets) {
    yield id;
    if (++count >= most) return;
  }
}

test('the most liked come first and all others after them, none twice', () => {
  const found = searchPosts(library, { query: read('soup'), choice: ALL, accountIds });
  expect(Array.from(found.posts('likes'), ({ id }) => id)).toEqual(TWEETS.toSorted(BY.likes).map(({ id }) => id));
});

test('words are found by relevance, and the newest first where there are very many', () => {
  expect([
    defaultOrder(read('soup'), 10_000),
    defaultOrder(read('soup'), 10_001),
    defaultOrder(read('has:photo'), 5),
  ]).toEqual(['relevance', 'newest', 'newest']);
});

// Days in a database so large that the index is asked for them: the same tweets are found as by looking at each one.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDateOf, Temporal } from '../../src/time/calendar.ts';
import { parseQuery } from '../../src/search/query/parse.ts';
import { searchPosts } from '../../src/search/find-posts.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { ALL, memory } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const db = openDatabase(join(folder, 'memories.db'), { create: true });
const library = { db, mediaFolder: join(folder, 'media') };
afterAll(() => db.close());

const COUNT = 11_000;
/** From 2013-12-30 on, two and a half hours apart, so that every zone's days begin at another one; each ninth without a time. */
const TWEETS = Array.from({ length: COUNT }, (_, index) => {
  const at = new Date(Date.UTC(2013, 11, 30) + index * 9_000_000).toISOString();
  const dateOnly = index % 9 === 0;
  return memory({ at: dateOnly ? at.slice(0, 10) : at, dateOnly, id: String(1000 + index), text: 'soup' });
});

beforeAll(async () => {
  const account = saveAccount(db, { network: 'twitter', id: null, handle: 'wren', name: null, timeZone: null }, 0);
  const writer = new PostWriter(db);
  db.transaction(() => {
    for (const tweet of TWEETS) writer.save(tweet, account, 0);
  })();
  await updateSearchIndex(db);
});

const inDays =
  (first: string, last: string) =>
  (date: Temporal.PlainDate): boolean =>
    date.toString() >= first && date.toString() <= last;

const ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris'].map((timeZone) => ({
  timeZone,
  dated: TWEETS.map((tweet) => ({ id: tweet.id, date: localDateOf(tweet, timeZone) })),
}));

test.each([
  ['since:2015', inDays('2015-01-01', '9999')],
  ['until:2015-06-30', inDays('0000', '2015-06-30')],
  ['since:2015-01 until:2016', inDays('2015-01-01', '2016-12-31')],
  ['since:2015-03-14 until:2015-03-14', inDays('2015-03-14', '2015-03-14')],
  ['since:0001 until:9999', inDays('0000', '9999')],
  ['on:12-31', (date: Temporal.PlainDate) => date.month === 12 && date.day === 31],
  ['on:02-28', (date: Temporal.PlainDate) => date.month === 2 && date.day === 28],
  ['on:02-29', (date: Temporal.PlainDate) => date.month === 2 && date.day === 29],
  ['on:03-01 since:2015', (date: Temporal.PlainDate) => date.month === 3 && date.day === 1 && date.year >= 2015],
  ['on:2014 on:2016-02', (date: Temporal.PlainDate) => date.year === 2014 || (date.year === 2016 && date.month === 2)],
])(
  'soup %s finds what was written on these days, in every zone',
  (days, isIn) => {
    const parsed = parseQuery(`soup ${days}`);
    if (!parsed.ok) throw new Error(parsed.problem);
    for (const { timeZone, dated } of ZONES) {
      const found = searchPosts(library, { query: parsed.query, choice: { ...ALL, timeZone }, accountIds: [1] });
      const expected = dated.filter(({ date }) => isIn(date)).map(({ id }) => id);
      expect(found.total, timeZone).toBe(expected.length);
      if (expected.length < 100) expect([...found.posts('oldest')].map(({ id }) => id)).toEqual(expected);
    }
  },
  60_000,
);

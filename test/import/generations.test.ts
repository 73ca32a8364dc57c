// Every generation of archive, in every container, gives the same tweets; and gives them once.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIXTURES, folderFixture, zipFixture, type FixtureName, type ZipOptions } from '../support/archives.ts';
import { database, databaseWith, idsOf, importInto, noteRows, tweetRows, tweetsAlone } from '../archive/importing.ts';

/** What each fixture's import says of it. */
const REPORTS = {
  'grailbird-2013': {
    format: '2012',
    generatedAt: '2013-03-05T06:07:08.000Z',
    read: 15,
    firstYear: 2007,
    lastYear: 2013,
  },
  'grailbird-2016': {
    format: '2012',
    generatedAt: '2016-12-02T06:07:08.000Z',
    read: 19,
    firstYear: 2007,
    lastYear: 2016,
  },
  'root-2018': { format: '2018', generatedAt: null, read: 16, firstYear: 2008, lastYear: 2018 },
  'root-2020': { format: '2018', generatedAt: null, read: 13, firstYear: 2011, lastYear: 2020 },
  'data-2020': { format: '2020', generatedAt: '2020-12-03T10:11:12.345Z', read: 16, firstYear: 2008, lastYear: 2020 },
  'data-2024': { format: '2022', generatedAt: '2024-12-05T09:08:07.654Z', read: 22, firstYear: 2007, lastYear: 2024 },
} as const satisfies Record<FixtureName, object>;

const COUNTED = new Set<FixtureName>(['grailbird-2013', 'grailbird-2016', 'data-2020', 'data-2024']);

const CONTAINERS: readonly ZipOptions[] = [
  { root: 'twitter-archive' },
  { root: 'x/twitter-archive' },
  { root: 'twitter', clutter: true },
  { store: true },
  { zip64: true },
  { descriptors: true },
];

describe.each(FIXTURES)('%s', (name) => {
  test('comes in whole, and the report says so', async () => {
    const db = database();
    const { format, generatedAt, read, firstYear, lastYear } = REPORTS[name];
    const expected = COUNTED.has(name) ? read : null;
    expect(await importInto(db, await zipFixture(name))).toMatchObject({
      source: `${name}.zip`,
      account: 'wren_writes',
      accountId: '4242',
      format,
      generatedAt,
      tweets: { read, expected, added: read, updated: 0, unchanged: 0, unreadable: 0 },
      longTweets: name === 'data-2024' ? { joined: 3, unmatched: 1 } : { joined: 0, unmatched: 0 },
      firstYear,
      lastYear,
      warnings: [],
      incomplete: false,
    });
    expect(idsOf(db)).toHaveLength(read);
  });

  test('is the same from every kind of zip and folder', async () => {
    const asItCame = await databaseWith(await zipFixture(name));
    const reported = await importInto(database(), await zipFixture(name));
    for (const options of CONTAINERS) {
      const db = database();
      const report = await importInto(db, await zipFixture(name, options));
      expect(tweetRows(db)).toEqual(tweetRows(asItCame));
      expect(noteRows(db)).toEqual(noteRows(asItCame));
      expect(report).toEqual(reported);
    }
    for (const options of [{}, { root: 'inside', clutter: true }]) {
      // Zips keep times in steps of two seconds, so when an archive without a date was made differs.
      expect(tweetsAlone(await databaseWith(await folderFixture(name, options)))).toEqual(tweetsAlone(asItCame));
    }
  });

  test('a second time adds nothing, updates nothing and leaves every byte', async () => {
    const db = database();
    const zip = await zipFixture(name);
    await importInto(db, zip);
    const before = tweetRows(db);
    const notes = db.prepare('SELECT * FROM notes ORDER BY id').safeIntegers().all();
    const { read } = REPORTS[name];
    expect((await importInto(db, zip)).tweets).toMatchObject({ read, added: 0, updated: 0, unchanged: read });
    expect(tweetRows(db)).toEqual(before);
    expect(db.prepare('SELECT * FROM notes ORDER BY id').safeIntegers().all()).toEqual(notes);
  });
});

test('all archives of one account end up as the same tweets, in whatever order they come', async () => {
  const zips = await Promise.all(FIXTURES.map((name) => zipFixture(name)));
  const inOrder = await databaseWith(...zips);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(zips, { minLength: zips.length }), async (order) => {
      const db = await databaseWith(...order);
      expect(tweetRows(db)).toEqual(tweetRows(inOrder));
      expect(noteRows(db)).toEqual(noteRows(inOrder));
      db.close();
    }),
    { numRuns: 12 },
  );
});

test('an archive that is imported again after newer ones changes nothing', async () => {
  const zips = await Promise.all(FIXTURES.map((name) => zipFixture(name)));
  const db = await databaseWith(...zips);
  const before = tweetRows(db);
  for (const zip of zips) {
    expect((await importInto(db, zip)).tweets).toMatchObject({ added: 0, updated: 0 });
  }
  expect(tweetRows(db)).toEqual(before);
});

// Posts handed over one by one, with their moments in one number.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedMoment, unpackMoment, visitEngagement, visitKinds, visitPosts } from '../../src/memories/post-scan.ts';
import { filledLibrary } from '../support/filled.ts';
import { photo } from '../support/memory.ts';

const { library, fill } = filledLibrary();
const { db } = library;

test('what SQLite packs is unpacked as it was, for any time', () => {
  const find = db.prepare<unknown[], number>(
    `SELECT ${packedMoment(['20']).sql} FROM (SELECT ? AS id, ? AS posted_at, ? AS date_only) t`,
  );
  const marked = packedMoment(['20']).parameters;
  fc.assert(
    fc.property(
      fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
      fc.boolean(),
      fc.constantFrom(20, 21),
      (postedAt, dateOnly, id) => {
        const packed = find.pluck().get(...marked, id, postedAt, Number(dateOnly)) ?? NaN;
        expect(unpackMoment(packed)).toEqual({ postedAt, dateOnly, isMarked: id === 20 });
      },
    ),
  );
});

test('without marks no post is marked', () => {
  expect(packedMoment([]).parameters).toEqual([]);
  const { wren_writes: id = 0 } = fill([{ at: '2015-03-14' }]);
  visitKinds(db, { circle: true, accountIds: [id], range: null }, [], (moment, kind) => {
    expect([moment, kind]).toEqual([{ postedAt: Date.UTC(2015, 2, 14), dateOnly: true, isMarked: false }, 'post']);
  });
});

test('each visitor gets what it counts of each post, in the columns’ order', () => {
  const { wren_writes: id = 0 } = fill([
    { at: '2015-03-14T10:00:00Z', text: 'A #plum', likes: 3, retweets: null, media: [photo(), photo()], lang: 'en' },
    { at: '2015-03-15T10:00:00Z', text: 'RT @a: soup', kind: 'retweet', likes: 9, client: 'web' },
    { at: '2015-03-16T10:00:00Z', text: 'for a few', audience: 'circle' },
  ]);
  const selection = { circle: false, accountIds: [id], range: null };
  const posts: unknown[] = [];
  visitPosts(db, selection, ['2'], ({ isMarked }, post) => posts.push([isMarked, post]));
  expect(posts).toEqual([
    [false, { sort: 'post\ten\t', spans: [{ type: 'hashtag', start: 2, end: 7, url: null }], text: 'A #plum' }],
    [true, { sort: 'retweet\t\tweb', spans: [], text: '' }],
  ]);
  const engagement: unknown[] = [];
  visitEngagement(db, { ...selection, circle: true }, [], (_moment, given) => engagement.push(given));
  expect(engagement).toEqual([
    { likes: 3, retweets: null, media: 2 },
    { likes: null, retweets: null, media: 0 },
  ]);
});

// One memory from anywhere: what may come, and what comes more often.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Library } from '../../src/library/database.ts';
import type { Choice } from '../../src/memories/selection.ts';
import type { Memory } from '../../src/library/memory.ts';
import { countOmitted, randomMemory } from '../../src/memories/random.ts';
import { drawWeight, scoreOf } from '../../src/memories/ranking.ts';
import { usualEngagement } from '../../src/memories/usual-engagement.ts';
import { accounts } from '../../src/library/accounts.ts';
import { FIXTURES, zipFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, replyDraft } from '../support/main.ts';
import { ALL, memory, photo, type MemoryDraft } from '../support/memory.ts';
import type { TweetDraft } from '../support/tweets.ts';

const opened: Library[] = [];
afterAll(() => {
  for (const { db } of opened) db.close();
});

async function libraryWith(...archives: readonly string[]): Promise<Library> {
  const home = await homeWith(...archives);
  const db = openDatabase(databaseOf(home), { create: false });
  if (!db) throw new Error('there is no database');
  const library = { db, mediaFolder: `${home}/media` };
  opened.push(library);
  return library;
}

/** Numbers that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function draws(library: Library, count: number, choice: Partial<Choice> = {}, handles?: readonly string[]): Memory[] {
  const random = seeded(20261122);
  const ids = accounts(library.db)
    .filter(({ handle }) => handles?.includes(handle) ?? true)
    .map(({ id }) => id);
  return Array.from({ length: count }, () => randomMemory(library, { ...ALL, ...choice }, ids, random)).filter(
    (one) => one !== null,
  );
}

const draft = (at: string, text: string, fields: Partial<TweetDraft> = {}): TweetDraft => ({ at, text, ...fields });

/** One tweet a day from 1 January 2015 on. */
function daily(count: number, draftAt: (at: string, index: number) => TweetDraft): TweetDraft[] {
  return Array.from({ length: count }, (_, index) =>
    draftAt(new Date(Date.UTC(2015, 0, 1 + index, 12)).toISOString(), index),
  );
}

/** In an account whose posts have a few likes. */
function weightOf(post: Memory): number {
  return drawWeight(scoreOf(post, usualEngagement([0, 1, 2, 9].map((likes) => ({ likes, retweets: 0 })))));
}

const SENTENCE =
  'A whole sentence about the tide, the mud and the long way home in the dark, and about the soup that waited there.';

describe('over archives of all generations', () => {
  let library: Library;
  let all: Memory[];

  beforeAll(async () => {
    library = await libraryWith(
      ...(await Promise.all(FIXTURES.map((name) => zipFixture(name)))),
      await archiveWith(
        daily(20, (at) => draft(at, 'from the pond')),
        { id: '77', handle: 'PondNews' },
      ),
    );
    all = draws(library, 500);
  }, 60_000);

  const kinds = (memories: readonly Memory[]): string[] => [...new Set(memories.map(({ kind }) => kind))].sort();

  test('every kind of tweet comes, and nearly every tweet', () => {
    expect(all).toHaveLength(500);
    expect(kinds(all)).toEqual(['post', 'quote', 'reply', 'retweet', 'thread']);
    expect(new Set(all.map(({ id }) => id)).size).toBeGreaterThan(50);
  });

  test('also the first, the last, and one written a second after another', () => {
    const ids = all.map(({ id }) => id);
    for (const id of ['435512032', '1860069495062663267', '1860035543010644063']) expect(ids).toContain(id);
  });

  test('no earlier version of an edited tweet comes', () => {
    const ids = all.map(({ id }) => id);
    expect(ids).toContain('1595039940956131405');
    expect(ids).not.toContain('1595039392089509963');
  });

  test('a part of a thread comes with the thread’s name and size', () => {
    const part = all.find(({ kind }) => kind === 'thread');
    expect(part?.thread?.size).toBe(3);
  });

  test('only what the choice allows comes', () => {
    expect(kinds(draws(library, 60, { retweets: false }))).not.toContain('retweet');
    expect(kinds(draws(library, 60, { replies: false, retweets: false }))).toEqual(['post', 'quote', 'thread']);
  });

  test('nothing that is hidden comes', () => {
    const drawn = draws(library, 60, {
      hidden: [
        { kind: 'date', value: '11-22' },
        { kind: 'word', value: 'soup' },
        { kind: 'user', value: 'marsh_light' },
      ],
    });
    expect(drawn).toHaveLength(60);
    for (const { text, postedAt } of drawn) {
      expect(text).not.toMatch(/\bsoup\b|@marsh_light/i);
      expect(new Date(postedAt).toISOString()).not.toContain('-11-22T');
    }
  });

  test.each(['PondNews', 'wren_writes'])('only tweets of @%s come when that account is asked for', (handle) => {
    expect(new Set(draws(library, 40, {}, [handle]).map(({ account }) => account))).toEqual(new Set([handle]));
  });
});

describe('what has substance comes more often', () => {
  test('than bare replies and retweets', async () => {
    const tweets = daily(200, (at, index) =>
      index % 2 === 0
        ? draft(at, SENTENCE)
        : index % 4 === 1
          ? replyDraft(at, '@otter_eats yes')
          : draft(at, 'RT @otter_eats: soup'),
    );
    const drawn = draws(await libraryWith(await archiveWith(tweets)), 500);
    const posts = drawn.filter(({ kind }) => kind === 'post').length;
    expect(posts).toBeGreaterThan(475);
    expect(posts).toBeLessThan(500);
  });

  test('than two words', async () => {
    const tweets = daily(200, (at, index) => draft(at, index % 2 === 0 ? SENTENCE : 'so true'));
    const drawn = draws(await libraryWith(await archiveWith(tweets)), 120);
    expect(drawn.filter(({ text }) => text === SENTENCE).length).toBeGreaterThan(100);
  });

  test('and a year of many tweets not more often than a year of few', async () => {
    const library = await libraryWith(
      await archiveWith([
        ...Array.from({ length: 2000 }, (_, index) =>
          draft(new Date(Date.UTC(2015, 0, 1) + index * 15_000_000).toISOString(), SENTENCE),
        ),
        ...Array.from({ length: 52 }, (_, index) =>
          draft(new Date(Date.UTC(2016, 0, 1 + 7 * index)).toISOString(), SENTENCE),
        ),
      ]),
    );
    const quiet = draws(library, 120).filter(({ postedAt }) => postedAt >= Date.UTC(2016, 0, 1)).length;
    expect(quiet).toBeGreaterThan(36);
    expect(quiet).toBeLessThan(84);
  });

  test.each<[string, MemoryDraft, MemoryDraft]>([
    ['more words', { text: SENTENCE }, { text: 'so true' }],
    [
      'words of its own rather than names, tags and addresses',
      { text: 'mud, soup' },
      { text: '@a @b #mud https://example.com/long/way' },
    ],
    ['a picture', { media: [photo()] }, {}],
    ['a thread', { kind: 'thread' }, {}],
    ['likes', { likes: 100 }, { likes: 1 }],
    ['being no reply', { text: 'so true' }, { text: SENTENCE, kind: 'reply' }],
    ['being no retweet', { text: 'so true' }, { text: SENTENCE, kind: 'retweet' }],
  ])('it is weighed by %s', (_what, more, less) => {
    expect(weightOf(memory(more))).toBeGreaterThan(weightOf(memory(less)));
  });

  test.each<[string, MemoryDraft]>([
    ['a retweet', { text: 'RT @otter_eats: soup', kind: 'retweet' }],
    ['a reply without a word', { text: '', kind: 'reply' }],
  ])('%s comes too, once in some dozens of sentences', (_what, post) => {
    const times = weightOf(memory({ text: SENTENCE })) / weightOf(memory(post));
    expect(times).toBeGreaterThan(20);
    expect(times).toBeLessThan(60);
  });

  test('and each kind of what is there really comes', async () => {
    const tweets = daily(200, (at, index) =>
      index % 2 === 0 ? draft(at, `RT @otter_eats: ${SENTENCE}`) : draft(at, SENTENCE),
    );
    const drawn = draws(await libraryWith(await archiveWith(tweets)), 300);
    const retweets = drawn.filter(({ kind }) => kind === 'retweet').length;
    expect(retweets).toBeGreaterThan(3);
    expect(retweets).toBeLessThan(30);
  });
});

describe('where there is little to choose', () => {
  test('the only tweet comes every time', async () => {
    const library = await libraryWith(await archiveWith([draft('2019-11-22T10:00:00Z', 'the only one')]));
    expect(new Set(draws(library, 20).map(({ text }) => text))).toEqual(new Set(['the only one']));
    for (const value of [0, 0.5, 1 - Number.EPSILON]) {
      expect(randomMemory(library, ALL, [1], () => value)?.text).toBe('the only one');
    }
  });

  test('the only one that may be shown comes, however many others lie around it', async () => {
    const others = daily(1000, (at) => draft(at, 'RT @otter_eats: soup'));
    const library = await libraryWith(await archiveWith([...others, draft('2019-12-31T10:00:00Z', 'the last')]));
    const before = await libraryWith(await archiveWith([draft('2014-01-01T10:00:00Z', 'the first'), ...others]));
    expect(draws(library, 5, { retweets: false }).map(({ text }) => text)).toEqual(Array(5).fill('the last'));
    expect(draws(before, 5, { retweets: false }).map(({ text }) => text)).toEqual(Array(5).fill('the first'));
    const middle = await libraryWith(await archiveWith([...others, draft('2016-06-15T13:00:00Z', 'between')]));
    expect(draws(middle, 5, { retweets: false }).map(({ text }) => text)).toEqual(Array(5).fill('between'));
  });

  test('none comes where all is left out, and it is told how many of which', async () => {
    const tweets = [
      draft('2019-11-22T10:00:00Z', 'RT @otter_eats: soup'),
      draft('2019-11-23T10:00:00Z', 'soup'),
      replyDraft('2019-11-24T10:00:00Z', '@a soup'),
    ];
    const library = await libraryWith(await archiveWith(tweets));
    const choice: Choice = { ...ALL, retweets: false, replies: false, hidden: [{ kind: 'word', value: 'soup' }] };
    expect(draws(library, 5, choice)).toEqual([]);
    expect(countOmitted(library, choice, [1])).toEqual({ retweets: 1, replies: 1, hidden: 1 });
    expect(countOmitted(library, choice, [])).toEqual({ retweets: 0, replies: 0, hidden: 0 });
  });

  test('none comes from no account', async () => {
    const library = await libraryWith(await archiveWith([draft('2019-11-22T10:00:00Z', 'the only one')]));
    expect(randomMemory(library, ALL, [], () => 0.5)).toBeNull();
  });
});

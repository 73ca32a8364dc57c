// The same tweet in two archives: the newer one is right, silence takes nothing back, and whichever comes first is all one.

import { describe, expect, test } from 'vitest';
import type { Db } from '../../src/library/database.ts';
import { folderOf, zipFixture, type FixtureName } from '../support/archives.ts';
import { snowflakeAt, ytdFile, ytdTweet, type Fields, type TweetDraft } from '../support/tweets.ts';
import {
  database,
  databaseWith,
  idsOf,
  importInto,
  noteRows,
  tweetRow,
  tweetRows,
  type Row,
} from '../archive/importing.ts';

const OLD_HERON = '933414610977951795';
const FIRST_FROST = '435512032';
const COUNTDOWN = '7231406655';
const MARSH_MAP = '138918001213706257';

/** Both orders of two archives. */
async function eachOrder(a: FixtureName, b: FixtureName, check: (db: Db) => void): Promise<void> {
  const [one, two] = [await zipFixture(a), await zipFixture(b)];
  check(await databaseWith(one, two));
  check(await databaseWith(two, one));
}

const iso = (row: Row): string => new Date(Number(row['posted_at'])).toISOString();

describe('a newer archive after an older one', () => {
  test('brings its counts, also lower ones, and counts what it updated', async () => {
    const db = await databaseWith(await zipFixture('root-2020'));
    expect(tweetRow(db, MARSH_MAP)).toMatchObject({ likes: 4, retweets: 1 });
    expect(tweetRow(db, OLD_HERON)).toMatchObject({ likes: 2 });
    const { tweets } = await importInto(db, await zipFixture('data-2020'));
    expect(tweetRow(db, MARSH_MAP)).toMatchObject({ likes: 5, retweets: 1 });
    expect(tweetRow(db, OLD_HERON)).toMatchObject({ likes: 1 });
    expect(tweets.updated).toBeGreaterThan(1);
    expect(tweets.added + tweets.updated + tweets.unchanged).toBe(16);
  });

  test('empties nothing that it does not know any more', async () => {
    const db = await databaseWith(await zipFixture('root-2020'));
    const before = tweetRow(db, OLD_HERON);
    expect(before).toMatchObject({ reply_to_handle: 'old_heron', kind: 'reply' });
    await importInto(db, await zipFixture('data-2020'));
    await importInto(db, await zipFixture('data-2024'));
    const after = tweetRow(db, OLD_HERON);
    for (const [name, cell] of Object.entries(before)) {
      if (!['likes', 'retweets', 'as_of'].includes(name)) expect({ [name]: after[name] }).toEqual({ [name]: cell });
    }
    expect(after['text']).toMatch(/^@old_heron I still have/);
    expect(JSON.parse(String(after['spans']))).toContainEqual(
      expect.objectContaining({ type: 'mention', start: 0, end: 10 }),
    );
  });

  test('keeps every field that an older one filled', async () => {
    const at = '2013-11-22T10:00:00Z';
    const full: TweetDraft = {
      at,
      text: 'a place with a name',
      in_reply_to_status_id_str: '271571522647232535',
      in_reply_to_user_id_str: '6262',
      in_reply_to_screen_name: 'marsh_light',
      possibly_sensitive: true,
      favorite_count: '7',
      retweet_count: '3',
      community_id_str: '99',
      geo: { type: 'Point', coordinates: ['51.5', '-0.1'] },
      place: { full_name: 'London, England' },
      entities: {
        media: [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/A.jpg', url: 'https://t.co/a' }],
      },
    };
    const bare = { favorite_count: undefined, retweet_count: undefined, lang: undefined, source: undefined };
    const db = await databaseWith(await archive('2020-01-01', [full]));
    const before = tweetRows(db);
    expect(Object.entries(before[0] ?? {}).filter(([, cell]) => cell === null)).toEqual([
      ['quoted_id', null],
      ['quoted_handle', null],
      ['edit_of', null],
      // What only posts of other networks have.
      ...['network_id', 'url', 'warning', 'poll', 'reply_to_url', 'quoted_url', 'edited_at'].map((name) => [
        name,
        null,
      ]),
    ]);
    const report = await importInto(db, await archive('2024-01-01', [{ at, text: full.text, ...bare }]));
    expect(report.tweets).toMatchObject({ unchanged: 1 });
    expect(tweetRows(db)).toEqual(before.map((row) => ({ ...row, as_of: BigInt(Date.UTC(2024, 0, 1)) })));
  });

  test('replaces a text, but not by an empty one or by the beginning of it', async () => {
    const at = '2013-11-22T10:00:00Z';
    const db = await databaseWith(await archive('2020-01-01', [{ at, text: 'the text' }]));
    const import_ = async (made: string, draft: Partial<TweetDraft>): Promise<unknown> => {
      await importInto(db, await archive(made, [{ at, text: '', ...draft }]));
      return tweetRow(db, snowflakeAt(at))['text'];
    };
    expect(await import_('2021-01-01', { text: 'the text, as it is now' })).toBe('the text, as it is now');
    expect(await import_('2022-01-01', { text: '' })).toBe('the text, as it is now');
    expect(await import_('2023-01-01', { text: 'the te…', truncated: true })).toBe('the text, as it is now');
  });

  test('never deletes what it lacks', async () => {
    const db = await databaseWith(await zipFixture('grailbird-2013'));
    const before = idsOf(db);
    const newer = await databaseWith(await zipFixture('data-2024'));
    expect(before.filter((id) => !idsOf(newer).includes(id)).length).toBeGreaterThan(5);
    await importInto(db, await zipFixture('data-2024'));
    expect(idsOf(db)).toEqual(
      [...new Set([...before, ...idsOf(newer)])].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)),
    );
  });
});

describe('an older archive after a newer one', () => {
  test('changes none of its tweets and adds the ones that it lacks', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    const before = tweetRows(db);
    const ids = new Set(idsOf(db));
    const older = await databaseWith(await zipFixture('data-2020'));
    const { tweets } = await importInto(db, await zipFixture('data-2020'));
    expect(tweets.updated).toBe(0);
    expect(tweets.added).toBe(idsOf(older).filter((id) => !ids.has(id)).length);
    expect(tweets.added).toBeGreaterThan(5);
    expect(tweetRows(db).filter(({ id }) => ids.has(String(id)))).toEqual(before);
    expect(idsOf(db)).toEqual(expect.arrayContaining(idsOf(older)));
  });

  test('still fills in what the newer one does not know', async () => {
    const db = await databaseWith(await zipFixture('data-2020'));
    expect(tweetRow(db, OLD_HERON)['reply_to_handle']).toBeNull();
    await importInto(db, await zipFixture('root-2020'));
    expect(tweetRow(db, OLD_HERON)).toMatchObject({ reply_to_handle: 'old_heron', likes: 1 });
  });

  test.each([
    ['its manifest', '2021-05-05', '2023-05-05'],
    ['its name', null, null],
  ])('is known to be older by %s', async (_, first, second) => {
    const at = '2013-11-22T10:00:00Z';
    const name = (year: number): Maker => (first === null ? { name: `twitter-${year}-05-05-0123456789abcdef` } : {});
    const older = await archive(first, [{ at, text: 'x', favorite_count: '1' }], name(2021));
    const newer = await archive(second, [{ at, text: 'x', favorite_count: '2' }], name(2023));
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const db = await databaseWith(...order);
      expect(tweetRow(db, snowflakeAt(at))['likes']).toBe(2);
    }
  });

  test('is known to be older by the time of its tweet file, if nothing else tells', async () => {
    const at = '2013-11-22T10:00:00Z';
    const made = (date: string, likes: string): Promise<string> =>
      archive(null, [{ at, text: 'x', favorite_count: likes }], { made: new Date(date) });
    const [older, newer] = [await made('2023-05-05T10:00:00.123Z', '1'), await made('2024-05-05T10:00:00.456Z', '2')];
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      expect(tweetRow(await databaseWith(...order), snowflakeAt(at))['likes']).toBe(2);
    }
  });

  test('of an older generation is never taken for a newer one because it was unpacked lately', async () => {
    const at = '2013-11-22T10:00:00Z';
    const files = {
      'account.js': account(),
      'tweet.js': ytdFile('tweet', [ytdTweet({ at, text: 'x', favorite_count: '1' })]),
    };
    const older = await folderOf(files, { made: new Date('2026-01-01') });
    const newer = await archive('2024-01-01', [{ at, text: 'x', favorite_count: '2' }]);
    expect(tweetRow(await databaseWith(newer, older), snowflakeAt(at))['likes']).toBe(2);
  });
});

describe('a date without a time', () => {
  test('is kept as one where no archive has the time', async () => {
    const db = await databaseWith(await zipFixture('grailbird-2016'));
    expect(tweetRow(db, FIRST_FROST)).toMatchObject({ date_only: 1, posted_at: Date.UTC(2007, 10, 22) });
  });

  test('gives way to the time that a modern archive has, whichever comes first', async () => {
    await eachOrder('grailbird-2016', 'data-2024', (db) => {
      expect(iso(tweetRow(db, FIRST_FROST))).toBe('2007-11-22T08:15:42.000Z');
      expect(tweetRow(db, FIRST_FROST)['date_only']).toBe(0);
    });
  });

  test('gives way to the time that the oldest kind of archive has, though it is older, and to its date', async () => {
    await eachOrder('grailbird-2013', 'grailbird-2016', (db) => {
      expect(iso(tweetRow(db, FIRST_FROST))).toBe('2007-11-22T08:15:42.000Z');
      expect(iso(tweetRow(db, COUNTDOWN))).toBe('2009-12-31T23:58:30.000Z');
      expect(tweetRow(db, COUNTDOWN)['date_only']).toBe(0);
    });
  });
});

describe('a retweet', () => {
  test('keeps the full text of the archive that has it, whichever comes first', async () => {
    for (const other of ['root-2018', 'data-2024'] as const) {
      await eachOrder('grailbird-2016', other, (db) => {
        expect(tweetRow(db, '403947021083349027')).toMatchObject({
          extent: 'whole',
          kind: 'retweet',
          text: expect.stringMatching(/never trust a gull, then forgive it\.$/) as string,
        });
      });
    }
    expect(tweetRow(await databaseWith(await zipFixture('root-2018')), '403947021083349027')['extent']).toBe('cut');
  });
});

describe('what becomes a tweet', () => {
  test('both versions of an edited tweet do, and know of each other', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    expect(tweetRow(db, '1595039392089509963')['text']).toBe('First ice of the winter on the dithc');
    expect(tweetRow(db, '1595039940956131405')['text']).toBe('First ice of the winter on the ditch');
    const edits = db.prepare<[], string>('SELECT CAST(edit_of AS TEXT) FROM tweets WHERE edit_of IS NOT NULL').pluck();
    expect(edits.all()).toEqual(['1595039392089509963', '1595039392089509963']);
  });

  test('a circle tweet does, marked as such', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    expect(db.prepare("SELECT text FROM tweets WHERE audience = 'circle'").pluck().all()).toEqual([
      'Only for you: the soup was from a tin',
    ]);
  });

  test('a community tweet does', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    expect(db.prepare('SELECT text FROM tweets WHERE community_id IS NOT NULL').pluck().all()).toEqual([
      'Does anyone here know this moss?',
    ]);
  });

  test('a deleted tweet never does, nor a like, nor a header', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    expect(idsOf(db)).not.toContain('1859869427181293669');
    expect(idsOf(db)).toHaveLength(22);
  });
});

describe('a long text', () => {
  const LONG = '1860035540074631261';
  const ORPHAN = { id: '1727326062402078273', begins: 'A long note whose tweet is gone.' };
  /** So many milliseconds after the orphaned note. Real tweets come 13 to 41 later. */
  const lateTweet = (text: string, late = 25): TweetDraft => ({
    id: (BigInt(ORPHAN.id) + (BigInt(late) << 22n)).toString(),
    at: '2023-11-22T13:59:59Z',
    text,
  });

  test('is joined to its tweet, once', async () => {
    const db = database();
    const zip = await zipFixture('data-2024');
    for (let time = 0; time < 3; time += 1) {
      expect((await importInto(db, zip)).longTweets).toEqual({ joined: 3, unmatched: 1 });
      const { text, extent } = tweetRow(db, LONG);
      expect(extent).toBe('note');
      expect(text).toMatch(
        /^Notes from a day on the flats 🌾 with @marsh_light\. .* https:\/\/example\.com\/soup\/recipe$/s,
      );
    }
    expect(db.prepare("SELECT count(*) FROM tweets WHERE extent = 'note'").pluck().get()).toBe(3);
    expect(tweetRow(db, '1860035543010644063')['text']).toBe('The shoe is a left one, size 38, and it is not mine.');
  });

  test('stays when an older archive has only its beginning, and when the long texts are left out later', async () => {
    const before = tweetRow(await databaseWith(await zipFixture('data-2024')), LONG);
    const without = await zipFixture('data-2024', { without: /note-tweet\.js$/ });
    expect(tweetRow(await databaseWith(await zipFixture('data-2024'), without), LONG)).toEqual(before);
    expect(tweetRow(await databaseWith(without, await zipFixture('data-2024')), LONG)).toEqual(before);
  });

  test('is kept where no archive has its tweet', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    expect(noteRows(db)).toHaveLength(4);
    expect(noteRows(db).filter(({ tweet }) => tweet === null)).toEqual([{ id: ORPHAN.id, tweet: null }]);
  });

  test.each([
    ['newer', '2025-01-01'],
    ['older', '2024-01-01'],
  ])('is joined when a %s archive brings its tweet', async (_, made) => {
    const db = await databaseWith(await zipFixture('data-2024'));
    const draft = lateTweet(
      'A long note whose tweet is gone. It went on about gulls &amp; chips for quite… https://t.co/x',
    );
    const { tweets } = await importInto(db, await archive(made, [draft]));
    expect(tweets.added).toBe(1);
    const row = tweetRow(db, String(draft.id));
    expect(row).toMatchObject({ extent: 'note' });
    expect(row['text']).toMatch(/^A long note whose tweet is gone\. It went on about gulls & chips .* for me\.$/);
    expect(noteRows(db)).toContainEqual({ id: ORPHAN.id, tweet: draft.id });
  });

  test('is not joined to a tweet that only came soon after it', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    const other = lateTweet('Quite another thing');
    await importInto(db, await archive('2025-01-01', [other]));
    expect(tweetRow(db, String(other.id))['text']).toBe('Quite another thing');
    expect(noteRows(db)).toContainEqual({ id: ORPHAN.id, tweet: null });
  });

  test('is not joined to a tweet that begins like it, but came half a second later or before it', async () => {
    for (const late of [510, -25]) {
      const db = await databaseWith(await zipFixture('data-2024'));
      const other = lateTweet(ORPHAN.begins, late);
      await importInto(db, await archive('2025-01-01', [other]));
      expect(tweetRow(db, String(other.id))['text']).toBe(ORPHAN.begins);
    }
  });

  test('is not joined to a tweet of another account', async () => {
    const db = await databaseWith(await zipFixture('data-2024'));
    const theirs = lateTweet('A long note whose tweet is gone. It went on about gulls');
    await importInto(db, await archive('2025-01-01', [theirs], { id: '777', handle: 'somebody' }));
    await importInto(db, await zipFixture('data-2024'));
    expect(tweetRow(db, String(theirs.id))['extent']).toBe('whole');
  });

  test('is the one of the newer archive', async () => {
    const at = '2024-03-03T10:00:00.100Z';
    const note = (text: string): Fields => ({
      noteTweet: {
        noteTweetId: snowflakeAt('2024-03-03T10:00:00.075Z'),
        core: { text, urls: [], mentions: [], hashtags: [] },
      },
    });
    const made = (date: string, text: string): Promise<string> =>
      archive(date, [{ at, text: 'It begins…' }], {}, { 'data/note-tweet.js': ytdFile('note_tweet', [note(text)]) });
    const [older, newer] = [
      await made('2024-04-01', 'It begins, and ends'),
      await made('2024-05-01', 'It begins, but it ends well'),
    ];
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      expect(tweetRow(await databaseWith(...order), snowflakeAt(at))['text']).toBe('It begins, but it ends well');
    }
  });
});

interface Maker {
  name?: string;
  made?: Date;
  id?: string;
  handle?: string;
}

/** A modern archive of these tweets, with the date in its manifest if there is one. */
function archive(
  date: string | null,
  tweets: readonly TweetDraft[],
  { id = '4242', handle = 'wren_writes', ...options }: Maker = {},
  add: Record<string, string> = {},
): Promise<string> {
  const manifest = {
    userInfo: { accountId: id, userName: handle },
    archiveInfo: { generationDate: `${String(date)}T00:00:00.000Z` },
  };
  const files = {
    'data/account.js': account(id, handle),
    'data/tweets.js': ytdFile('tweets', tweets.map(ytdTweet)),
    ...(date === null ? {} : { 'data/manifest.js': `window.__THAR_CONFIG = ${JSON.stringify(manifest)}` }),
    ...add,
  };
  return folderOf(files, options);
}

function account(accountId = '4242', username = 'wren_writes'): string {
  return ytdFile('account', [{ account: { accountId, username, accountDisplayName: username } }]);
}

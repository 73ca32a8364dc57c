import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Owner } from '../../../src/archive/network/owner.ts';
import { grailbird } from '../../../src/archive/twitter/grailbird.ts';
import { ytd2018, ytd2022 } from '../../../src/archive/twitter/ytd.ts';
import { saveAccount } from '../../../src/library/accounts.ts';
import { openDatabase } from '../../../src/library/database.ts';
import { PostWriter } from '../../../src/library/post-writer.ts';
import { KINDS, type Parsed, type Post } from '../../../src/post/post.ts';
import { tempFolder } from '../../support/temp.ts';
import { snowflakeAt, ytdTweet, type Fields } from '../../support/tweets.ts';
import { WREN } from './reading.ts';

const AT = '2019-11-22T09:53:27Z';
const ID = snowflakeAt(AT);

function parse(fields: Fields, owner: Owner = WREN): Parsed {
  const { tweet: record } = ytdTweet({ at: AT, text: 'Hello' });
  return ytd2022.tweet({ tweet: { ...record, ...fields } }, owner, 'tweets');
}

function tweet(fields: Fields, owner: Owner = WREN): Post {
  return valueOf(parse(fields, owner));
}

function oldTweet(record: Fields, owner: Owner = WREN): Post {
  return valueOf(grailbird.tweet({ id_str: ID, text: 'Hello', created_at: AT, ...record }, owner, 'tweets'));
}

function valueOf(parsed: Parsed): Post {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe('a record', () => {
  test('is read with its wrapper and without, whatever the wrapper is called', () => {
    const { tweet: bare } = ytdTweet({ at: AT, text: 'Hello' });
    for (const record of [bare, { tweet: bare }, { communityTweet: bare }]) {
      expect(valueOf(ytd2018.tweet(record, WREN, 'tweets'))).toEqual(tweet({}));
    }
  });

  test.each([
    ['its id is missing', { id: undefined, id_str: undefined }, 'it has no id'],
    ['its id is only a number, which was rounded', { id: 1197922773549191200, id_str: undefined }, 'it has no id'],
    ['its id is no number', { id: 'x', id_str: '12a' }, 'it has no id'],
    ['its id is too large', { id: '9223372036854775808', id_str: '99999999999999999999' }, 'it has no id'],
    ['its text is missing', { full_text: undefined }, `tweet ${ID} has no text`],
    ['its text is a number', { full_text: 7 }, `tweet ${ID} has no text`],
    ['an old one has no date', { id: '17', id_str: '17', created_at: undefined }, 'tweet 17 has no usable date'],
    [
      'an old one is of 1997',
      { id_str: '17', created_at: 'Tue Jan 07 11:20:41 +0000 1997' },
      'tweet 17 has no usable date',
    ],
  ])('is a problem when %s', (_what, fields, problem) => {
    expect(parse(fields)).toEqual({ ok: false, problem });
  });

  test.each([[null], [undefined], ['text'], [17], [[]], [{}], [{ tweet: null }], [{ tweet: [] }]])(
    'is a problem when it is %j',
    (record) => {
      for (const format of [ytd2022, grailbird]) {
        expect(format.tweet(record, WREN, 'tweets')).toEqual({ ok: false, problem: 'it has no id' });
      }
    },
  );

  test('is read with either of its ids, and with the older name of its text', () => {
    expect(tweet({ id_str: undefined }).id).toBe(ID);
    expect(tweet({ id: undefined }).id).toBe(ID);
    expect(tweet({ id: 1197922773549191200, id_str: '1197922773549191227' }).id).toBe('1197922773549191227');
    expect(tweet({ full_text: undefined, text: 'old name' }).text).toBe('old name');
    expect(tweet({ full_text: '' }).text).toBe('');
  });

  test('keeps a text that is all digits', () => {
    expect(tweet({ full_text: '007' }).text).toBe('007');
  });

  test('takes its time from the id when its date is missing or wrong', () => {
    for (const created_at of [
      undefined,
      null,
      17,
      'Tue Jan 07 11:20:41 +0000 1997',
      'Fri Nov 22 13:53:27 +0000 2019',
    ]) {
      expect(new Date(tweet({ created_at }).postedAt).toISOString()).toBe('2019-11-22T09:53:27.000Z');
    }
  });
});

describe('a date without a time', () => {
  test.each([
    ['is that of a midnight in an old archive, before Snowflake', '5951207344', '2009-11-22 00:00:00 +0000', true],
    ['is not that of another time', '5951207344', '2009-11-22 02:20:11 +0000', false],
  ])('a date alone %s', (_rule, id_str, created_at, dateOnly) => {
    expect(oldTweet({ id_str, created_at }).dateOnly).toBe(dateOnly);
  });

  test('does not happen since Snowflake, whose ids know the time', () => {
    const midnight = { id_str: snowflakeAt('2012-11-22T00:00:00Z'), created_at: '2012-11-22 00:00:00 +0000' };
    expect(oldTweet(midnight).dateOnly).toBe(false);
  });

  test('does not happen in newer archives, which have the true times', () => {
    const { postedAt, dateOnly } = tweet({ id_str: '5951207344', created_at: 'Sun Nov 22 00:00:00 +0000 2009' });
    expect([postedAt, dateOnly]).toEqual([Date.UTC(2009, 10, 22), false]);
  });
});

describe('the kind of a tweet', () => {
  const NOBODY: Owner = { id: null, handle: 'Wren_Writes', name: null };
  const link = (expanded_url: string): Fields => ({ entities: { urls: [{ url: 'https://t.co/a', expanded_url }] } });
  const STATUS = link('https://twitter.com/otter_eats/status/668081431376822885');

  test.each<[string, Fields, Post['kind'], Owner?]>([
    ['a post', {}, 'post'],
    ['a reply to a tweet', { in_reply_to_status_id_str: '17', in_reply_to_user_id_str: '5151' }, 'reply'],
    ['a reply to a user', { in_reply_to_user_id_str: '5151' }, 'reply'],
    ['a reply whose user is gone', { in_reply_to_status_id_str: '17' }, 'reply'],
    ['a reply from before replies were recorded', { full_text: '@otter_eats hello' }, 'reply'],
    ['a post that names somebody later', { full_text: 'Hello @otter_eats' }, 'post'],
    ['a post that begins with an address of elsewhere', { full_text: '@wren@example.social is me' }, 'post'],
    ['a post that begins with something longer than a handle', { full_text: '@twenty_one_letters_xx hi' }, 'post'],
    ['a reply to a name from the first years', { full_text: '@wrenstraightwrite hi' }, 'reply'],
    ['a thread', { in_reply_to_status_id_str: '17', in_reply_to_user_id_str: '4242' }, 'thread'],
    [
      'a thread by the old ids that have no _str',
      { in_reply_to_status_id: '17', in_reply_to_user_id: '4242' },
      'thread',
    ],
    [
      "a thread by the handle, where the owner's number is unknown",
      { in_reply_to_screen_name: 'wren_writes' },
      'thread',
      NOBODY,
    ],
    [
      'a reply to a user who has taken the handle since',
      { in_reply_to_user_id_str: '1', in_reply_to_screen_name: 'wren_writes' },
      'reply',
    ],
    ['a quote', STATUS, 'quote'],
    ['a reply that quotes', { ...STATUS, in_reply_to_user_id_str: '5151' }, 'reply'],
    ['a retweet', { full_text: 'RT @otter_eats: Soup' }, 'retweet'],
    ['a retweet of a quote', { ...STATUS, full_text: 'RT @otter_eats: Soup https://t.co/a' }, 'retweet'],
    ['a post about RT', { full_text: 'RT is short for retweet' }, 'post'],
    ['a post that quotes by hand', { full_text: 'So true. RT @otter_eats: Soup' }, 'post'],
  ])('can be %s', (_what, fields, kind, owner) => {
    expect(tweet(fields, owner).kind).toBe(kind);
  });

  test('goes with whom it answers', () => {
    const fields = {
      in_reply_to_status_id_str: '17',
      in_reply_to_user_id_str: '5151',
      in_reply_to_screen_name: 'otter_eats',
    };
    expect(tweet(fields)).toMatchObject({ replyToId: '17', replyToUserId: '5151', replyToHandle: 'otter_eats' });
    const addressed = tweet({ full_text: '@otter_eats hello' });
    expect(addressed).toMatchObject({ replyToId: null, replyToUserId: null, replyToHandle: 'otter_eats' });
    const gone = tweet({ full_text: '@otter_eats hello', in_reply_to_status_id_str: '17' });
    expect(gone).toMatchObject({ replyToId: '17', replyToHandle: null });
  });

  test.each([
    ['https://twitter.com/otter_eats/status/668081431376822885', 'otter_eats'],
    ['http://twitter.com/otter_eats/status/668081431376822885', 'otter_eats'],
    ['https://x.com/otter_eats/status/668081431376822885?s=20', 'otter_eats'],
    ['https://mobile.twitter.com/otter_eats/status/668081431376822885', 'otter_eats'],
    ['https://www.twitter.com/#!/otter_eats/statuses/668081431376822885', 'otter_eats'],
    ['https://twitter.com/i/web/status/668081431376822885', null],
  ])('is a quote of the tweet at %s', (url, quotedHandle) => {
    expect(tweet(link(url))).toMatchObject({ kind: 'quote', quotedId: '668081431376822885', quotedHandle });
  });

  test.each([
    ['https://twitter.com/otter_eats'],
    ['https://example.com/otter_eats/status/668081431376822885'],
    ['https://nottwitter.com/otter_eats/status/668081431376822885'],
    [`https://twitter.com/wren_writes/status/${ID}/photo/1`],
    ['https://twitter.com/otter_eats/status/99999999999999999999'],
  ])('is no quote with a link to %s', (url) => {
    expect(tweet(link(url))).toMatchObject({ kind: 'post', quotedId: null, quotedHandle: null });
  });

  test('is never a quote where a retweet quotes', () => {
    const found = tweet({ ...STATUS, full_text: 'RT @otter_eats: Soup https://t.co/a' });
    expect(found).toMatchObject({ kind: 'retweet', quotedId: null, quotedHandle: null });
  });

  test('is a quote only by the last link', () => {
    const urls = ['https://x.com/a/status/17', 'https://example.com'].map((expanded_url) => ({ expanded_url }));
    expect(tweet({ entities: { urls } }).quotedId).toBeNull();
    expect(tweet({ entities: { urls: urls.toReversed() } }).quotedId).toBe('17');
  });
});

describe('the text of a retweet', () => {
  const ORIGINAL = {
    id_str: '17',
    text: 'All of it &amp; more http://t.co/aaaaaaaaaa',
    user: { screen_name: 'otter_eats' },
    entities: { urls: [{ url: 'http://t.co/aaaaaaaaaa', expanded_url: 'http://example.com/', indices: [21, 42] }] },
  };

  test('is cut when it ends with an ellipsis, and whole otherwise', () => {
    expect(tweet({ full_text: 'RT @otter_eats: Soup is…' })).toMatchObject({
      text: 'RT @otter_eats: Soup is…',
      extent: 'cut',
    });
    expect(tweet({ full_text: 'RT @otter_eats: Soup.' }).extent).toBe('whole');
    expect(tweet({ full_text: 'My own pause…' }).extent).toBe('whole');
    expect(tweet({ full_text: 'Whatever', truncated: true }).extent).toBe('cut');
  });

  test.each([
    ['see https://t.co/a1B2c3…', 'see …'],
    ['see https://t.co/…', 'see …'],
    ['see https://t…', 'see …'],
    ['see https:…', 'see …'],
    ['see http…', 'see …'],
    ['see htt…', 'see …'],
    ['（https://t.c…', '（…'],
    ['see h…', 'see h…'],
    ['the Wehtt…', 'the Wehtt…'],
    ['see https://t.co/a1B2c3D4e5 and…', 'see https://t.co/a1B2c3D4e5 and…'],
  ])('loses the stump of a link: %s', (text, shown) => {
    expect(tweet({ full_text: `RT @otter_eats: ${text}` }).text).toBe(`RT @otter_eats: ${shown}`);
  });

  test('is cut when it ends with three dots too, as until 2013, and not when its author ended it so', () => {
    expect(tweet({ full_text: 'RT @otter_eats: Soup is ...' }).extent).toBe('cut');
    expect(tweet({ full_text: 'RT @otter_eats: Soup is  ...' }).extent).toBe('cut');
    expect(tweet({ full_text: 'RT @otter_eats: Soup is...' }).extent).toBe('whole');
    expect(tweet({ full_text: 'My own pause ...' }).extent).toBe('whole');
    const whole = { ...ORIGINAL, text: 'All of it ...' };
    expect(oldTweet({ text: 'RT @otter_eats: All ...', retweeted_status: whole }).extent).toBe('whole');
  });

  test.each<[string, string, readonly string[]]>([
    ['see https://t.co/a1B2c3…', 'see …', []],
    ['see http://t.co/N ...', 'see ...', []],
    ['see http://t.co ...', 'see ...', []],
    ['see http ...', 'see ...', []],
    ['see http://bit.ly/ab…', 'see http://bit.ly/ab…', []],
    ['see http://bit.ly/ab ...', 'see http://bit.ly/ab ...', []],
    ['see http://exam…', 'see http://exam…', []],
    ['see http://bit.ly/abcdef  ...', 'see http://bit.ly/abcdef  ...', ['http://bit.ly/abcdef']],
    ['see http://bit.ly/abcdef and ...', 'see http://bit.ly/abcdef and ...', ['http://bit.ly/abcdef']],
    ['by @kh…', 'by @kh…', []],
    ['by @kh ...', 'by @kh ...', []],
    ['by (@kh…', 'by (@kh…', []],
    ['by @khan  ...', 'by @khan  ...', ['@khan']],
    ['by @khan, …', 'by @khan, …', ['@khan']],
    ['all of #Au…', 'all of #Au…', []],
    ['all of #Au ...', 'all of #Au ...', []],
    ['all of #Autumn  ...', 'all of #Autumn  ...', ['#Autumn']],
    ['&lt;3 #Au…', '<3 #Au…', []],
  ])('cut in "%s" is "%s", with nothing that is only a beginning', (text, shown, spans) => {
    for (const found of [
      tweet({ full_text: `RT @otter_eats: ${text}` }),
      oldTweet({ text: `RT @otter_eats: ${text}` }),
    ]) {
      expect(found).toMatchObject({ text: `RT @otter_eats: ${shown}`, extent: 'cut' });
      const covered = found.spans.map(({ start, end }) => found.text.slice(start, end));
      expect(covered).toEqual(['@otter_eats', ...spans]);
    }
  });

  test('has the name, tag or link at its end that an entity says is whole', () => {
    const at = (text: string, part: string): string[] =>
      [text.indexOf(part), text.indexOf(part) + part.length].map(String);
    const covered = (full_text: string, entities: Fields): string[] => {
      const found = tweet({ full_text, entities });
      return found.spans.map(({ start, end }) => found.text.slice(start, end));
    };
    const named = 'RT @otter_eats: by @kh…';
    expect(covered(named, { user_mentions: [{ screen_name: 'kh', indices: at(named, '@kh') }] })).toContain('@kh');
    const tagged = 'RT @otter_eats: by #Au ...';
    expect(covered(tagged, { hashtags: [{ text: 'Au', indices: at(tagged, '#Au') }] })).toContain('#Au');
    const linked = 'RT @otter_eats: http://t.co/N ...';
    const url = { url: 'http://t.co/N', indices: at(linked, 'http://t.co/N') };
    expect(covered(linked, { urls: [{ ...url, expanded_url: 'http://example.com/' }] })).toContain(
      'http://example.com/',
    );
    expect(covered(linked, { urls: [{ ...url, expanded_url: url.url }] })).toEqual(['@otter_eats']);
  });

  test('of one’s own is cut at 280 characters, where the rest is a note', () => {
    const long = 'word '.repeat(55);
    const covered = (full_text: string): number => tweet({ full_text }).spans.length;
    expect([covered(`${long}#ta…`), covered(`${long}@kh…`), covered(`${long}http://exam…`)]).toEqual([0, 0, 0]);
    expect([covered('short #tag…'), covered('thanks @otter_eats…')]).toEqual([1, 1]);
  });

  test('keeps a whole link that only the ellipsis follows', () => {
    const text = 'RT @otter_eats: see https://t.co/a1B2c3D4e5…';
    const urls = [{ url: 'https://t.co/a1B2c3D4e5', expanded_url: 'https://example.com/soup', indices: ['20', '43'] }];
    const found = tweet({ full_text: text, entities: { urls } });
    expect(found).toMatchObject({ text: 'RT @otter_eats: see https://example.com/soup…', extent: 'cut' });
  });

  test("is the original's where the archive has it, with its links and without its media's", () => {
    const media = [{ url: 'http://t.co/bbbbbbbbbb', media_url: 'http://pbs.twimg.com/media/x.jpg', indices: [43, 65] }];
    const original = {
      ...ORIGINAL,
      text: `${ORIGINAL.text} http://t.co/bbbbbbbbbb`,
      entities: { ...ORIGINAL.entities, media },
    };
    const found = oldTweet({ text: 'RT @otter_eats: All of…', retweeted_status: original });
    expect(found).toMatchObject({
      kind: 'retweet',
      text: 'RT @otter_eats: All of it & more http://example.com/',
      extent: 'whole',
    });
    expect(found.spans.map(({ start, end }) => found.text.slice(start, end))).toEqual([
      '@otter_eats',
      'http://example.com/',
    ]);
    expect(found.media.map(({ url }) => url)).toEqual(['http://pbs.twimg.com/media/x.jpg']);
  });

  test("keeps its entities where they stand in the original's text", () => {
    const entities = { user_mentions: [{ screen_name: 'tide_table', indices: [2, 13] }] };
    const original = { ...ORIGINAL, text: '潮と@tide_table', entities };
    const found = oldTweet({ text: 'RT @otter_eats: 潮…', retweeted_status: original });
    expect(found.spans.map(({ start, end }) => found.text.slice(start, end))).toEqual(['@otter_eats', '@tide_table']);
  });

  test('stays as it is where the original has no text', () => {
    const found = oldTweet({ text: 'RT @otter_eats: All of…', retweeted_status: { ...ORIGINAL, text: '' } });
    expect(found).toMatchObject({ kind: 'retweet', text: 'RT @otter_eats: All of…', extent: 'cut' });
  });

  test('names the author as the retweet did where the original has no user', () => {
    const found = oldTweet({ text: 'RT @otter_eats: All of…', retweeted_status: { ...ORIGINAL, user: null } });
    expect(found.text).toBe('RT @otter_eats: All of it & more http://example.com/');
  });
});

describe('what else a record says', () => {
  test.each<[string, Fields, Partial<Post>]>([
    ['likes and retweets in strings', { favorite_count: '3', retweet_count: '12' }, { likes: 3, retweets: 12 }],
    ['no likes', { favorite_count: undefined, retweet_count: null }, { likes: null, retweets: null }],
    ['odd likes', { favorite_count: 'many', retweet_count: '1.5' }, { likes: null, retweets: null }],
    ['impossible likes', { favorite_count: '-1', retweet_count: 1e300 }, { likes: null, retweets: null }],
    ['a language', { lang: 'ja' }, { lang: 'ja' }],
    ['no language', { lang: '' }, { lang: null }],
    ['a client', { source: '<a href="https://x.com" rel="nofollow">Tweet &amp; go</a>' }, { client: 'Tweet & go' }],
    ['the oldest client', { source: 'web' }, { client: 'web' }],
    ['no client', { source: '' }, { client: null }],
    ['a client without a name', { source: '<a href="https://x.com"></a>' }, { client: null }],
    ['something sensitive', { possibly_sensitive: true }, { sensitive: true }],
    ['nothing sensitive', { possibly_sensitive: 'false' }, { sensitive: false }],
    [
      'a community',
      { community_id: '1', community_id_str: '1490000000000004242' },
      { communityId: '1490000000000004242' },
    ],
    ['a place, latitude first', { geo: { coordinates: ['53.3', '5.4'] } }, { latitude: 53.3, longitude: 5.4 }],
    ['a place, longitude first', { coordinates: { coordinates: [5.4, 53.3] } }, { latitude: 53.3, longitude: 5.4 }],
    ['no place', { geo: {}, coordinates: null }, { latitude: null, longitude: null, place: null }],
    ['half a place', { geo: { coordinates: [53.3] } }, { latitude: null, longitude: null }],
    ['a place that is nowhere', { geo: { coordinates: [91, 5.4] } }, { latitude: null, longitude: null }],
    [
      'the name of a place',
      { place: { name: 'Terschelling', full_name: 'Terschelling, Fryslân' } },
      { place: 'Terschelling, Fryslân' },
    ],
    ['the short name of a place', { place: { name: 'Terschelling' } }, { place: 'Terschelling' }],
  ])('is %s', (_what, fields, expected) => {
    expect(tweet(fields)).toMatchObject(expected);
  });

  test('is that only a circle saw it, by the file that it stands in', () => {
    const record = ytdTweet({ at: AT, text: 'Hello' });
    expect(valueOf(ytd2022.tweet(record, WREN, 'circle')).audience).toBe('circle');
    expect(valueOf(ytd2022.tweet(record, WREN, 'tweets')).audience).toBe('public');
  });

  test.each([
    ['the first version', { initial: { editTweetIds: ['17', '18'] } }, '17'],
    ['a later version', { edit: { initialTweetId: '17', editControlInitial: { editTweetIds: ['17', '18'] } } }, '17'],
    ['a tweet that was never edited', { initial: { editTweetIds: ['17'] } }, null],
    ['a tweet with odd edits', { initial: { editTweetIds: [17, 18] } }, null],
    ['a tweet with no edits', { edit: null }, null],
    ['an older archive', undefined, null],
  ])('is which version came first: %s', (_what, edit_info, first) => {
    expect(tweet({ edit_info }).editOf).toBe(first);
  });
});

describe('any JSON value at all', () => {
  const db = openDatabase(join(tempFolder(), 'memories.db'), { create: true });
  const accountId = saveAccount(db, { network: 'twitter', ...WREN, timeZone: null }, 0);
  const writer = new PostWriter(db);
  afterAll(() => db.close());

  /** Rather likely words, numbers and shapes, so that the unlikely ones reach every corner. */
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ID,
      '17',
      AT,
      'RT @a: b…',
      '@a b',
      'video',
      'constructor',
      '__proto__',
      'https://t.co/a',
      '#a 🌾 @b &lt;',
    ),
    fc.constantFrom('Fri Nov 22 09:53:27 +0000 2019', '2009-11-22 00:00:00 +0000', 'https://x.com/a/status/17'),
    fc.integer({ min: -5, max: 30 }).map(String),
    fc.double().map(String),
  );
  const key = fc.constantFrom(
    ...[
      'url',
      'urls',
      'expanded_url',
      'media',
      'indices',
      'user',
      'screen_name',
      'user_mentions',
      'hashtags',
      'symbols',
    ],
    ...['type', 'sizes', 'large', 'w', 'h', 'video_info', 'variants', 'content_type', 'media_url_https', 'bitrate'],
    ...['initial', 'edit', 'editControlInitial', 'editTweetIds', 'coordinates', 'id_str', 'text', 'full_text'],
  );
  const { any } = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('any')),
      fc.dictionary(key, tie('any')),
    ),
  }));
  const field = fc.option(any, { nil: undefined });
  const entities = fc.oneof(
    field,
    fc.record({ urls: field, media: field, user_mentions: field, hashtags: field, symbols: field }),
  );
  const known = {
    entities,
    extended_entities: entities,
    id: field,
    full_text: fc.oneof(text, any),
    text: field,
    created_at: fc.oneof(fc.constant('Fri Nov 22 09:53:27 +0000 2019'), any),
    retweeted_status: fc.oneof(field, fc.record({ id_str: text, text, user: field, entities: field })),
  };
  const others = [
    'truncated',
    'in_reply_to_status_id_str',
    'in_reply_to_user_id_str',
    'in_reply_to_screen_name',
    'source',
  ];
  const rest = [
    'favorite_count',
    'retweet_count',
    'lang',
    'geo',
    'coordinates',
    'edit_info',
    'community_id',
    'possibly_sensitive',
  ];
  const record = fc.record(
    {
      ...known,
      id_str: fc.oneof(fc.constant(ID), any),
      ...Object.fromEntries([...others, ...rest].map((name) => [name, field])),
    },
    { requiredKeys: [] },
  );

  test('is a tweet that the database can hold, or a problem in words; never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(any, record, record, record), (value) => {
        for (const format of [ytd2022, grailbird]) {
          const parsed = format.tweet(value, WREN, 'tweets');
          if (parsed.ok) expectSound(parsed.value);
          else expect(parsed.problem).toMatch(/^(it|tweet \d+) has no /);
          expect(() => format.ownHandle(value)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  const savedTwice = db.transaction((found: Post) => {
    db.prepare('DELETE FROM tweets').run();
    return [writer.save(found, accountId, 0), writer.save(found, accountId, 0)];
  });

  function expectSound(found: Post): void {
    expect(KINDS).toContain(found.kind);
    for (const { type } of found.media) expect(['photo', 'video', 'gif']).toContain(type);
    expect(savedTwice(found)).toEqual(['added', 'unchanged']);
  }
});

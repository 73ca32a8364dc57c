import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../src/archive/archive.ts';
import type { FileSet } from '../../../src/archive/files/container.ts';
import { ytd2022 } from '../../../src/archive/twitter/ytd.ts';
import { folderFixture, folderOf, zipFixture, type ChangeOptions, type Files } from '../../support/archives.ts';
import { ytdFile, ytdTweet } from '../../support/tweets.ts';
import { aboutAt, values } from './reading.ts';

const TWEETS = { 'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: '2019-11-22T09:53:27Z', text: 'Hello' })]) };
const ACCOUNT = ytdFile('account', [{ account: { username: 'ann', accountId: '11', accountDisplayName: 'Ann' } }]);
const MANIFEST = manifest({ userInfo: { userName: 'bob', accountId: '22', displayName: 'Bob' } });

function manifest(value: unknown): string {
  return `window.__THAR_CONFIG = ${JSON.stringify(value, null, 2)}`;
}

function about(files: Files): ReturnType<typeof aboutAt> {
  return folderOf({ ...TWEETS, ...files }).then(aboutAt);
}

describe('the owner of an archive', () => {
  test.each([
    ['is who account.js says', { 'data/account.js': ACCOUNT, 'data/manifest.js': MANIFEST }, ['11', 'ann', 'Ann']],
    ['is who the manifest says, without account.js', { 'data/manifest.js': MANIFEST }, ['22', 'bob', 'Bob']],
    [
      'is completed from the manifest, field by field',
      { 'data/account.js': ytdFile('account', [{ account: { accountId: '11' } }]), 'data/manifest.js': MANIFEST },
      ['11', 'bob', 'Bob'],
    ],
    [
      'has no number where the number was edited away',
      { 'data/manifest.js': manifest({ userInfo: { userName: 'bob', accountId: 'hidden', displayName: '' } }) },
      [null, 'bob', null],
    ],
    ['is unknown without both', {}, null],
    [
      'is unknown where nobody has a name',
      { 'data/account.js': ytdFile('account', [{ account: { email: null } }]) },
      null,
    ],
    ['is unknown where account.js is empty', { 'data/account.js': ytdFile('account', []) }, null],
  ] as const)('the owner found %s', async (_rule, files, owner) => {
    const found = (await about(files)).owner;
    expect(found && [found.id, found.handle, found.name]).toEqual(owner);
  });

  test('is given away by a link to own media, and only by that', () => {
    const id = '1197922773549191227';
    const withMedia = (address: string): unknown =>
      ytdTweet({ at: '2019-11-22T17:00:20Z', id, text: 'x', entities: { media: [{ expanded_url: address }] } });
    expect(ytd2022.ownHandle(withMedia(`https://twitter.com/wren_writes/status/${id}/photo/1`))).toBe('wren_writes');
    expect(ytd2022.ownHandle(withMedia(`https://x.com/wren_writes/status/${id}/video/1`))).toBe('wren_writes');
    expect(ytd2022.ownHandle(withMedia('https://twitter.com/somebody/status/1197922773549191228/photo/1'))).toBeNull();
    expect(ytd2022.ownHandle(withMedia('https://example.com/'))).toBeNull();
    expect(ytd2022.ownHandle(ytdTweet({ at: '2019-11-22T17:00:20Z', text: 'no media' }))).toBeNull();
  });

  test('is in the media of the fixture without its account and manifest', async () => {
    const path = await zipFixture('data-2020', { without: /(account|manifest)\.js$/ });
    expect((await aboutAt(path)).owner).toBeNull();
    await using archive = await openArchive([path]);
    const handles = (await values(archive, 'data/tweet.js'))
      .map((record) => ytd2022.ownHandle(record))
      .filter((handle) => handle !== null);
    expect(handles).toEqual(['wren_writes']);
  });
});

describe('what an archive says of itself', () => {
  test('has a time zone from its own file, else from the account', async () => {
    const account = ytdFile('account', [{ account: { username: 'ann', timeZone: 'Bern' } }]);
    const zone = ytdFile('account_timezone', [{ accountTimezone: { accountId: '11', timeZone: 'Kyiv' } }]);
    const zoneless = ytdFile('account_timezone', [{ accountTimezone: { accountId: '11' } }]);
    const zoneOf = async (files: Files): Promise<string | null> => (await about(files)).timeZone;
    expect(await zoneOf({ 'data/account.js': account, 'data/account-timezone.js': zone })).toBe('Kyiv');
    expect(await zoneOf({ 'data/account.js': account, 'data/account-timezone.js': zoneless })).toBe('Bern');
    expect(await zoneOf({ 'data/account-timezone.js': zone })).toBe('Kyiv');
    expect(await zoneOf({})).toBeNull();
  });

  test.each([
    ['2024-11-09T06:57:22.776Z', Date.parse('2024-11-09T06:57:22.776Z')],
    ['', null],
    ['yesterday', null],
    [17, null],
    [null, null],
  ])('was made at %j, if that is a time', async (generationDate, time) => {
    expect((await about({ 'data/manifest.js': manifest({ archiveInfo: { generationDate } }) })).generatedAt).toBe(time);
  });

  test('counts the tweet files, also absent ones, and no other files', async () => {
    const of = (...files: [name: string, count: unknown][]): unknown => ({
      files: files.map(([name, count]) => ({ fileName: `data/${name}.js`, count })),
    });
    const dataTypes = {
      tweets: of(['tweets', '13'], ['tweets-part1', '7'], ['tweets-part2', 'many']),
      communityTweet: of(['community-tweet', '1']),
      twitterCircleTweet: of(['twitter-circle-tweet', '0']),
      deletedTweets: of(['deleted-tweets', '99']),
      tweetHeaders: of(['tweet-headers', '13']),
      noteTweet: of(['note-tweet', '5']),
      like: { files: 'none' },
      moment: null,
    };
    expect((await about({ 'data/manifest.js': manifest({ dataTypes }) })).expected).toEqual(
      new Map([
        ['data/tweets.js', 13],
        ['data/tweets-part1.js', 7],
        ['data/community-tweet.js', 1],
        ['data/twitter-circle-tweet.js', 0],
      ]),
    );
  });

  test('is nothing, and no warning, when every optional file is missing', async () => {
    const only = await folderFixture('data-2024', { without: /^(?!data\/tweets(-part\d)?\.js$)/ });
    expect(await aboutAt(only)).toEqual({
      owner: null,
      generatedAt: null,
      timeZone: null,
      avatar: null,
      expected: new Map(),
      warnings: [],
      contradictions: [],
      isExact: true,
    });
  });
});

describe('a manifest that somebody edited', () => {
  const replaced = async (text: string): ReturnType<typeof aboutAt> => {
    const changes: ChangeOptions = { replace: { 'data/manifest.js': text }, without: /account\.js$/ };
    return aboutAt(await folderFixture('data-2024', changes));
  };

  test.each([
    ['commas before closing brackets', '{"userInfo":{"userName":"bob", \n},"dataTypes":{"a":[1,],},}'],
    ['a semicolon at the end', '{"userInfo":{"userName":"bob"}};\n'],
    ['another name in front', '\uFEFFvar x =\n{"userInfo":{"userName":"bob"}}'],
  ])('is read in spite of %s', async (_what, text) => {
    const found = await replaced(`window.__THAR_CONFIG = ${text}`);
    expect(found.owner?.handle).toBe('bob');
    expect(found.warnings).toEqual([]);
  });

  test('keeps commas, brackets and semicolons inside its texts', async () => {
    const odd = String.raw`,] ,} \",} \\`;
    const found = await replaced(`x = {"userInfo":{"userName":"bob","displayName":"${odd}"},}`);
    expect(found.owner?.name).toBe(String.raw`,] ,} ",} \ `.trimEnd());
  });

  test.each([
    ['no data at all', 'somebody was here'],
    ['a number', 'window.__THAR_CONFIG = 5'],
    ['a list that never ends', 'window.__THAR_CONFIG = {"userInfo":{"userName":"bob"'],
    ['nothing', ''],
    ['too much', `window.__THAR_CONFIG = {${' '.repeat(9 << 20)}}`],
  ])('is a warning that names it when it holds %s', async (_what, text) => {
    const { owner, expected, warnings } = await replaced(text);
    expect({ owner, expected }).toEqual({ owner: null, expected: new Map() });
    expect(warnings).toEqual([expect.stringMatching(/^data\/manifest\.js (can't be read|is too large)/)]);
  });

  test('takes nothing from the account beside it', async () => {
    const path = await folderFixture('data-2024', { replace: { 'data/manifest.js': '{{{' } });
    const { owner, warnings } = await aboutAt(path);
    expect(owner?.handle).toBe('wren_writes');
    expect(warnings).toHaveLength(1);
  });

  test('never makes reading fail, whatever JSON it holds', async () => {
    const key = fc.constantFrom('userInfo', 'archiveInfo', 'dataTypes', 'files', 'account', 'accountTimezone', 'x');
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('json')),
        fc.dictionary(key, tie('json')),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(json, json, async (first, second) => {
        const found = await ytd2022.about(
          inMemory({ 'data/manifest.js': `x = ${JSON.stringify(first)}`, 'data/account.js': JSON.stringify(second) }),
        );
        expect(found.owner === null || found.owner.handle !== '').toBe(true);
      }),
    );
  });
});

/** An archive without a disk, for the many that a property needs. */
function inMemory(files: Readonly<Record<string, string>>): FileSet {
  const entries = Object.entries({ ...TWEETS, ...files }).map(([path, text]) => {
    const bytes = Buffer.from(text);
    return [path, { size: bytes.length, modifiedAt: 0, read: () => Readable.from([bytes]) }] as const;
  });
  return { entries: new Map(entries) };
}

describe('a record of note-tweet.js', () => {
  const record = (core: unknown, id: unknown = '1860035539969773659'): unknown => ({
    noteTweet: { noteTweetId: id, core },
  });

  test('has its text unescaped, its t.co links replaced and its names and tags found', () => {
    // Without a space before them, only their entities tell that these are a name and a tag.
    const text = '🌾 &amp; < $TEA と@otter_eats と#soup https://t.co/aaaaaaaaaa';
    const at = (part: string): { fromIndex: string; toIndex: string } => {
      const from = Array.from(text.slice(0, text.indexOf(part))).length;
      return { fromIndex: String(from), toIndex: String(from + Array.from(part).length) };
    };
    const parsed = ytd2022.note(
      record({
        text,
        urls: [{ shortUrl: 'https://t.co/aaaaaaaaaa', expandedUrl: 'https://example.com/x', ...at('https://t.co') }],
        mentions: [{ screenName: 'otter_eats', ...at('@otter_eats') }],
        hashtags: [{ text: 'soup', ...at('#soup') }],
        cashtags: [{ text: 'TEA', ...at('$TEA') }],
      }),
    );
    if (!parsed.ok) throw new Error(parsed.problem);
    const { text: shown, spans } = parsed.value;
    expect(shown).toBe('🌾 &amp; < $TEA と@otter_eats と#soup https://example.com/x');
    expect(spans.map(({ type, start, end, url }) => [type, shown.slice(start, end), url])).toEqual([
      ['cashtag', '$TEA', null],
      ['mention', '@otter_eats', 'https://x.com/otter_eats'],
      ['hashtag', '#soup', null],
      ['link', 'https://example.com/x', 'https://example.com/x'],
    ]);
  });

  test.each([
    ['no id', record({ text: 'x' }, null)],
    ['an id that is a number', record({ text: 'x' }, 1860035539969773600)],
    ['no text', record({ urls: [] })],
    ['no core', record(undefined)],
    ['no wrapper', { noteTweetId: '1', core: { text: 'x' } }],
    ['nothing', null],
  ])('is a problem, not a note, with %s', (_what, broken) => {
    expect(ytd2022.note(broken)).toEqual({ ok: false, problem: 'a long tweet without id or text' });
  });

  test('never makes the import fail, whatever JSON it is', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({ text: fc.jsonValue(), urls: fc.jsonValue(), mentions: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(anything, (core) => {
        const parsed = ytd2022.note(record(core));
        expect(parsed.ok ? parsed.value.id : parsed.problem).not.toBe('');
      }),
    );
  });
});

test.each([
  [{ tweet: { tweet_id: '17', user_id: '4242' } }, '17'],
  [{ tweet: { id_str: '18' } }, '18'],
  [{ tweet: {} }, null],
  [{ tweet: { tweet_id: 17 } }, null],
  [[], null],
])('the id in the header %j is %j', (record, id) => {
  expect(ytd2022.headerId(record)).toBe(id);
});

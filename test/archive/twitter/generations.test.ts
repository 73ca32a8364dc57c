import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectGeneration } from '../../../src/archive/twitter/generations.ts';
import { fixtureFiles, folderOf, type Files, type FixtureName } from '../../support/archives.ts';
import { expectedIn, SHORT, type Short } from './fixture-tweets.ts';
import { readArchive } from './reading.ts';

describe('the generation of an archive is known by its paths:', () => {
  test.each([
    ['2022', 'tweets in data/', ['data/manifest.js', 'data/tweets.js']],
    ['2022', 'only a later part of them', ['data/tweets-part3.js']],
    ['2022', 'all files flat in one folder', ['manifest.js', 'account.js', 'tweets.js']],
    ['2022', 'the tweets alone', ['tweets.js']],
    ['2020', 'the old name in data/', ['data/manifest.js', 'data/tweet.js']],
    ['2020', 'without manifest and account', ['data/tweet.js']],
    ['2020', 'only a later part', ['data/tweet-part1.js']],
    ['2020', 'all files flat in one folder', ['manifest.js', 'account.js', 'tweet.js']],
    ['2018', 'at the root, without a manifest', ['account.js', 'tweet.js', 'tweet-part1.js']],
    ['2018', 'the tweets alone', ['tweet.js']],
    ['2012', 'month files', ['data/js/tweets/2013_01.js']],
    ['2012', 'month files with all that is around them', ['index.html', 'tweets.csv', 'data/js/tweets/2007_11.js']],
  ])('that of %s is found by %s', (name, _what, paths) => {
    expect(detectGeneration(paths)?.name).toBe(name);
  });

  test.each([
    [['data/deleted-tweets.js', 'data/tweet-headers.js', 'data/community-tweet.js', 'data/note-tweet.js']],
    [
      [
        'data/like copy.js',
        'data/tweets copy.js',
        'data/tweetdeck.js',
        'data/tweets.json',
        'data/tweets_media/tweets.js',
      ],
    ],
    [['data/js/tweet_index.js', 'data/js/tweets/readme.js', 'data/js/tweets/2013.js']],
    [[]],
  ])('none for %j', (paths) => {
    expect(detectGeneration(paths)).toBeUndefined();
  });
});

describe('the tweet files of an archive', () => {
  const contents = (
    paths: readonly string[],
  ): ReturnType<NonNullable<ReturnType<typeof detectGeneration>>['contents']> => {
    const format = detectGeneration(paths);
    if (!format) throw new Error('no format');
    return format.contents(paths);
  };

  test('are read part by part, part 2 before part 10', () => {
    const paths = ['data/tweets-part10.js', 'data/tweets-part2.js', 'data/tweets.js', 'data/tweets-part1.js'];
    expect(contents(paths).posts.map(({ path }) => path)).toEqual([
      'data/tweets.js',
      'data/tweets-part1.js',
      'data/tweets-part2.js',
      'data/tweets-part10.js',
    ]);
  });

  test('are those of the person, of communities and of the circle, which is marked', () => {
    const paths = ['data/twitter-circle-tweet.js', 'data/tweets.js', 'data/community-tweet.js'];
    expect(contents(paths).posts).toEqual([
      { path: 'data/community-tweet.js', as: 'tweets' },
      { path: 'data/tweets.js', as: 'tweets' },
      { path: 'data/twitter-circle-tweet.js', as: 'circle' },
    ]);
  });

  test('are not those with similar names, nor those in other folders', () => {
    const others = ['tweet-headers', 'deleted-tweets', 'deleted-tweet-headers', 'deleted-note-tweet', 'tweetdeck'];
    const paths = [
      'data/tweets.js',
      ...others.map((name) => `data/${name}.js`),
      'data/old/tweets.js',
      'x/data/tweets.js',
    ];
    const found = contents([...paths, 'data/note-tweet.js', 'data/note-tweet-part1.js']);
    expect(found).toEqual({
      posts: [{ path: 'data/tweets.js', as: 'tweets' }],
      notes: ['data/note-tweet.js', 'data/note-tweet-part1.js'],
      headers: ['data/tweet-headers.js'],
    });
  });

  test('are the month files of the old archives, oldest first', () => {
    const months = ['2013_01', '2007_11', '2010_12'].map((month) => `data/js/tweets/${month}.js`);
    expect(contents([...months, 'data/js/tweet_index.js', 'data/csv/2007_11.csv'])).toEqual({
      posts: ['2007_11', '2010_12', '2013_01'].map((month) => ({ path: `data/js/tweets/${month}.js`, as: 'tweets' })),
      notes: [],
      headers: [],
    });
  });
});

describe('an archive whose files were all dumped into one folder', () => {
  test.each(['Y1', 'Y2', 'Y3', 'Y4'] as const)('has the same tweets and misses none: %s', async (short) => {
    const read = await readArchive(await folderOf(await flat(SHORT[short])));
    expectSame(read, short);
  });

  test.each(['Y3', 'Y4'] as const)('is known when only its data folder was passed: %s', async (short) => {
    const files = Object.entries(await fixtureFiles(SHORT[short]));
    const data = files.flatMap(([path, content]) =>
      path.startsWith('data/') ? [[path.slice(5), content] as const] : [],
    );
    expectSame(await readArchive(await folderOf(Object.fromEntries(data))), short);
  });

  test('has the zone and the name in the files beside the tweets', async () => {
    const { about } = await readArchive(await folderOf(await flat('data-2020')));
    expect(about).toMatchObject({ owner: { id: '4242', handle: 'wren_writes' }, timeZone: 'Bern', warnings: [] });
    expect(about.generatedAt).toBe(Date.parse('2020-12-03T10:11:12.345Z'));
  });

  async function flat(name: FixtureName): Promise<Files> {
    const files = Object.entries(await fixtureFiles(name));
    return Object.fromEntries(files.map(([path, content]) => [basename(path), content]));
  }

  function expectSame({ about, contents, tweets }: Awaited<ReturnType<typeof readArchive>>, short: Short): void {
    expect([...tweets.keys()].sort()).toEqual([...expectedIn(short).keys()].sort());
    const paths = contents.posts.map(({ path }) => path);
    if (about.expected.size > 0) expect([...about.expected.keys()].sort()).toEqual(paths.sort());
  }
});

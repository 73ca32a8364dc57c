// What comes first, over a made-up account whose posts have known answers.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byRank, byTime, drawWeight, rankedBlock, rankedBlocks, scoreOf } from '../../src/memories/ranking.ts';
import { usualEngagement } from '../../src/memories/usual-engagement.ts';
import { photo, post, type Post, type PostDraft } from './ranked-posts.ts';

const QUIET = usualEngagement(Array(20).fill({ likes: 0, retweets: 0 }));
const LATER = { likes: { median: 3, upper: 12 }, retweets: { median: 0, upper: 2 } };
const usualFor = ({ postedAt }: Post): typeof LATER | typeof QUIET => (postedAt < Date.UTC(2013, 0, 1) ? QUIET : LATER);

/** The account's posts, those first that have most to say. */
const ACCOUNT: readonly (readonly [what: string, draft: PostDraft])[] = [
  [
    'the one that went around the world',
    {
      at: '2021-11-22T18:04:00Z',
      text: 'For eleven years I have walked past this pond every morning, and today the heron walked up to me, looked me in the eye, and stole my sandwich.',
      likes: 48_211,
      retweets: 9_120,
      media: [photo({ alt: 'A heron holding half a cheese sandwich' })],
    },
  ],
  [
    'a thread that begins',
    {
      at: '2020-11-22T09:00:00Z',
      text: 'A year ago we moved onto the boat. Things nobody told us about living on the water, from the pump to the post, in no order at all:',
      thread: { id: '20', size: 9 },
      id: '20',
      likes: 31,
      retweets: 4,
    },
  ],
  [
    'photos and words',
    {
      at: '2018-11-22T15:00:00Z',
      text: 'First ice on the lock. The ducks are furious.',
      media: [photo(), photo(), photo()],
      likes: 9,
    },
  ],
  [
    'a quote of oneself',
    {
      at: '2022-11-22T08:00:00Z',
      text: 'Ten years later: the soup is still not ready, and the guests have grown children.',
      kind: 'quote',
      quotedHandle: 'Wren_Writes',
      likes: 2,
    },
  ],
  [
    'a few words of an old year that somebody liked',
    { at: '2010-11-22T20:00:00Z', text: 'Snow! All of it at once.', likes: 2, retweets: 0 },
  ],
  [
    'a whole sentence',
    {
      at: '2014-11-22T12:00:00Z',
      text: 'Walked along the canal until the lamps came on, and nobody was there but the moorhens.',
    },
  ],
  [
    'the same length in Japanese',
    { at: '2014-11-22T13:00:00Z', text: '運河沿いを街灯がつくまで歩いたけれど、バンのほかには誰もいなかった。' },
  ],
  ['photos without words', { at: '2017-11-22T11:00:00Z', text: '', media: [photo(), photo()] }],
  ['half a sentence', { at: '2009-11-22T07:00:00Z', text: 'is waiting for the kettle and the dawn' }],
  [
    'an answer with something to say',
    {
      at: '2015-11-22T16:00:00Z',
      kind: 'reply',
      text: '@otter_eats It was the year of the flood: we tied the boat to the church door and had breakfast on the organ loft, all of us, even the vicar',
    },
  ],
  ['two words', { at: '2016-11-22T08:30:00Z', text: 'so true' }],
  ['a photo that is not in the archive', { at: '2012-11-22T09:00:00Z', text: '', media: [photo({ file: null })] }],
  ['links only', { at: '2013-11-22T09:00:00Z', text: 'https://example.com/a/long/way https://example.org/b' }],
  [
    'what others wrote, passed on by hand',
    {
      at: '2011-11-22T09:00:00Z',
      text: 'This! RT @marsh_light: the reed beds of the estuary are open to all from Sunday on',
    },
  ],
  [
    'a gif for an answer',
    {
      at: '2019-11-22T22:00:00Z',
      kind: 'reply',
      text: '@otter_eats oh yes',
      media: [photo({ type: 'gif', file: '/media/a.mp4' })],
    },
  ],
  [
    'a check-in with words',
    {
      at: '2012-11-22T13:00:00Z',
      text: 'Best soup of the county (@ The Eel Pie w/ 2 others) http://4sq.com/abc',
      client: 'foursquare',
    },
  ],
  [
    'what others wrote',
    {
      at: '2018-11-22T09:00:00Z',
      kind: 'retweet',
      text: 'RT @marsh_light: The reed beds of the estuary are open again, from Sunday on, to all who bring boots and a torch.',
      retweets: 900,
    },
  ],
  ['a bare mention', { at: '2012-11-22T19:00:00Z', kind: 'reply', text: '@otter_eats thanks' }],
  [
    'what a service wrote',
    {
      at: '2013-11-22T10:00:00Z',
      text: 'I liked a @YouTube video http://youtu.be/x How to tie a bowline in four seconds',
    },
  ],
  [
    'a check-in',
    {
      at: '2013-11-22T13:00:00Z',
      text: "I'm at The Eel Pie (Twickenham, London) http://4sq.com/def",
      client: 'Foursquare',
    },
  ],
];

const made = ACCOUNT.map(([what, draft], index) => ({
  what,
  post: post({ id: draft.id ?? String(100 + index), ...draft }),
}));

function whatOf(posts: readonly Post[]): string[] {
  return posts.map((one) => made.find((other) => other.post === one)?.what ?? '?');
}

describe('the account', () => {
  test('comes in the order of what there is to say', () => {
    const blocks = rankedBlocks(
      made.map((one) => [one.post]),
      usualFor,
    );
    const sorted = blocks.sort(byRank);
    expect(whatOf(sorted.flatMap(({ posts }) => posts))).toEqual(ACCOUNT.map(([what]) => what));
  });

  test.each([1, 2, 3])('comes in the same order whichever way it is handed over (%i)', (seed) => {
    const shuffled =
      fc.sample(fc.shuffledSubarray([...made], { minLength: made.length }), { seed, numRuns: 1 })[0] ?? [];
    const blocks = rankedBlocks(
      shuffled.map((one) => [one.post]),
      usualFor,
    );
    expect(whatOf(blocks.sort(byRank).flatMap(({ posts }) => posts))).toEqual(ACCOUNT.map(([what]) => what));
  });
});

describe('a block', () => {
  test('counts as its best part, and a bit more for each further one', () => {
    const [first, second, third] = [post({ id: '1' }), post({ id: '2' }), post({ id: '3' })];
    expect(rankedBlock([first], [20]).score).toBe(20);
    expect(rankedBlock([first, second], [20, 31]).score).toBe(33);
    expect(rankedBlock([first, second, third], [20, 31, -9]).score).toBe(35);
    const long = Array.from({ length: 100 }, () => first);
    expect(rankedBlock(long, Array<number>(100).fill(20)).score).toBe(30);
  });
});

describe('of two posts the better is the one with', () => {
  const sentence =
    'A whole sentence about the tide, the mud and the long way home in the dark, and about the soup that waited there.';

  test.each<[what: string, better: PostDraft, other: PostDraft]>([
    ['more words', { text: sentence }, { text: 'so true' }],
    [
      'words of its own rather than names, tags and addresses',
      { text: 'mud, soup' },
      { text: '@a @b #mud https://example.com/long/way' },
    ],
    ['a picture', { media: [photo()] }, {}],
    ['a thread around it', { kind: 'thread' }, {}],
    ['more likes', { likes: 100 }, { likes: 1 }],
    ['two words that answer nobody', { text: 'so true' }, { text: sentence, kind: 'reply' }],
    ['two words that are not somebody else’s', { text: 'so true' }, { text: sentence, kind: 'retweet' }],
  ])('a post with %s scores higher', (_what, better, other) => {
    expect(scoreOf(post(better), LATER)).toBeGreaterThan(scoreOf(post(other), LATER));
  });
});

describe('where points do not tell posts apart', () => {
  test('the older comes first, and of the same moment the one with the smaller number', () => {
    const posts = [
      post({ id: '1197830000000000000', at: '2019-11-22T10:00:00Z' }),
      post({ id: '435512032', at: '2019-11-22T10:00:00Z' }),
      post({ id: '1197830000000000001', at: '2019-11-22T10:00:00Z' }),
      post({ id: '9197830000000000000', at: '2019-11-22T09:59:59Z' }),
      post({ id: '5', at: '2020-11-22T10:00:00Z' }),
    ];
    const sorted = posts.toSorted(byTime).map(({ id }) => id);
    expect(sorted).toEqual([
      ...['9197830000000000000', '435512032', '1197830000000000000', '1197830000000000001', '5'],
    ]);
    const ranked = posts.map((one) => rankedBlock([one], [7])).sort(byRank);
    expect(ranked.flatMap(({ posts: [one] }) => one?.id)).toEqual(sorted);
  });
});

describe('the chance to be drawn', () => {
  test('doubles with every six points, between a least and a greatest that are not too far apart', () => {
    expect(drawWeight(16)).toBeCloseTo(2 * drawWeight(10));
    expect(drawWeight(-40)).toBe(drawWeight(-6));
    expect(drawWeight(90)).toBe(drawWeight(30));
    expect(drawWeight(30)).toBeCloseTo(64 * drawWeight(-6));
  });
});

test('any text and any numbers make whole points, the same each time', () => {
  const draft = fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', '海', '@', '#', ' ', 'RT ') }),
    ),
    kind: fc.constantFrom('post', 'reply', 'thread', 'quote', 'retweet'),
    likes: fc.option(fc.nat()),
    retweets: fc.option(fc.nat()),
    client: fc.constantFrom(null, 'foursquare', 'IFTTT', ''),
  });
  const usual = fc.array(fc.record({ likes: fc.option(fc.nat()), retweets: fc.option(fc.nat()) }));
  fc.assert(
    fc.property(draft, usual, (changes, counts) => {
      const made = post(changes);
      const score = scoreOf(made, usualEngagement(counts));
      expect(Number.isInteger(score)).toBe(true);
      expect(scoreOf(made, usualEngagement(counts.toReversed()))).toBe(score);
    }),
  );
});

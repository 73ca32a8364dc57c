// Why a post has its points: each reason by itself, and what is none.

import { describe, expect, test } from 'vitest';
import { scoreOf } from '../../src/memories/ranking.ts';
import { reasonsFor, type Reason } from '../../src/memories/reasons.ts';
import { UNKNOWN_ENGAGEMENT } from '../../src/memories/usual-engagement.ts';
import { photo, post, type PostDraft } from './ranked-posts.ts';

const LATER = { likes: { median: 3, upper: 12 }, retweets: { median: 0, upper: 2 } };

describe('the reasons of', () => {
  test.each<[what: string, draft: PostDraft, reasons: readonly Reason[]]>([
    ['nothing at all', { text: '' }, []],
    ['words', { text: 'Walked to the sea and back.' }, [{ kind: 'words', length: 21, points: 11 }]],
    [
      'photos with words and a description',
      { text: 'The sea', media: [photo({ alt: 'The sea' }), photo(), photo({ alt: ' ' }), photo(), photo()] },
      [
        { kind: 'words', length: 6, points: 6 },
        { kind: 'photos', count: 5, points: 18 },
        { kind: 'descriptions', count: 1, points: 2 },
      ],
    ],
    [
      'a film and a photo that is missing',
      { text: '', media: [photo({ type: 'video' }), photo({ file: null })] },
      [{ kind: 'films', count: 1, points: 12 }],
    ],
    [
      'media that are all missing',
      { text: '', media: [photo({ file: null, alt: 'An otter' }), photo({ type: 'gif', file: null })] },
      [
        { kind: 'missing-media', count: 2, points: 3 },
        { kind: 'descriptions', count: 1, points: 2 },
      ],
    ],
    [
      'a photo of which nothing is known',
      { text: '', media: [{ type: 'photo', alt: null }] },
      [{ kind: 'photos', count: 1, points: 12 }],
    ],
    [
      'what was liked more than usual',
      { text: '', likes: 253, retweets: 2 },
      [
        { kind: 'likes', count: 253, usual: 3, points: 24 },
        { kind: 'retweets', count: 2, usual: 0, points: 4 },
      ],
    ],
    ['what was liked as usual', { text: '', likes: 3, retweets: 0 }, []],
    ['what was liked less than usual', { text: '', likes: 0, retweets: 0 }, []],
    ['what nobody counted', { text: '', likes: null, retweets: null }, []],
    [
      'a thread that begins',
      { text: '', id: '7', thread: { id: '7', size: 3 } },
      [{ kind: 'thread-start', parts: 3, points: 6 }],
    ],
    [
      'a thread that goes on',
      { text: '', id: '8', kind: 'thread', thread: { id: '7', size: 3 } },
      [{ kind: 'thread-part', points: 2 }],
    ],
    [
      'a quote of oneself, whose link is no other link',
      { text: 'https://x.com/wren_writes/status/7', kind: 'quote', quotedHandle: 'WREN_writes' },
      [{ kind: 'quote-of-self', points: 6 }],
    ],
    [
      'a quote of oneself under a former name',
      { text: '', kind: 'quote', quotedHandle: 'wren2009', quotedPost: {} },
      [{ kind: 'quote-of-self', points: 6 }],
    ],
    ['a quote of somebody else', { text: '', kind: 'quote', quotedHandle: 'otter_eats' }, []],
    [
      'a bare mention',
      { text: '@otter_eats @marsh_light thanks!!', kind: 'reply' },
      [
        { kind: 'words', length: 6, points: 6 },
        { kind: 'reply-to-other', points: -17 },
        { kind: 'bare-mention', points: -8 },
      ],
    ],
    [
      'an answer that is a photo',
      { text: '@otter_eats this', kind: 'reply', media: [photo()] },
      [
        { kind: 'words', length: 4, points: 5 },
        { kind: 'photos', count: 1, points: 12 },
        { kind: 'reply-to-other', points: -17 },
      ],
    ],
    [
      'a retweet, whose counts are not one’s own',
      { text: 'RT @otter_eats: eels', kind: 'retweet', likes: 900, retweets: 900 },
      [
        { kind: 'words', length: 6, points: 6 },
        { kind: 'retweet-of-other', points: -35 },
      ],
    ],
    [
      'a retweet of what quotes oneself',
      { text: 'eels', kind: 'retweet', quotedHandle: 'wren_writes', quotedPost: {} },
      [
        { kind: 'words', length: 4, points: 5 },
        { kind: 'retweet-of-other', points: -35 },
      ],
    ],
    [
      'words before somebody else’s',
      { text: 'So true! RT @otter_eats: eels are best in November http://example.com/eels' },
      [
        { kind: 'words', length: 6, points: 6 },
        { kind: 'bare-mention', points: -8 },
      ],
    ],
    [
      'words that only end in RT',
      { text: 'Making ART @marsh_light with all of the other painters of the county' },
      [{ kind: 'words', length: 45, points: 16 }],
    ],
    [
      'what was said where a check-in is made, without one',
      { text: 'The eels are off today', client: 'foursquare' },
      [
        { kind: 'words', length: 18, points: 10 },
        { kind: 'check-in', points: -20 },
      ],
    ],
    [
      'a check-in by its link, whatever sent it',
      { text: "I'm at Tate Modern (Bankside, London) https://www.swarmapp.com/c/abc", client: 'Twitter for iOS' },
      [{ kind: 'check-in', points: -20 }],
    ],
    [
      'a badge',
      { text: 'I just unlocked the "Bender" badge on @foursquare! http://4sq.com/abc', client: 'foursquare' },
      [{ kind: 'check-in', points: -20 }],
    ],
    [
      'a check-in with words of one’s own',
      { text: 'Soup again (@ The Eel Pie) http://4sq.com/abc', client: 'Foursquare' },
      [
        { kind: 'words', length: 9, points: 7 },
        { kind: 'check-in', points: -20 },
      ],
    ],
    [
      'what a feed posted, which may be a title of one’s own',
      { text: 'How I built the boat http://example.com/boat', client: 'twitterfeed' },
      [
        { kind: 'words', length: 16, points: 10 },
        { kind: 'links', count: 1, points: 1 },
        { kind: 'automatic', points: -20 },
      ],
    ],
  ])('%s: each reason, and their sum as the score', (_what, draft, reasons) => {
    expect(reasonsFor(post(draft), LATER)).toEqual(reasons);
    expect(scoreOf(post(draft), LATER)).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
  });

  test('counts are silent where nothing is known of what is usual', () => {
    expect(reasonsFor(post({ text: '', likes: 900, retweets: 900 }), UNKNOWN_ENGAGEMENT)).toEqual([]);
  });
});

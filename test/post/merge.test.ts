import { describe, expect, test } from 'vitest';
import type { Media, Post } from '../../src/post/post.ts';
import { BARE_POST } from '../../src/post/bare-post.ts';
import { mergePosts } from '../../src/post/merge.ts';

const BARE: Post = {
  ...BARE_POST,
  id: '1197822773549191227',
  postedAt: Date.UTC(2019, 10, 22, 9, 53, 27),
  text: 'Hello',
};

const PHOTO: Media = {
  type: 'photo',
  url: 'https://pbs.twimg.com/media/a.jpg',
  alt: null,
  width: 800,
  height: 600,
  duration: null,
};

const OTHER: Media = { ...PHOTO, url: 'https://pbs.twimg.com/media/b.jpg' };
const VIDEO: Media = { ...PHOTO, type: 'video', url: 'https://video.twimg.com/a.mp4', duration: 12345 };

const FULL: Post = {
  ...BARE,
  kind: 'reply',
  spans: [{ type: 'hashtag', start: 0, end: 5, url: null }],
  media: [PHOTO],
  likes: 3,
  retweets: 1,
  replyToId: '17',
  replyToUserId: '5151',
  replyToHandle: 'otter_eats',
  quotedId: '16',
  quotedHandle: 'marsh_light',
  editOf: '15',
  networkId: '109372843234',
  url: 'https://example.social/@wren/109372843234',
  warning: 'birds',
  poll: { options: [{ text: 'Wren', votes: 3 }], multiple: false, voters: 3, endsAt: null },
  replyToUrl: 'https://example.social/@otter/15',
  quotedUrl: 'https://example.social/@marsh/16',
  audience: 'circle',
  communityId: '14',
  sensitive: true,
  lang: 'en',
  client: 'web',
  latitude: 53.3,
  longitude: 5.4,
  place: 'Terschelling',
};

describe('of the same tweet in two archives', () => {
  test('what only the older one has stays, field by field', () => {
    const { spans, ...rest } = FULL;
    expect(mergePosts(BARE, FULL)).toEqual({ ...rest, spans: [] });
    expect(spans).toHaveLength(1);
  });

  test('what only the newer one has is taken', () => {
    expect(mergePosts(FULL, BARE)).toEqual(FULL);
  });

  test('what both have is as the newer one has it', () => {
    const newer: Post = {
      ...FULL,
      text: 'Hello!',
      likes: 0,
      retweets: 2,
      replyToHandle: 'otter_snacks',
      quotedHandle: 'marsh',
      lang: 'und',
      client: 'Twitter',
      latitude: 0,
      longitude: 0,
      media: [OTHER],
    };
    expect(mergePosts(newer, FULL)).toEqual({ ...newer, media: [{ ...OTHER, otherUrls: [PHOTO.url] }] });
  });

  test('nothing changes when both are the same', () => {
    for (const tweet of [BARE, FULL]) expect(mergePosts(tweet, tweet)).toEqual(tweet);
  });
});

describe('its text', () => {
  const text = (extent: Post['extent'], words: string): Post => ({
    ...BARE,
    extent,
    text: words,
    spans: [{ type: 'hashtag', start: 0, end: words.length, url: null }],
  });

  test.each<[string, Post, Post, string]>([
    ['is the newer one', text('whole', 'new'), text('whole', 'old'), 'new'],
    ['is never the cut one, in the newer archive', text('cut', 'ne…'), text('whole', 'old'), 'old'],
    ['is never the cut one, in the older archive', text('whole', 'new'), text('cut', 'ol…'), 'new'],
    ['is the newer one when both are cut', text('cut', 'ne…'), text('cut', 'ol…'), 'ne…'],
    ['stays the long one that was joined to it', text('whole', 'new'), text('note', 'old and long'), 'old and long'],
    ['is the newer of two long ones', text('note', 'new and long'), text('note', 'old and long'), 'new and long'],
    ['is the long one', text('note', 'new and long'), text('whole', 'old'), 'new and long'],
    ['is never lost', text('whole', ''), text('whole', 'old'), 'old'],
    ['may always have been empty', text('whole', ''), text('whole', ''), ''],
  ])('the merged text %s', (_rule, newer, older, words) => {
    const found = mergePosts(newer, older);
    const source = [newer, older].find((tweet) => tweet.text === words);
    expect(found).toMatchObject({ text: words, spans: source?.spans, extent: source?.extent });
  });
});

describe('its time', () => {
  const date = { ...BARE, postedAt: Date.UTC(2009, 10, 22), dateOnly: true };
  const time = { ...BARE, postedAt: Date.UTC(2009, 10, 21, 23, 59), dateOnly: false };

  test.each([
    ['is the precise one, which is newer', time, date, time],
    ['is the precise one, which is older', date, time, time],
    ['is the newer of two precise ones', BARE, time, BARE],
    ['is the newer of two dates', date, { ...date, postedAt: 0 }, date],
  ])('the merged time %s', (_rule, newer, older, { postedAt, dateOnly }) => {
    expect(mergePosts(newer, older)).toMatchObject({ postedAt, dateOnly });
  });
});

describe('its kind', () => {
  test.each<[Post['kind'], Post['kind'], Post['kind']]>([
    ['post', 'post', 'post'],
    ['post', 'quote', 'quote'],
    ['post', 'reply', 'reply'],
    ['quote', 'post', 'quote'],
    ['quote', 'reply', 'reply'],
    ['reply', 'quote', 'reply'],
    ['reply', 'thread', 'thread'],
    ['thread', 'reply', 'thread'],
    ['retweet', 'post', 'retweet'],
    ['post', 'retweet', 'retweet'],
  ])('from %s, and %s in the older archive, is %s: the one that says more', (newer, older, kind) => {
    expect(mergePosts({ ...BARE, kind: newer }, { ...BARE, kind: older }).kind).toBe(kind);
  });
});

describe('its media', () => {
  test.each<[string, readonly Media[], readonly Media[], readonly Media[]]>([
    ['are never fewer', [PHOTO], [PHOTO, OTHER], [PHOTO, OTHER]],
    ['can be more', [PHOTO, OTHER], [PHOTO], [PHOTO, OTHER]],
    ['are the newer ones, and known by their old names', [OTHER], [PHOTO], [{ ...OTHER, otherUrls: [PHOTO.url] }]],
    [
      'keep all their names, the newest first',
      [{ ...PHOTO, url: 'c' }],
      [{ ...OTHER, otherUrls: [PHOTO.url] }],
      [{ ...PHOTO, url: 'c', otherUrls: [OTHER.url, PHOTO.url] }],
    ],
    [
      'keep the other names of the same one',
      [PHOTO],
      [{ ...PHOTO, otherUrls: ['c'] }],
      [{ ...PHOTO, otherUrls: ['c'] }],
    ],
    [
      'may be called as they were before',
      [PHOTO],
      [{ ...OTHER, otherUrls: [PHOTO.url] }],
      [{ ...PHOTO, otherUrls: [OTHER.url] }],
    ],
    ['are not mixed up where their order is another', [OTHER, PHOTO], [PHOTO, OTHER], [OTHER, PHOTO]],
    ['that are new ones beside the old ones have no other names', [OTHER, PHOTO], [PHOTO], [OTHER, PHOTO]],
    ['stay a video where the newer archive has only its still', [PHOTO], [VIDEO], [VIDEO]],
    ['become a video where the older archive had only its still', [VIDEO], [PHOTO], [VIDEO]],
    ['keep their description', [PHOTO], [{ ...PHOTO, alt: 'A heron' }], [{ ...PHOTO, alt: 'A heron' }]],
    [
      'take a new description',
      [{ ...PHOTO, alt: 'Herons' }],
      [{ ...PHOTO, alt: 'A heron' }],
      [{ ...PHOTO, alt: 'Herons' }],
    ],
    ['keep their size', [{ ...VIDEO, width: null, height: null, duration: null }], [VIDEO], [VIDEO]],
    [
      'of which one has no size take it from none of another name',
      [{ ...OTHER, width: null }],
      [PHOTO],
      [{ ...OTHER, width: null, otherUrls: [PHOTO.url] }],
    ],
  ])('the merged media %s', (_rule, newer, older, media) => {
    expect(mergePosts({ ...BARE, media: newer }, { ...BARE, media: older }).media).toEqual(media);
  });
});

// What the records of a repository mean.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../../src/archive/bluesky/post-record.ts';
import { tidTime, timeOf } from '../../../src/archive/bluesky/times.ts';
import { internalId } from '../../../src/archive/network/ids.ts';
import type { Post } from '../../../src/post/post.ts';
import { tidAt, WREN_DID } from '../../support/bluesky.ts';

const WREN = { id: WREN_DID, handle: 'wren.example' };
const MADE = '2024-11-22T10:53:27.123Z';
const KEY = tidAt(MADE);
const OTTER = 'did:plc:otter';
const CID = 'bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy';

function parse(record: object, path = `app.bsky.feed.post/${KEY}`): Post {
  const parsed = parseRecord(path, { text: 'The heron is back.', createdAt: MADE, ...record }, WREN);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function at(did: string, key: string, collection = 'app.bsky.feed.post'): object {
  return { uri: `at://${did}/${collection}/${key}`, cid: 'bafyreia' };
}

function embed(type: string, fields: object): object {
  return { embed: { $type: `app.bsky.embed.${type}`, ...fields } };
}

const blob = { $type: 'blob', ref: { $link: CID }, mimeType: 'image/jpeg', size: 1 };

describe('a post', () => {
  test('has its own id, key and address', () => {
    expect(parse({ langs: ['nl', 'en'], via: 'Skeets' })).toMatchObject({
      id: internalId('bluesky', WREN_DID, KEY),
      networkId: KEY,
      url: `https://bsky.app/profile/${WREN_DID}/post/${KEY}`,
      postedAt: Date.parse(MADE),
      kind: 'post',
      text: 'The heron is back.',
      spans: [],
      extent: 'whole',
      audience: 'public',
      lang: 'nl',
      client: 'Skeets',
      sensitive: false,
      warning: null,
      media: [],
      likes: null,
    });
  });

  test.each(['porn', 'sexual', 'nudity', 'graphic-media'])('is sensitive when its author says %s', (val) => {
    const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val }] };
    expect(parse({ labels }).sensitive).toBe(true);
  });

  test('is not sensitive for hiding from those without an account', () => {
    expect(parse({ labels: { values: [{ val: '!no-unauthenticated' }] } }).sensitive).toBe(false);
  });

  test('without a text, or without a date, is a problem', () => {
    expect(parseRecord(`app.bsky.feed.post/${KEY}`, { createdAt: MADE }, WREN)).toEqual({
      ok: false,
      problem: `app.bsky.feed.post/${KEY} has no text`,
    });
    expect(parseRecord('app.bsky.feed.post/first', { text: 'Hello', createdAt: 'yesterday' }, WREN)).toEqual({
      ok: false,
      problem: 'app.bsky.feed.post/first has no usable date',
    });
  });

  test.each([undefined, null, 'text', 7, []])('of no fields is a problem: %j', (record) => {
    expect(parseRecord(`app.bsky.feed.post/${KEY}`, record, WREN).ok).toBe(false);
  });
});

describe('a reply', () => {
  test('to oneself is a thread', () => {
    const parent = tidAt('2024-11-22T10:50:00Z');
    const reply = { root: at(OTTER, '3aaa'), parent: at(WREN_DID, parent) };
    expect(parse({ reply })).toMatchObject({
      kind: 'thread',
      replyToId: internalId('bluesky', WREN_DID, parent),
      replyToUrl: `https://bsky.app/profile/${WREN_DID}/post/${parent}`,
    });
  });

  test('to somebody else has the address of what it replies to', () => {
    const reply = { root: at(WREN_DID, '3aaa'), parent: at(OTTER, '3bbb') };
    const url = `https://bsky.app/profile/${OTTER}/post/3bbb`;
    expect(parse({ reply })).toMatchObject({ kind: 'reply', replyToId: null, replyToUrl: url });
  });

  test('to who knows what is a reply nevertheless', () => {
    expect(parse({ reply: { parent: { uri: 'https://example.com' } } })).toMatchObject({
      kind: 'reply',
      replyToUrl: null,
    });
  });
});

describe('below the text', () => {
  test('pictures have their descriptions and sizes', () => {
    const images = [
      { image: blob, alt: 'A heron', aspectRatio: { width: 1200, height: 900 } },
      { image: { cid: CID, mimeType: 'image/png' }, alt: '' },
      { image: null, alt: 'gone' },
    ];
    const url = `https://cdn.bsky.app/img/feed_fullsize/plain/${WREN_DID}/${CID}@jpeg`;
    expect(parse(embed('images', { images })).media).toEqual([
      { type: 'photo', url, alt: 'A heron', width: 1200, height: 900, duration: null },
      { type: 'photo', url, alt: null, width: null, height: null, duration: null },
    ]);
  });

  test('a film is one', () => {
    expect(parse(embed('video', { video: blob, alt: 'It lands' })).media).toMatchObject([
      { type: 'video', alt: 'It lands' },
    ]);
  });

  test('a card is a link behind the text, unless it is in there', () => {
    const uri = 'https://example.com/herons/';
    const card = embed('external', { external: { uri, title: 'Herons', description: '' } });
    expect(parse(card)).toMatchObject({
      text: `The heron is back. ${uri}`,
      spans: [{ type: 'link', start: 19, end: 19 + uri.length, url: uri }],
    });
    expect(parse({ ...card, text: '' }).text).toBe(uri);
    const features = [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://www.example.com/herons' }];
    const written = { text: 'Read this', facets: [{ index: { byteStart: 5, byteEnd: 9 }, features }] };
    expect(parse({ ...card, ...written }).text).toBe('Read this');
  });

  test('a post is a quote, of oneself or of somebody else', () => {
    expect(parse(embed('record', { record: at(OTTER, '3bbb') }))).toMatchObject({
      kind: 'quote',
      quotedId: null,
      quotedUrl: `https://bsky.app/profile/${OTTER}/post/3bbb`,
    });
    expect(parse(embed('record', { record: at(WREN_DID, '3ccc') }))).toMatchObject({
      kind: 'quote',
      quotedId: internalId('bluesky', WREN_DID, '3ccc'),
      quotedHandle: 'wren.example',
    });
  });

  test('a post and pictures are both', () => {
    const both = {
      record: { record: at(OTTER, '3bbb') },
      media: { $type: 'app.bsky.embed.images', images: [{ image: blob, alt: 'x' }] },
    };
    expect(parse(embed('recordWithMedia', both))).toMatchObject({ kind: 'quote', media: [{ alt: 'x' }] });
  });

  test('a list, a feed or a starter pack is a link', () => {
    const feed = embed('record', { record: at(OTTER, 'birds', 'app.bsky.feed.generator') });
    expect(parse(feed)).toMatchObject({
      kind: 'post',
      text: `The heron is back. https://bsky.app/profile/${OTTER}/feed/birds`,
    });
  });

  test('what nobody has heard of is nothing', () => {
    expect(parse({ embed: { $type: 'app.bsky.embed.hologram', cube: 7 } })).toMatchObject({ kind: 'post', media: [] });
  });
});

describe('a repost', () => {
  const path = `app.bsky.feed.repost/${KEY}`;

  test('has the address of what was reposted as its text', () => {
    const url = `https://bsky.app/profile/${OTTER}/post/3bbb`;
    const subject = at(OTTER, '3bbb');
    expect(parse({ text: undefined, subject, via: at(OTTER, '3ccc', 'app.bsky.feed.repost') }, path)).toMatchObject({
      kind: 'retweet',
      networkId: path,
      url,
      text: url,
      spans: [{ type: 'link', start: 0, end: url.length, url }],
      client: null,
    });
  });

  test('is not the post with the same key', () => {
    expect(parse({ subject: at(OTTER, '3bbb') }, path).id).not.toBe(parse({}).id);
  });

  test('of nothing is a problem', () => {
    expect(parseRecord(path, { createdAt: MADE }, WREN)).toEqual({
      ok: false,
      problem: `${path} doesn't say what was reposted`,
    });
  });
});

describe('the time of a post', () => {
  test.each([
    ['2024-11-22T10:53:27.123Z', MADE],
    ['2024-11-22T10:53:27Z', '2024-11-22T10:53:27Z'],
    ['2024-11-22T10:53:27.123456789Z', MADE],
    ['2024-11-22T19:53:27+09:00', '2024-11-22T10:53:27Z'],
    ['2024-11-22T19:53:27.1+0900', '2024-11-22T10:53:27.100Z'],
    ['2024-11-22T10:53:27', '2024-11-22T10:53:27Z'],
    ['2024-11-22T10:53Z', '2024-11-22T10:53:00Z'],
    // A tweet that was carried over.
    ['2013-05-06T07:08:09Z', '2013-05-06T07:08:09Z'],
  ])('is what it says: %s', (said, time) => {
    expect(timeOf(said, KEY)).toBe(Date.parse(time));
  });

  test.each([
    '2005-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2024-11-22T10:53:28Z',
    '2087-01-01T00:00:00Z',
    '2024-02-30T10:00:00Z',
    '2024-13-01T10:00:00Z',
    'yesterday',
    '',
    null,
    7,
  ])('is that of its key where %j can not be', (said) => {
    expect(timeOf(said, KEY)).toBe(Date.parse(MADE));
  });

  test('is what it says where the key is no time', () => {
    for (const key of ['self', 'my-first-post', '3l', 'zzzzzzzzzzzzz', '2222222222222']) {
      expect(tidTime(key)).toBeNull();
      expect(timeOf('2024-11-22T10:53:27Z', key)).toBe(Date.parse('2024-11-22T10:53:27Z'));
      expect(timeOf('1999-01-01T00:00:00Z', key)).toBeNull();
    }
  });

  test('is in keys as the servers make them', () => {
    for (const made of ['2022-11-17T00:35:16.391Z', MADE, '2026-01-01T00:00:00Z'])
      expect(tidTime(tidAt(made))).toBe(Date.parse(made));
  });
});

test('whatever a record has in its fields, it is a post or a problem', () => {
  const uri = fc.oneof(fc.webUrl(), fc.string(), fc.constant(`at://${WREN_DID}/app.bsky.feed.post/${KEY}`));
  const value = fc.oneof(fc.anything({ maxDepth: 3 }), fc.record({ uri }), fc.record({ parent: fc.record({ uri }) }));
  const names = ['text', 'createdAt', 'facets', 'reply', 'embed', 'labels', 'langs', 'via', 'subject', 'tags'];
  const fields = fc.dictionary(fc.constantFrom(...names), value);
  const type = fc.constantFrom('images', 'gallery', 'video', 'external', 'record', 'recordWithMedia');
  const below = fc.tuple(type, fc.dictionary(fc.constantFrom('images', 'media', 'video', 'external', 'record'), value));
  fc.assert(
    fc.property(fields, below, fc.constantFrom('post', 'repost'), (record, [kind, contents], collection) => {
      const all = { createdAt: MADE, text: 'The heron.', ...embed(kind, contents), ...record };
      const parsed = parseRecord(`app.bsky.feed.${collection}/${KEY}`, all, WREN);
      if (parsed.ok) expect(JSON.parse(JSON.stringify(parsed.value))).toEqual(parsed.value);
      else expect(parsed.problem).toContain(KEY);
    }),
    { numRuns: 500 },
  );
});

// What records of outboxes mean: Mastodon's of each time, and those of what writes the same.

import { describe, expect, test } from 'vitest';
import { internalId } from '../../../src/archive/network/ids.ts';
import type { PostRecord } from '../../../src/archive/network/format.ts';
import { OutboxReader } from '../../../src/archive/mastodon/outbox.ts';
import type { Post } from '../../../src/post/post.ts';
import { addressOf, boosted, created, FINCH, outboxFile, statusId, type StatusDraft } from '../../support/mastodon.ts';

const AT = '2023-03-04T05:06:07Z';
const OWNER = { id: FINCH.id, handle: FINCH.handle, name: null };

function recordsOf(items: readonly object[], direct = true): readonly PostRecord[] {
  const reader = new OutboxReader(OWNER, { direct });
  return [...reader.read(Buffer.from(outboxFile(items))), ...reader.end()];
}

function postsOf(...items: readonly object[]): Post[] {
  return recordsOf(items).map((record) => {
    if (record.ok !== true) throw new Error(record.ok === false ? record.problem : 'it was left out');
    return record.value;
  });
}

function post(fields: object, draft: Partial<StatusDraft> = {}): Post {
  const [found] = postsOf(created({ at: AT, content: '<p>x</p>', ...draft, fields }));
  if (!found) throw new Error('there is no post');
  return found;
}

function problemOf(item: object): string | null {
  const [record] = recordsOf([item]);
  return record?.ok === false ? record.problem : null;
}

function idOf(networkId: string): string {
  return internalId('mastodon', FINCH.handle, networkId);
}

describe('kinds', () => {
  const [parent, other] = [addressOf({ at: AT }), 'https://far.example/users/otter/statuses/5'];

  test('are told by what a post answers and quotes', () => {
    expect(post({})).toMatchObject({ kind: 'post', replyToId: null, replyToUrl: null });
    expect(post({ inReplyTo: parent }, { at: '2023-03-04T06:00:00Z' })).toMatchObject({
      ...{ kind: 'thread', replyToId: idOf(statusId(AT)), replyToHandle: FINCH.handle, replyToUrl: parent },
    });
    expect(post({ inReplyTo: other })).toMatchObject({
      kind: 'reply',
      replyToId: null,
      replyToHandle: 'otter@far.example',
      replyToUrl: other,
    });
    for (const field of ['quote', 'quoteUri', '_misskey_quote']) {
      expect(post({ [field]: other })).toMatchObject({
        kind: 'quote',
        quotedUrl: other,
        quotedHandle: 'otter@far.example',
      });
    }
    expect(post({ quote: parent }, { at: '2023-03-04T06:00:00Z' })).toMatchObject({
      kind: 'quote',
      quotedId: idOf(statusId(AT)),
      quotedUrl: parent,
    });
    expect(post({ quote: other, inReplyTo: other }).kind).toBe('reply');
  });

  test('of boosts, also of own posts, have the address of what was boosted', () => {
    for (const address of [other, parent]) {
      const [boost] = postsOf(boosted('2023-03-05T00:00:00Z', address));
      expect(boost).toMatchObject({
        kind: 'retweet',
        text: address,
        url: address,
        networkId: statusId('2023-03-05T00:00:00Z'),
      });
      expect(boost?.spans).toEqual([{ type: 'link', start: 0, end: address.length, url: address }]);
    }
  });

  test('of what begins with a name whose post was deleted is a reply', () => {
    const content = '<p><a href="https://example.social/@otter" class="u-url mention">@<span>otter</span></a> hi</p>';
    expect(post({}, { content })).toMatchObject({
      kind: 'reply',
      replyToHandle: 'otter@example.social',
      text: '@otter hi',
    });
  });

  test('of threads are known by addresses that have no name in them', () => {
    const pleroma = (uuid: string, more: object): object => ({
      ...created({ at: AT, content: uuid, fields: { id: `https://example.social/objects/${uuid}`, ...more } }),
    });
    const [, second] = postsOf(pleroma('a-1', {}), pleroma('a-2', { inReplyTo: 'https://example.social/objects/a-1' }));
    expect(second).toMatchObject({ kind: 'thread', networkId: 'a-2', replyToId: idOf('a-1') });
    const numbered = 'https://example.social/ap/users/123/statuses/';
    const [, third] = postsOf(
      pleroma('x', { id: `${numbered}1` }),
      pleroma('y', { id: `${numbered}2`, inReplyTo: `${numbered}1` }),
    );
    expect(third).toMatchObject({ kind: 'thread', replyToId: idOf('1') });
  });

  test('of threads and quotes are known in whichever order their posts come', () => {
    const pleroma = (uuid: string, more: object): object => ({
      ...created({ at: AT, content: uuid, fields: { id: `https://example.social/objects/${uuid}`, ...more } }),
    });
    const at = (uuid: string): string => `https://example.social/objects/${uuid}`;
    const posts = postsOf(
      pleroma('c-3', { inReplyTo: at('b-2') }),
      pleroma('b-2', { inReplyTo: at('a-1') }),
      pleroma('d-4', { quoteUrl: at('a-1') }),
      pleroma('e-5', { inReplyTo: at('by-a-neighbour') }),
      pleroma('a-1', {}),
    );
    expect(Object.fromEntries(posts.map((one) => [one.networkId, [one.kind, one.replyToId ?? one.quotedId]]))).toEqual({
      'a-1': ['post', null],
      'b-2': ['thread', idOf('a-1')],
      'c-3': ['thread', idOf('b-2')],
      'd-4': ['quote', idOf('a-1')],
      'e-5': ['reply', null],
    });
    // Each comes with what it waited for, so that few wait at a time in a large file.
    expect(posts.map(({ networkId }) => networkId)).toEqual(['c-3', 'a-1', 'b-2', 'd-4', 'e-5']);
  });
});

test('whom it was for', () => {
  for (const audience of ['public', 'unlisted', 'followers', 'direct'] as const) {
    expect(post({}, { audience }).audience).toBe(audience);
  }
  expect(post({ to: 'as:Public', cc: [] }).audience).toBe('public');
  const [left] = recordsOf([created({ at: AT, audience: 'direct' })], false);
  expect(left).toEqual({ ok: null, leftOut: 'direct' });
});

describe('times', () => {
  test('are what the post says, unless that is later than its number', () => {
    expect(post({ published: '2023-03-04T05:06:08Z' }).postedAt).toBe(Date.parse('2023-03-04T05:06:08Z'));
    expect(post({ published: '2013-03-04T05:06:08Z' }).postedAt).toBe(Date.parse('2013-03-04T05:06:08Z'));
    for (const published of ['2023-03-04T05:08:08Z', '1970-01-01T00:00:00Z']) {
      expect(post({ published }).postedAt).toBe(Date.parse(AT));
    }
    expect(post({ published: null }).postedAt).toBe(Date.parse(AT));
    const old = { id: '12345', at: '2017-01-02T03:04:05Z' };
    expect(post({}, old)).toMatchObject({ networkId: '12345', postedAt: Date.parse(old.at) });
    const ulid = { id: '01GTP4C5XR9Z8Y7W6V5T4S3R2Q', at: '2023-03-04T05:06:07Z' };
    expect(post({}, ulid)).toMatchObject({ networkId: ulid.id });
    expect(post({ published: '2023-03-04T06:06:07+01:00' }).postedAt).toBe(Date.parse(AT));
  });

  test('that are none are a problem', () => {
    for (const published of ['yesterday', '2023-02-30T00:00:00Z', null, 7]) {
      const item = { ...created({ at: AT, id: '77', fields: { published } }), published };
      expect(problemOf(item)).toBe('post 77 has no usable date');
    }
  });
});

test('polls', () => {
  const choices = [
    { type: 'Note', name: 'Tea &amp; milk', replies: { totalItems: 3 } },
    { type: 'Note', name: 'Coffee' },
  ];
  expect(post({ type: 'Question', oneOf: choices, endTime: '2023-03-05T00:00:00Z', votersCount: 3 }).poll).toEqual({
    options: [
      { text: 'Tea & milk', votes: 3 },
      { text: 'Coffee', votes: null },
    ],
    ...{ multiple: false, voters: 3, endsAt: Date.parse('2023-03-05T00:00:00Z') },
  });
  expect(post({ type: 'Question', anyOf: choices }).poll).toMatchObject({ multiple: true, voters: null, endsAt: null });
});

test('warnings cover notes; of articles the summary is none', () => {
  expect(post({ summary: 'Food & drink', sensitive: true })).toMatchObject({
    warning: 'Food & drink',
    sensitive: true,
  });
  expect(post({ summary: '' }).warning).toBeNull();
  expect(post({ type: 'Article', name: 'A title', summary: 'In short' })).toMatchObject({
    warning: null,
    text: 'A title\n\nx',
  });
});

test('languages', () => {
  for (const [written, lang] of [
    ['de', 'de'],
    ['zhCn', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
    ['pt_BR', 'pt-BR'],
    ['???', null],
  ] as const) {
    expect(post({ contentMap: { [written]: '<p>x</p>' } }).lang).toBe(lang);
  }
});

test('media are photos, films and sounds; anything else becomes a link', () => {
  const attachment = [
    { type: 'Document', mediaType: 'image/png', url: '/media_attachments/a.png', name: 'A', width: 3, height: 2 },
    { type: 'Document', mediaType: 'video/mp4', url: '/media_attachments/b.mp4', name: null },
    { type: 'Document', mediaType: 'audio/mpeg', url: '/media_attachments/c.mp3' },
    { type: 'Document', url: [{ type: 'Link', mediaType: 'image/jpeg', href: 'https://example.social/media/d' }] },
    { type: 'Document', mediaType: 'application/pdf', url: 'https://example.social/e.pdf' },
  ];
  const { media, text } = post({ attachment, content: '' });
  expect(media.map(({ type, url, alt }) => [type, url, alt])).toEqual([
    ['photo', '/media_attachments/a.png', 'A'],
    ['video', '/media_attachments/b.mp4', null],
    ['video', '/media_attachments/c.mp3', null],
    ['photo', 'https://example.social/media/d', null],
  ]);
  expect(text).toContain('https://example.social/e.pdf');
});

test('what describes no picture is no description, and sizes may stand with the address', () => {
  const link = {
    type: 'Link',
    mediaType: 'image/png',
    href: 'https://example.social/media/eel.png',
    width: 60,
    height: 40,
  };
  const [named, described] = ['eel.png', 'An eel'].map((name) =>
    post({ attachment: { type: 'Document', mediaType: 'image/png', name, url: [link] } }),
  );
  expect(named?.media).toMatchObject([{ alt: null, width: 60, height: 40 }]);
  expect(described?.media).toMatchObject([{ alt: 'An eel' }]);
});

test('the address of a page that is shown below a post is written once', () => {
  const card = { type: 'Link', href: 'https://example.org/a.jpg?b=1&c=2' };
  const content = '<p>Look: <a href="https://example.org/a.jpg?b=1&amp;c=2">a.jpg?b=1…</a></p>';
  const { text, media } = post({ attachment: [card] }, { content });
  expect({ text: text.match(/c=2/g), media }).toEqual({ text: ['c=2'], media: [] });
  expect(post({ attachment: [{ type: 'Link', href: 'https://example.org' }] }, { content }).text).toMatch(
    /c=2\S*\n\nhttps:\/\/example\.org$/,
  );
});

test('people who are mentioned alone, not in a list, are those that an answer is for', () => {
  const inReplyTo = 'https://pages.weir.example/ap/users/116/statuses/5';
  const tag = { type: 'Mention', href: 'https://pages.weir.example/ap/users/116', name: '@otter@weir.example' };
  expect(post({ inReplyTo, tag })).toMatchObject({ kind: 'reply', replyToHandle: 'otter@weir.example' });
});

test('the only one who is mentioned from the server of an address without a name is the one that an answer is for', () => {
  const inReplyTo = 'https://weir.example/objects/5f0c';
  const otter = { type: 'Mention', href: 'https://weir.example/users/otter', name: '@otter@weir.example' };
  const heron = { type: 'Mention', href: 'https://far.example/users/heron', name: '@heron@far.example' };
  const vole = { type: 'Mention', href: 'https://weir.example/users/vole', name: '@vole@weir.example' };
  expect(post({ inReplyTo, tag: [heron, otter] })).toMatchObject({ replyToHandle: 'otter@weir.example' });
  expect(post({ inReplyTo, tag: [vole, otter] })).toMatchObject({ kind: 'reply', replyToHandle: null });
});

test('a post may be the only thing in a list', () => {
  const { object, ...activity } = created({ at: AT, content: '<p>Alone in it</p>' }) as { object: object };
  expect(postsOf({ ...activity, object: [object] })).toMatchObject([{ text: 'Alone in it', audience: 'public' }]);
});

test('counts are there where the archive has them', () => {
  expect(post({})).toMatchObject({ likes: null, retweets: null });
  expect(post({ likes: { totalItems: 5 }, shares: { totalItems: 0 } })).toMatchObject({ likes: 5, retweets: 0 });
});

test('what is no post is passed over, and what can not be read is a problem', () => {
  expect(
    recordsOf([
      { type: 'Like', id: 'x', object: 'y' },
      { type: 'Create', id: 'x', object: { type: 'Answer' } },
      {
        type: 'Update',
        id: 'x',
        object: { type: 'Person', id: FINCH.id, published: AT, summary: '<p>Of the weir</p>' },
      },
    ]),
  ).toEqual([]);
  expect(problemOf({ type: 'Create', id: 'x', object: 'https://example.social/1' })).toBe('it has no post in it');
  expect(problemOf(created({ at: AT, id: '7', fields: { content: null, contentMap: null } }))).toBe(
    'post 7 has no text',
  );
  expect(
    problemOf({ type: 'Announce', id: 'https://example.social/x/9', published: AT, to: [], object: null }),
  ).toMatch(/^boost 9 has no address/);
});

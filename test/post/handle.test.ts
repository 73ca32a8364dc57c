import { describe, expect, test } from 'vitest';
import { postUrl, profileUrl, quotedUrl, repliedUrl } from '../../src/post/addresses.ts';
import { internalId } from '../../src/archive/network/ids.ts';
import { isForFew, narrower } from '../../src/post/audience.ts';
import {
  accountsCalled,
  handleOfProfile,
  isSameHandle,
  mentionedHandles,
  parseHandle,
  serverOf,
  withoutServer,
} from '../../src/post/handle.ts';
import { isMadeId, publicId } from '../../src/post/id.ts';
import { memory } from '../support/memory.ts';

describe('a handle', () => {
  test.each([
    ['jack', 'jack'],
    ['@wren_writes', 'wren_writes'],
    ['wren@example.social', 'wren@example.social'],
    ['@wren.b@example.social', 'wren.b@example.social'],
    ['@wren@例え.jp', 'wren@例え.jp'],
    ['wren.bsky.social', 'wren.bsky.social'],
    ['@wren-writes.example.org', 'wren-writes.example.org'],
  ])('may be written as %s', (written, handle) => {
    expect(parseHandle(written)).toBe(handle);
  });

  test.each([
    '',
    '@',
    'a handle',
    'wren@',
    '@wren@example',
    'wren@example.social/',
    '-wren.bsky.social',
    'wren.',
    '.social',
  ])('is not %j', (written) => {
    expect(parseHandle(written)).toBeNull();
  });

  test.each([
    ['jack', null, 'jack', 'https://x.com/jack'],
    ['wren.b@example.social', 'example.social', 'wren.b', 'https://example.social/@wren.b'],
    ['wren.bsky.social', null, 'wren', 'https://bsky.app/profile/wren.bsky.social'],
  ])('%s has its server, its name and its profile', (handle, server, name, profile) => {
    expect([serverOf(handle), withoutServer(handle), profileUrl(handle)]).toEqual([server, name, profile]);
  });

  test.each([
    ['https://example.social/@wren', 'wren@example.social'],
    ['https://example.social/users/wren', 'wren@example.social'],
    ['https://bsky.app/profile/wren.bsky.social', 'wren.bsky.social'],
    ['https://x.com/wren_writes', null],
    ['https://example.social/@wren/109372843234', null],
  ])('stands in the profile %s: %s', (url, handle) => {
    expect(handleOfProfile(url)).toBe(handle);
  });

  test('is mentioned as it is written, and with its server', () => {
    const spans = [
      { type: 'mention', start: 0, end: 6, url: 'https://example.social/@otter' },
      { type: 'mention', start: 7, end: 12, url: 'https://x.com/heron' },
    ] as const;
    expect(mentionedHandles({ text: '@otter @hero', spans })).toEqual(['otter', 'otter@example.social', 'hero']);
  });

  test.each([
    ['Jack', 'jack', true],
    ['wren@bücher.example', 'Wren@xn--bcher-kva.example', true],
    ['wren@BÜCHER.example', 'wren@bücher.example', true],
    ['wren@bücher.example', 'wren@bucher.example', false],
    ['wren@ü..example', 'wren@ü..example', true],
  ])('%s and %s: the same is %j', (one, other, isSame) => {
    expect(isSameHandle(one, other)).toBe(isSame);
  });

  test('means an account by its whole, or else by its name without a server', () => {
    const all = ['wren', 'otter@example.social', 'otter.bsky.social', 'heron@example.social'].map((handle) => ({
      handle,
    }));
    const called = (handle: string): string[] => accountsCalled(all, handle).map((one) => one.handle);
    expect(called('WREN')).toEqual(['wren']);
    expect(called('heron')).toEqual(['heron@example.social']);
    expect(called('otter')).toEqual(['otter@example.social', 'otter.bsky.social']);
    expect(called('otter.bsky.social')).toEqual(['otter.bsky.social']);
    expect(called('marsh')).toEqual([]);
  });
});

describe('an id', () => {
  test('is made of the account and the id that the network has, whatever the case of the account', () => {
    const id = internalId('mastodon', 'wren@example.social', '109372843234');
    expect(id).toBe(internalId('mastodon', 'Wren@Example.social', '109372843234'));
    expect(id).not.toBe(internalId('mastodon', 'wren@example.org', '109372843234'));
    expect(id).not.toBe(internalId('bluesky', 'wren@example.social', '109372843234'));
  });

  test('that is made is none of Twitter, and SQLite can hold it', () => {
    for (let index = 0; index < 500; index += 1) {
      const id = internalId('bluesky', 'did:plc:wren', `3k${index}`);
      expect(isMadeId(id)).toBe(true);
      expect(BigInt(id) < 2n ** 63n).toBe(true);
    }
    expect(['20', '1860035540074631261', '4611686018427387903'].map(isMadeId)).toEqual([false, false, false]);
    expect(isMadeId('4611686018427387904')).toBe(true);
  });

  test('that others know is that of the network', () => {
    expect(publicId({ id: '20', networkId: null })).toBe('20');
    expect(publicId({ id: '4611686018427387904', networkId: '3kabc' })).toBe('3kabc');
  });
});

test('addresses are those of the archive, or made of what is known of a tweet', () => {
  const url = 'https://example.social/@wren/7';
  expect(postUrl(memory({ id: '20' }))).toBe('https://x.com/wren_writes/status/20');
  expect(postUrl(memory({ id: '20', url }))).toBe(url);
  expect(repliedUrl(memory({ replyToId: '5', replyToHandle: 'otter' }))).toBe('https://x.com/otter/status/5');
  expect(repliedUrl(memory({ replyToId: '4611686018427387904', replyToUrl: url }))).toBe(url);
  expect(quotedUrl(memory({ quotedId: '5' }))).toBe('https://x.com/i/status/5');
  expect([repliedUrl(memory()), quotedUrl(memory({ quotedUrl: url }))]).toEqual([null, url]);
});

test('of two audiences the narrower one is believed', () => {
  expect(narrower('public', 'followers')).toBe('followers');
  expect(narrower('direct', 'unlisted')).toBe('direct');
  expect((['public', 'unlisted', 'circle', 'followers', 'direct'] as const).map(isForFew)).toEqual([
    ...[false, false, true, true, true],
  ]);
});

// What each network calls things, and where else a memory is, in the terminal, on pages, in mails and feeds.

import { describe, expect, test } from 'vitest';
import { dayEmail } from '../../src/digest/email/day-mail.ts';
import { feedText } from '../../src/feed/atom-xml.ts';
import type { AlsoAt, Memory } from '../../src/library/memory.ts';
import { albumOfDays, singleAlbum } from '../../src/views/make-album.ts';
import { countNounOf } from '../../src/views/network-words.ts';
import { pluralize } from '../../src/text/numbers-and-dates.ts';
import { albumTitle } from '../../src/views/album-words.ts';
import { postCard } from '../../src/views/page/post-card.ts';
import { postDetails } from '../../src/views/post-details.ts';
import { postObject } from '../../src/views/post-json.ts';
import { factsOf, factWords } from '../../src/views/post-words.ts';
import { terminalView } from '../../src/views/terminal/album.ts';
import { dayWith, memory, photo, terminal, TODAY } from '../support/memory.ts';

const TOOT_URL = 'https://example.social/@finch/109';
const COUNTED = { likes: 3, retweets: 1 };
const TWEET = memory({ ...COUNTED, text: 'A tweet about the heron' });
const TOOT = memory({
  ...{ ...COUNTED, id: '4700000000000000001', networkId: '109', url: TOOT_URL, network: 'mastodon' },
  ...{ account: 'finch@example.social', text: 'A post about the weir' },
});
const SKY = memory({
  ...{ likes: 1, retweets: 2, id: '4700000000000000002', network: 'bluesky' },
  ...{ url: 'https://bsky.app/profile/wren.example/post/3k', account: 'wren.example', text: 'A post of the sky' },
});

function printed(posts: readonly Memory[], hyperlinks = false): string {
  return terminalView(albumOfDays([dayWith(posts)]), terminal({ hyperlinks }));
}

function page(post: Memory, withNetwork = true): string {
  const look = { timeZone: 'UTC', withAccount: true, withNetwork, photos: new Map(), showSensitive: false };
  return postCard([post], { ...look, addressOfFile: (file) => file }).toString();
}

function mail(posts: readonly Memory[]): string {
  return dayEmail([dayWith(posts)], { photos: new Map(), showSensitive: false, notices: [], footer: [] }).html;
}

function feed(post: Memory): string {
  const year = { year: 2019, posts: [post], omitted: 0 };
  const day = { id: 'x', date: TODAY, years: [year], count: 1, beganAt: 0 };
  return feedText({ id: 'x', accounts: [], days: [day], beganAt: 0, timeZone: 'UTC' });
}

describe('numbers', () => {
  test.each<[string, Memory, string[]]>([
    ['Twitter', TWEET, ['3 likes', '1 retweet']],
    ['Mastodon', TOOT, ['3 favourites', '1 boost']],
    ['Bluesky', SKY, ['1 like', '2 reposts']],
  ])('of %s have its words', (_, post, words) => {
    expect(factsOf(post).map(factWords)).toEqual(words);
    for (const each of words) {
      expect(page(post).replaceAll(/<[^>]*>/g, '')).toContain(each);
      expect(mail([post])).toContain(each);
    }
  });

  test.each([
    [['wren_writes'], '1 retweet, 2 retweets, 3 likes'],
    [['wren@example.social', 'wren@far.example'], '1 boost, 2 boosts, 3 favourites'],
    [['wren.bsky.social', 'wren_writes'], '1 retweet or repost, 2 retweets and reposts, 3 likes'],
    [
      ['wren.bsky.social', 'wren_writes', 'wren@example.social'],
      '1 retweet, boost or repost, 2 retweets, boosts and reposts, 3 likes and favourites',
    ],
  ])('over the accounts %j have the words of their networks', (handles, words) => {
    const [retweets, likes] = [countNounOf(handles, 'retweets'), countNounOf(handles, 'likes')];
    expect([pluralize(1, ...retweets), pluralize(2, ...retweets), pluralize(3, ...likes)].join(', ')).toBe(words);
  });

  test('of one post have them in its details too', () => {
    const names = postDetails(TOOT, [TOOT], 'UTC', []).map((note) => note.type === 'detail' && note.name);
    expect(names).toEqual(expect.arrayContaining(['favourites', 'boosts']));
    expect(postDetails({ ...SKY, kind: 'retweet' }, [], 'UTC', [])).toContainEqual({
      ...{ type: 'detail', name: 'kind', value: ['repost'] },
    });
  });
});

test('what others wrote is boosted or reposted; a retweet says so itself', () => {
  expect(printed([{ ...TOOT, kind: 'retweet' }])).toContain('boosted\n');
  expect(printed([{ ...SKY, kind: 'retweet' }])).toContain('reposted\n');
  const retweet = printed([{ ...TWEET, kind: 'retweet' }]);
  expect(retweet).toBe(printed([TWEET]));
});

test('only a tweet is called a tweet', () => {
  const titleOf = (post: Memory): string =>
    albumTitle(singleAlbum('post', post, { today: TODAY, timeZone: 'UTC' }).occasion);
  expect([TWEET, TOOT, SKY].map(titleOf)).toEqual(['A tweet', 'A post', 'A post']);
  expect(page(TWEET)).toContain('aria-label="Tweet of 22 November 2019');
  expect(page(TOOT)).toContain('aria-label="Post of 22 November 2019');
  expect(printed([{ ...TOOT, quotedUrl: 'https://far.example/1' }])).toContain('quoting a post: https://far.example/1');
});

describe('the network', () => {
  test('is beside the account where there are several', () => {
    expect(printed([TWEET, TOOT])).toContain('@finch@example.social on Mastodon  ♥ 3  ↻ 1');
    expect(mail([TWEET, TOOT])).toContain('@wren_writes on Twitter<');
    expect(page(SKY)).toContain('@wren.example on Bluesky<');
  });

  test('goes without saying where all is of one', () => {
    const other = memory({ id: '5', account: 'old_heron' });
    const all = printed([TWEET, other]) + mail([TWEET, other]) + page(TWEET, false);
    expect(all).toContain('@wren_writes');
    expect(all).not.toContain('on Twitter');
  });
});

test.each([(post: Memory) => page(post), (post: Memory) => mail([post])])(
  'media that are not here are seen where the post is',
  (view) => {
    const media = [photo({ file: null })];
    expect(view({ ...TOOT, media })).toContain('see it on Mastodon');
    expect(view({ ...TWEET, media })).toContain('see it on X');
  },
);

describe('where else a memory is', () => {
  const alsoAt: AlsoAt[] = [{ network: 'mastodon', account: 'finch@example.social', url: TOOT_URL }];
  const both = { ...TWEET, alsoAt };

  test('is said below it in the terminal', () => {
    expect(printed([both])).toContain(`\n       also on Mastodon: ${TOOT_URL}\n`);
    expect(printed([both], true)).toContain(`also on Mastodon: \u001b]8;;${TOOT_URL}\u0007example.social`);
  });

  test('is a link on a page, in a mail and in a feed', () => {
    expect(page(both)).toMatch(new RegExp(`<a [^>]*href="${TOOT_URL}"[^>]*>also on Mastodon</a>`));
    expect(mail([both])).toMatch(new RegExp(`<a [^>]*href="${TOOT_URL}"[^>]*>also on Mastodon</a>`));
    expect(feed(both)).toContain(`href=&#34;${TOOT_URL}&#34;`);
    expect(feed(both)).toContain('also on Mastodon');
  });

  test('is in JSON', () => {
    expect(postObject(both, 'UTC')).toMatchObject({ alsoAt });
    expect(postObject(TWEET, 'UTC')).not.toHaveProperty('alsoAt');
  });
});

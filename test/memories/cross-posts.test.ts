// Which posts of several networks are the same memory.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areCrossPosts, bestOf, comparedWords, groupCrossPosts, MOST_APART } from '../../src/memories/cross-posts.ts';
import type { Memory } from '../../src/library/memory.ts';
import { NETWORKS } from '../../src/post/network.ts';
import { memory, photo } from '../support/memory.ts';

const WORDS = 'The heron is back at the weir this morning';

describe('what is compared', () => {
  const wordsOf = (text: string): string | null => comparedWords(memory({ text }));

  test.each([
    ['case, white space and signs', 'THE heron   is back\nat the weir, this morning!'],
    ['the signs of tags', 'The #heron is back at the #weir this morning'],
    ['links', 'The heron is back https://example.com/weir at the weir this morning'],
    ['mentions', '@otter_eats The heron is back at the weir this morning'],
    ['accents and emoji', 'The héron is back at the weir 🦆 this morning'],
  ])('leaves out %s', (_, text) => {
    expect(wordsOf(text)).toBe(wordsOf(WORDS));
  });

  test.each([
    ['Good morning, everyone', null],
    ['Good morning, everyone 1', 'goodmorningeveryone1'],
    ['https://example.com/a-long-address-of-a-page #heron', null],
    ['今朝もアオサギが堰に', '今朝もアオサギが堰に'],
    ['今朝もアオサギが堰', null],
    ['', null],
  ])('of %j is %j', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  test('leaves out addresses that no span makes a link, too', () => {
    expect(comparedWords(memory({ text: `${WORDS} https://example.com/weir`, spans: [] }))).toBe(wordsOf(WORDS));
  });

  test('is nothing of retweets, and of posts without a time', () => {
    expect(comparedWords(memory({ text: WORDS, kind: 'retweet' }))).toBeNull();
    expect(comparedWords(memory({ text: WORDS, dateOnly: true }))).toBeNull();
  });
});

describe('groups', () => {
  const at = (minutes: number, changes: Partial<Memory> = {}): Memory => {
    const time = new Date(Date.UTC(2023, 2, 4, 12) + minutes * 60_000).toISOString();
    return memory({ at: time, text: WORDS, ...changes });
  };
  const sizes = (...posts: Memory[]): number[] => groupCrossPosts(posts).map((group) => group.length);

  test('are of different networks, with the same words, within five minutes', () => {
    expect(sizes(at(0), at(1, { network: 'mastodon' }), at(5, { network: 'bluesky' }))).toEqual([3]);
    expect(sizes(at(0), at(1))).toEqual([1, 1]);
    expect(sizes(at(0), at(6, { network: 'mastodon' }))).toEqual([1, 1]);
    expect(sizes(at(0), at(1, { network: 'mastodon', text: `${WORDS} again` }))).toEqual([1, 1]);
  });

  test('have one post of a network: what was said twice stays twice', () => {
    expect(sizes(at(0), at(1), at(2, { network: 'mastodon' }))).toEqual([2, 1]);
    expect(sizes(at(0), at(1), at(2, { network: 'mastodon' }), at(3, { network: 'mastodon' }))).toEqual([2, 2]);
  });

  test('show the one with more media here, else the longer, else the earlier', () => {
    const mediaHere = ({ media }: Memory): number => media.filter(({ file }) => file !== null).length;
    const best = (one: Memory, other: Memory): Memory => bestOf([one, other], mediaHere, null);
    const [early, late] = [at(0), at(1, { network: 'mastodon' })];
    expect(best(early, late)).toBe(early);
    expect(best(late, early)).toBe(early);
    const longer = { ...late, text: `${WORDS} https://example.com` };
    expect(best(early, longer)).toBe(longer);
    const withPhoto = { ...early, media: [photo({ file: '/photo.jpg' })] };
    expect(best(withPhoto, longer)).toBe(withPhoto);
    expect(best({ ...early, media: [photo()] }, longer)).toBe(longer);
    expect(bestOf([withPhoto, longer], mediaHere, 'mastodon')).toBe(longer);
    const covered = { ...late, warning: 'birds' };
    expect(bestOf([withPhoto, covered], mediaHere, 'twitter')).toBe(covered);
    expect(bestOf([withPhoto, { ...covered, warning: null, sensitive: true }], mediaHere, 'twitter').sensitive).toBe(
      true,
    );
  });
});

describe('of any posts', () => {
  const posts = fc
    .array(
      fc.record({
        network: fc.constantFrom(...NETWORKS),
        minutes: fc.integer({ min: 0, max: 12 }),
        text: fc.constantFrom(WORDS, WORDS.toUpperCase(), `${WORDS} again`, 'Soup.'),
        kind: fc.constantFrom('post', 'thread', 'retweet'),
      }),
      { maxLength: 12 },
    )
    .map((drafts) =>
      drafts.map(({ network, minutes, text, kind }, index) =>
        memory({ id: String(1000 + index), network, text, kind, postedAt: minutes * 60_000 }),
      ),
    );

  test('the order does not matter', () => {
    fc.assert(
      fc.property(
        posts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(groupCrossPosts(shuffled)).toEqual(groupCrossPosts(all));
        },
      ),
    );
  });

  test('each is in one group, and alone unless it has a copy', () => {
    fc.assert(
      fc.property(posts, (all) => {
        const groups = groupCrossPosts(all);
        expect(
          groups
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual(all.map(({ id }) => id));
        for (const group of groups) {
          for (const [index, post] of group.entries()) {
            for (const other of group.slice(index + 1)) expect(areCrossPosts(post, other)).toBe(true);
          }
          const times = group.map(({ postedAt }) => postedAt);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(MOST_APART);
        }
        for (const post of all) {
          const hasCopy = all.some((other) => areCrossPosts(post, other));
          if (!hasCopy) expect(groups).toContainEqual([post]);
        }
      }),
    );
  });
});

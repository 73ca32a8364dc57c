// What programs write, and what only looks like it.

import { describe, expect, test } from 'vitest';
import { isServiceSentence } from '../../src/memories/program-words.ts';
import { scoreOf } from '../../src/memories/ranking.ts';
import { reasonsFor } from '../../src/memories/reasons.ts';
import { UNKNOWN_ENGAGEMENT } from '../../src/memories/usual-engagement.ts';
import { post } from './ranked-posts.ts';

describe('what people write by hand is not taken for what programs write', () => {
  test.each([
    "I'm at the pub, come over",
    'I liked a video about eels',
    'My week on Twitter was awful',
    'One person unfollowed me after that pun',
    'Just posted a photo of the heron to my mother',
    'The Daily Otter is out! Of print, I mean',
    'I just unlocked the door and it was open',
    'My top 3 soups',
    'Lunch at the weir (@ noon)',
  ])("%j counts as a person's own words", (text) => {
    expect(reasonsFor(post({ text }), UNKNOWN_ENGAGEMENT).map(({ kind }) => kind)).toEqual(['words']);
  });

  test('nor is one who writes with a program that can also post by itself', () => {
    for (const client of ['Buffer', 'Hootsuite', 'Tweetbot for iOS', 'Instagram', 'WordPress.com']) {
      expect(reasonsFor(post({ text: 'The sea', client }), UNKNOWN_ENGAGEMENT).map(({ kind }) => kind)).toEqual([
        'words',
      ]);
    }
  });

  test('nor a link to a place in a sentence', () => {
    const text = 'Whoever knows the opening hours of https://foursquare.com/v/eel-pie should tell me';
    expect(reasonsFor(post({ text }), UNKNOWN_ENGAGEMENT).map(({ kind }) => kind)).toEqual(['words', 'links']);
  });

  test.each([
    'I liked a @YouTube video http://youtu.be/x Eels',
    'I liked a @YouTube video from @otter_eats http://youtu.be/x Eels',
    'I favorited a YouTube video -- Eels http://youtu.be/x',
    'I added a video to a @YouTube playlist http://youtu.be/x Eels',
    '@YouTube から eels の動画を高く評価しました https://youtu.be/x',
    'My week on Twitter 🎉: 3 Mentions, 1.2K Mention Reach, 5 Likes. See yours with https://sumall.com/x',
    'How I did on Twitter this week: 1 New Follower, 3 Mentions. How did you do? via http://sumall.com/x',
    'My Top 3 #lastfm Artists: The Herons (12), Eel (3) & Otter (1)',
    '2 people followed me and one person unfollowed me // automatically checked by http://fllwrs.com',
    'Today stats: One follower, No unfollowers via http://unfollowers.com',
    'I posted 4 photos on Facebook in the album "Boat" http://fb.me/x',
    'Just posted a photo @ Tate Modern https://instagram.com/p/x',
    'Just posted a photo https://instagram.com/p/x',
    'The Reed Daily is out! http://paper.li/x ▸ Top stories today via @otter_eats',
  ])('but this is: %s', (text) => {
    expect(isServiceSentence({ text })).toBe(true);
    expect(scoreOf(post({ text }), UNKNOWN_ENGAGEMENT)).toBe(-20);
  });
});

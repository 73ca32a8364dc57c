import { expect, test } from 'vitest';
import type { Reason } from '../../src/memories/reasons.ts';
import type { Network } from '../../src/post/network.ts';
import { reasonsWords } from '../../src/views/reason-words.ts';

function wordsOf(network: Network, reasons: readonly Reason[]): string | null {
  return reasonsWords(reasons, network);
}

test('the reasons for which a memory comes first are said in one line, with their points', () => {
  expect(
    wordsOf('twitter', [
      { kind: 'words', length: 134, points: 28 },
      { kind: 'photos', count: 3, points: 16 },
      { kind: 'films', count: 1, points: 12 },
      { kind: 'likes', count: 1253, usual: 3, points: 24 },
      { kind: 'retweets', count: 1, usual: 0, points: 4 },
      { kind: 'thread-start', parts: 5, points: 6 },
      { kind: 'reply-to-other', points: -17 },
    ]),
  ).toBe(
    '134 letters (+28), 3 photos (+16), 1 video (+12), 1,253 likes, usually 3 (+24), 1 retweet, usually 0 (+4), ' +
      'the beginning of a thread of 5 (+6), a reply to somebody (\u221217)',
  );
  expect(wordsOf('twitter', [])).toBeNull();
});

test.each([
  ['mastodon', '2 favourites, usually 1 (+3), 1 boost, usually 0 (+4), a boost (\u22129)'],
  ['bluesky', '2 likes, usually 1 (+3), 1 repost, usually 0 (+4), a repost (\u22129)'],
] as const)('in the words of %s', (network, words) => {
  const reasons = [
    { kind: 'likes', count: 2, usual: 1, points: 3 },
    { kind: 'retweets', count: 1, usual: 0, points: 4 },
    { kind: 'retweet-of-other', points: -9 },
  ] as const;
  expect(wordsOf(network, reasons)).toBe(words);
});

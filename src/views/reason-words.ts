// Why a memory comes before others, in words.

import type { Reason } from '../memories/reasons.ts';
import type { Network } from '../post/network.ts';
import { formatNumber, pluralize } from '../text/numbers-and-dates.ts';
import { wordsOfNetwork } from './network-words.ts';

/** `134 letters (+28), 3 photos (+16), 253 likes, usually 3 (+24)`; null where there is none. */
export function reasonsWords(reasons: readonly Reason[], network: Network): string | null {
  if (reasons.length === 0) return null;
  return reasons.map((reason) => `${reasonWords(reason, network)} (${signed(reason.points)})`).join(', ');
}

function signed(points: number): string {
  return points < 0 ? `\u2212${-points}` : `+${points}`;
}

const FIXED = {
  'thread-part': 'part of a thread',
  'quote-of-self': 'a quote of your own',
  'reply-to-other': 'a reply to somebody',
  'bare-mention': 'hardly more than a name',
  'check-in': 'a check-in',
  automatic: 'written by a program',
};

const COUNTED = {
  photos: ['photo', 'photos'],
  films: ['video', 'videos'],
  gifs: ['GIF', 'GIFs'],
  'missing-media': ['missing photo or video', 'missing photos or videos'],
  descriptions: ['description', 'descriptions'],
  links: ['link', 'links'],
} as const;

function reasonWords(reason: Reason, network: Network): string {
  switch (reason.kind) {
    case 'words':
      return pluralize(reason.length, 'letter');
    case 'likes':
    case 'retweets':
      return `${pluralize(reason.count, ...wordsOfNetwork(network)[reason.kind])}, usually ${formatNumber(reason.usual)}`;
    case 'thread-start':
      return `the beginning of a thread of ${formatNumber(reason.parts)}`;
    case 'photos':
    case 'films':
    case 'gifs':
    case 'missing-media':
    case 'descriptions':
    case 'links':
      return countWords(reason.count, COUNTED[reason.kind]);
    case 'retweet-of-other':
      return `a ${wordsOfNetwork(network).retweets[0]}`;
    default:
      return FIXED[reason.kind];
  }
}

function countWords(count: number, [one, many]: readonly [one: string, many: string]): string {
  return pluralize(count, one, many);
}

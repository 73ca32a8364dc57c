// What each network calls things, and on which networks a memory is.

import type { Memory } from '../library/memory.ts';
import { networkOfHandle } from '../post/handle.ts';
import { FIRST_NETWORK, NETWORK_NAMES, NETWORKS, type Network } from '../post/network.ts';
import { capitalize, formatList } from '../text/numbers-and-dates.ts';

interface Words {
  /** What one thing that somebody wrote is called; where there may be those of other networks, all are posts. */
  readonly post: string;
  readonly likes: Noun;
  readonly retweets: Noun;
  /** Where it can be seen. */
  readonly place: string;
  /** Said above what somebody else wrote; null where the text itself says so. */
  readonly passedOn: string | null;
}

const WORDS = {
  twitter: { post: 'tweet', place: 'X', likes: ['like', 'likes'], retweets: ['retweet', 'retweets'], passedOn: null },
  mastodon: {
    post: 'post',
    place: NETWORK_NAMES.mastodon,
    likes: ['favourite', 'favourites'],
    retweets: ['boost', 'boosts'],
    passedOn: 'boosted',
  },
  bluesky: {
    post: 'post',
    place: NETWORK_NAMES.bluesky,
    likes: ['like', 'likes'],
    retweets: ['repost', 'reposts'],
    passedOn: 'reposted',
  },
} as const satisfies Record<Network, Words>;

export function wordsOfNetwork(network: Network): Words {
  return WORDS[network];
}

/** `see it on X`. */
export function seeItWords(network: Network, count = 1): string {
  return `see ${count === 1 ? 'it' : 'them'} on ${WORDS[network].place}`;
}

/** `Tweet`, for the beginning of a line. */
export function postTitle(network: Network): string {
  return capitalize(WORDS[network].post);
}

type Noun = readonly [one: string, several: string];

/** For counts over accounts, by their handles: `likes`, or `likes and favourites` where their networks have several words. */
export function countNounOf(handles: readonly string[], what: 'likes' | 'retweets'): Noun {
  const nouns = networksOf(handles).map((network): Noun => WORDS[network][what]);
  const words = (form: 0 | 1): string[] => [...new Set(nouns.map((noun) => noun[form]))];
  return [formatList(words(0), 'or'), formatList(words(1), 'and')];
}

/** The same where there is no room for several words: that of the first network stands for all. */
export function shortCountNounOf(handles: readonly string[], what: 'likes' | 'retweets'): Noun {
  return WORDS[networksOf(handles)[0] ?? FIRST_NETWORK][what];
}

export function areOnSeveralNetworks(handles: readonly string[]): boolean {
  return networksOf(handles).length > 1;
}

/** Those on which accounts are, by their handles, in the order of all. */
function networksOf(handles: readonly string[]): Network[] {
  const networks = new Set(handles.map(networkOfHandle));
  return NETWORKS.filter((network) => networks.has(network));
}

/** `@wren_writes`, and where there are several networks `@wren_writes on Twitter`. */
export function accountWords(
  { account, network }: Pick<Memory, 'account' | 'network'>,
  hasSeveralNetworks = false,
): string {
  return hasSeveralNetworks ? `@${account} on ${NETWORK_NAMES[network]}` : `@${account}`;
}

/** `also on Mastodon` and where, for each copy that a post stands for. */
export function alsoOn({ alsoAt = [] }: Memory): { readonly words: string; readonly url: string }[] {
  return alsoAt.map(({ network, url }) => ({ words: `also on ${NETWORK_NAMES[network]}`, url }));
}

// What each network calls things, and on which networks a memory is.

import type { Memory } from '../library/memory.ts';
import { networkOfHandle } from '../post/handle.ts';
import { NETWORK_NAMES, type Network } from '../post/network.ts';

interface Words {
  /** What somebody wrote. */
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
  const { post } = WORDS[network];
  return post.charAt(0).toUpperCase() + post.slice(1);
}

type Noun = readonly [one: string, several: string];

/** For counts of what accounts have written: tweets, unless some of it is from elsewhere. */
export function nounOfNetworks(networks: readonly Network[]): Noun {
  return networks.every((network) => WORDS[network].post === 'tweet') ? ['tweet', 'tweets'] : ['post', 'posts'];
}

/** The same for accounts by their handles. */
export function nounOfAccounts(handles: readonly string[]): Noun {
  return nounOfNetworks(handles.map(networkOfHandle));
}

export function areOnSeveralNetworks(handles: readonly string[]): boolean {
  return new Set(handles.map(networkOfHandle)).size > 1;
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

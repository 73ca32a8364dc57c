// The networks whose archives can be read.

export const NETWORKS = ['twitter', 'mastodon', 'bluesky'] as const;

export type Network = (typeof NETWORKS)[number];

/** The one that databases knew before there were others. */
export const FIRST_NETWORK: Network = 'twitter';

/** As people write them. */
export const NETWORK_NAMES = {
  twitter: 'Twitter',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
} as const satisfies Record<Network, string>;

/** The network that somebody names; null for none. */
export function parseNetwork(written: string): Network | null {
  const name = written.toLowerCase();
  return NETWORKS.find((network) => network === name) ?? (name === 'x' ? 'twitter' : null);
}

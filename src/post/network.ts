// The networks whose archives can be read.

export const NETWORKS = ['twitter', 'mastodon', 'bluesky'] as const;

export type Network = (typeof NETWORKS)[number];

/** As people write them. */
export const NETWORK_NAMES = {
  twitter: 'Twitter',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
} as const satisfies Record<Network, string>;

// Ids for posts of networks whose own ids are not such numbers as Twitter's: made of the account and the network's own id, so that
// they are the same in every import, and a reply has its parent's without asking for it.

import { createHash } from 'node:crypto';
import { FIRST_MADE_ID } from '../../post/id.ts';
import type { Network } from '../../post/network.ts';

/**
 * The id of a post, as digits.
 * @param account what never changes about it: of Mastodon the handle with its server, of Bluesky the DID
 * @param networkId the network's own id of the post
 */
export function internalId(network: Network, account: string, networkId: string): string {
  const hash = createHash('sha256').update(`${network}\n${account.toLowerCase()}\n${networkId}`).digest();
  return (FIRST_MADE_ID + (hash.readBigUInt64BE() >> 2n)).toString();
}

// Whom a post was for, by those that it was sent to.

import { narrower, type Audience } from '../../post/audience.ts';
import { addressOf } from './addresses.ts';
import type { Fields } from '../network/fields.ts';
import type { Owner } from '../network/owner.ts';

const PUBLIC: ReadonlySet<string> = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);

/** Where the activity and its post differ, the fewer. Nobody at all are the people in it. */
export function audienceOf(activity: Fields, object: Fields, owner: Owner): Audience {
  const found = [activity, object].filter((one) => 'to' in one || 'cc' in one).map((one) => audienceIn(one, owner));
  return found.length === 0 ? 'direct' : found.reduce(narrower);
}

function audienceIn(fields: Fields, { id }: Owner): Audience {
  const [to, cc] = [addressesIn(fields['to']), addressesIn(fields['cc'])];
  if (to.some((address) => PUBLIC.has(address))) return 'public';
  if (cc.some((address) => PUBLIC.has(address))) return 'unlisted';
  const isFollowers = (address: string): boolean =>
    address === `${id ?? ''}/followers` || address.endsWith('/followers');
  return [...to, ...cc].some(isFollowers) ? 'followers' : 'direct';
}

function addressesIn(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(addressOf).filter((address) => address !== null);
}

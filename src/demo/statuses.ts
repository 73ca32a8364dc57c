// What demo/fediverse.json says: the account that the demo's person has beside the one on Twitter.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO, timeOf, type Day, type When } from './timeline.ts';

interface Poll {
  readonly options: readonly { readonly text: string; readonly votes: number }[];
  readonly voters: number;
  /** How long it was open. */
  readonly hours: number;
}

export interface Photo {
  /** In demo/photos. */
  readonly file: string;
  readonly alt: string;
}

interface Item {
  /** By which other posts reply to this one. */
  readonly key?: string;
  readonly when: When;
  /** Missing of a boost, which is the address of somebody's post. */
  readonly text?: string;
  readonly boost?: string;
  readonly warning?: string;
  readonly poll?: Poll;
  readonly photos?: readonly Photo[];
  readonly audience?: 'followers';
  readonly replyTo?: string;
  readonly edited?: boolean;
  readonly likes?: number;
  readonly boosts?: number;
}

interface Account {
  readonly server: string;
  readonly name: string;
  readonly displayName: string;
  readonly bio: string;
  /** In demo/photos. */
  readonly avatar: string;
  readonly joined: When;
}

export interface Status extends Item {
  readonly id: string;
  /** In milliseconds since 1970 UTC. */
  readonly time: number;
}

export interface Statuses {
  readonly account: Account;
  readonly joinedAt: number;
  /** Oldest first, as in an archive. */
  readonly statuses: readonly Status[];
}

export async function statusesAround(today: Day): Promise<Statuses> {
  const content = await readFile(join(DEMO, 'fediverse.json'), 'utf8');
  const { account, items } = JSON.parse(content) as { account: Account; items: readonly Item[] };
  const statuses = items.map((item, index) => {
    const time = timeOf(item.when, today) + ((index * 23) % 60) * 1000;
    // The upper bits of an id are its time.
    return { ...item, time, id: ((BigInt(time) << 16n) + BigInt(index)).toString() };
  });
  return { account, joinedAt: timeOf(account.joined, today), statuses: statuses.toSorted((a, b) => a.time - b.time) };
}

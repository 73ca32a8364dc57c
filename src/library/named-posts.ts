// Posts by what people call them: an id, of ours or of the network, or an address.

import type { Db } from './database.ts';
import type { FoundPost } from './memory.ts';
import { findPost } from './posts.ts';
import { idList, statement } from './sqlite.ts';

/** The posts that an id or address may mean; a network's ids may be those of other posts elsewhere. */
export function postsCalled(db: Db, name: string): FoundPost[] {
  const isAddress = /^\w+:\/\//.test(name);
  const own = /^\d{1,19}$/.test(name) ? findPost(db, name) : undefined;
  const known = idsWith(db, 'network_id', isAddress ? lastPartOf(name) : name).flatMap((id) => findPost(db, id) ?? []);
  const onNetwork = isAddress ? known.filter((post) => mayBeAt(post, name)) : known;
  if (onNetwork.length === 0 && isAddress) return idsWith(db, 'url', name).flatMap((id) => findPost(db, id) ?? []);
  return own === undefined ? onNetwork : [own, ...onNetwork.filter(({ id }) => id !== own.id)];
}

/** The network's own ids of the posts that have others here, by those. */
export function networkIdsOf(db: Db, ids: readonly string[]): ReadonlyMap<string, string> {
  if (ids.length === 0) return new Map();
  const find = statement<[string], [id: string, networkId: string]>(
    db,
    `SELECT CAST(id AS TEXT), network_id FROM tweets
     WHERE id IN (SELECT value FROM json_each(?)) AND network_id IS NOT NULL`,
  );
  return new Map(find.raw().all(idList(ids)));
}

function idsWith(db: Db, column: 'network_id' | 'url', value: string): string[] {
  const find = db.prepare<[string], string>(
    `SELECT CAST(id AS TEXT) FROM tweets WHERE network_id IS NOT NULL AND ${column} = ? ORDER BY id`,
  );
  return find.pluck().all(value);
}

function lastPartOf(address: string): string {
  return address
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/^.*\//, '');
}

/** An address has several forms, but one server; `at://` addresses have the author's id instead. */
function mayBeAt({ url, account }: FoundPost, address: string): boolean {
  const [person, author] = [didIn(address), didIn(url ?? '')];
  if (person !== null && author !== null && person !== author) return false;
  const server = serverIn(address);
  if (server === null) return true;
  return [serverIn(url ?? ''), account.toLowerCase().split('@')[1]].includes(server);
}

/** The id of a person that stands in an address: unlike a name, it never changes. */
function didIn(address: string): string | null {
  return /\/(did:\w+:[\w.:%-]+)(?:\/|$)/.exec(address)?.[1] ?? null;
}

function serverIn(address: string): string | null {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? null;
}

// The accounts whose posts were imported. An account is identified by what its network calls it, or by its handle if no archive has that.

import { openDatabase, type Db, type OpeningNotices } from './database.ts';
import { timeSpan } from './posts.ts';
import { accountsCalled } from '../post/handle.ts';
import { FIRST_NETWORK, type Network } from '../post/network.ts';

export interface Account {
  readonly id: number;
  /** Without `@`, as its newest archive has it. */
  readonly handle: string;
  readonly name: string | null;
  readonly network: Network;
  /** What the network calls it, which stays when the handle changes: Twitter's number, the address of a Mastodon actor, Bluesky's DID. */
  readonly networkId: string | null;
  /** As the network named it (Twitter: Rails' names). */
  readonly timeZone: string | null;
}

/** A handle that an account had until a time, in milliseconds since 1970 UTC. */
export interface FormerHandle {
  readonly handle: string;
  readonly until: number;
}

export interface AccountDetails {
  readonly network: Network;
  /** The network's. */
  readonly id: string | null;
  readonly handle: string;
  readonly name: string | null;
  readonly timeZone: string | null;
  readonly formerHandles?: readonly FormerHandle[];
}

interface AccountRow {
  id: number;
  network: Network;
  network_id: string | null;
  handle: string;
  name: string | null;
  time_zone: string | null;
  as_of: number;
}

/** A row of any version of the database, which doctor reads as it is: before 9 all accounts were Twitter's. */
type AnyAccountRow = Omit<AccountRow, 'network' | 'network_id'> &
  Partial<Pick<AccountRow, 'network' | 'network_id'>> & { twitter_id?: string | null };

/** All accounts, by handle. */
export function accounts(db: Db): Account[] {
  const rows = db.prepare<[], AnyAccountRow>('SELECT * FROM accounts ORDER BY handle').all();
  return rows.map((row) => ({
    id: row.id,
    handle: row.handle,
    name: row.name,
    network: row.network ?? FIRST_NETWORK,
    networkId: row.network_id ?? row.twitter_id ?? null,
    timeZone: row.time_zone,
  }));
}

/** The same for a database by its path; empty when there is none. */
export function accountsIn(databasePath: string, notices: OpeningNotices = {}): Account[] {
  const db = openDatabase(databasePath, { create: false, ...notices });
  try {
    return db ? accounts(db) : [];
  } finally {
    db?.close();
  }
}

/** What accounts call themselves, by their handles. */
export function accountNames(all: readonly Account[]): Map<string, string> {
  return new Map(all.flatMap(({ handle, name }) => (name === null ? [] : [[handle, name]])));
}

/** The handles of the accounts with these ids. */
export function accountHandles(all: readonly Pick<Account, 'id' | 'handle'>[], ids: readonly number[]): string[] {
  return all.flatMap(({ id, handle }) => (ids.includes(id) ? [handle] : []));
}

/**
 * What the ids of feeds and events are made of, for they must stay when accounts are renamed or added: the networks' ids of
 * the accounts that were chosen; without a choice that of the first one imported, so that two people's ids differ.
 */
export function identityOf(all: readonly Account[], chosen: readonly Account[] | null): string[] {
  const [first] = all.toSorted((a, b) => a.id - b.id);
  const numbers = (of: readonly Account[]): string[] => of.map(({ networkId, handle }) => networkId ?? handle).sort();
  return chosen === null ? numbers(first ? [first] : []) : ['accounts', ...numbers(chosen)];
}

/** The handles that no account has, ignoring case. */
export function missingFrom(all: readonly Account[], handles: readonly string[]): string[] {
  return handles.filter((handle) => accountsCalled(all, handle).length === 0);
}

/**
 * Finds or creates the account and brings it up to date, unless a newer archive already did. Returns its id here.
 * @param asOf when the archive was made, in milliseconds since 1970 UTC
 */
export function saveAccount(db: Db, details: AccountDetails, asOf: number): number {
  // If two imports begin at once, the second one must see the first one's account.
  return db.transaction(() => save(db, details, asOf)).immediate();
}

function save(db: Db, details: AccountDetails, asOf: number): number {
  const found = find(db, details, asOf);
  const id = found ? update(db, found, details, asOf) : add(db, details, asOf);
  const keep =
    'INSERT INTO former_handles (account_id, handle, until) VALUES (?, ?, ?) ON CONFLICT (account_id, handle)';
  const told = db.prepare(`${keep} DO UPDATE SET until = excluded.until`);
  const inOrder = (details.formerHandles ?? []).toSorted((a, b) => a.until - b.until);
  for (const { handle, until } of inOrder) told.run(id, handle, until);
  if (found && found.handle.toLowerCase() !== details.handle.toLowerCase()) {
    // The older archive's handle was given up before the newer archive was made.
    const former = asOf >= found.as_of ? found.handle : details.handle;
    db.prepare(`${keep} DO NOTHING`).run(id, former, Math.max(asOf, found.as_of));
  }
  return id;
}

function add(db: Db, details: AccountDetails, asOf: number): number {
  const added = db
    .prepare('INSERT INTO accounts (network, network_id, handle, name, time_zone, as_of) VALUES (?, ?, ?, ?, ?, ?)')
    .run(details.network, details.id, details.handle, details.name, details.timeZone, asOf);
  return Number(added.lastInsertRowid);
}

function update(db: Db, found: AccountRow, details: AccountDetails, asOf: number): number {
  const isNewer = asOf >= found.as_of;
  db.prepare('UPDATE accounts SET network_id = ?, handle = ?, name = ?, time_zone = ?, as_of = ? WHERE id = ?').run(
    found.network_id ?? details.id,
    isNewer ? details.handle : found.handle,
    isNewer ? (details.name ?? found.name) : (found.name ?? details.name),
    isNewer ? (details.timeZone ?? found.time_zone) : (found.time_zone ?? details.timeZone),
    Math.max(asOf, found.as_of),
    found.id,
  );
  return found.id;
}

function find(db: Db, details: AccountDetails, asOf: number): AccountRow | undefined {
  const byId = db
    .prepare<[Network, string | null], AccountRow>('SELECT * FROM accounts WHERE network = ? AND network_id = ?')
    .get(details.network, details.id);
  if (byId) return byId;
  // A handle can pass to somebody else, so two known numbers are two accounts.
  const byHandle = db
    .prepare<[Network, string, string | null], AccountRow>(
      'SELECT * FROM accounts WHERE network = ? AND handle = ? AND (network_id IS NULL OR ? IS NULL) ORDER BY id',
    )
    .get(details.network, details.handle, details.id);
  if (byHandle || details.id !== null) return byHandle;
  return db
    .prepare<[Network, string, number], AccountRow>(
      `SELECT a.* FROM accounts a JOIN former_handles f ON f.account_id = a.id
       WHERE a.network = ? AND f.handle = ? AND f.until >= ? ORDER BY a.id`,
    )
    .get(details.network, details.handle, asOf);
}

/** All other handles that an account has had. */
export function formerHandlesOf(db: Db, accountId: number): FormerHandle[] {
  return db
    .prepare<[number], FormerHandle>('SELECT handle, until FROM former_handles WHERE account_id = ? ORDER BY handle')
    .all(accountId);
}

/** Turns replies to the account's former handles into parts of threads, once these handles are known. */
export function claimThreads(db: Db, accountId: number): void {
  db.prepare(
    `UPDATE tweets SET kind = 'thread'
     WHERE account_id = @id AND kind = 'reply' AND (
       reply_to_user_id = (SELECT network_id FROM accounts WHERE id = @id) OR
       (reply_to_user_id IS NULL AND EXISTS (
         SELECT 1 FROM former_handles f
         WHERE f.account_id = @id AND f.handle = reply_to_handle AND posted_at <= f.until
       ))
     )`,
  ).run({ id: accountId });
}

export interface AccountSummary extends Account {
  readonly tweets: number;
  /** When the first and last were written, in milliseconds since 1970 UTC; null without posts. */
  readonly first: number | null;
  readonly last: number | null;
}

export function accountSummaries(db: Db): AccountSummary[] {
  const count = db.prepare<[number], { tweets: number }>('SELECT count(*) AS tweets FROM tweets WHERE account_id = ?');
  return accounts(db).map((account) => {
    const { first, last } = timeSpan(db, [account.id]) ?? { first: null, last: null };
    return { ...account, tweets: count.get(account.id)?.tweets ?? 0, first, last };
  });
}

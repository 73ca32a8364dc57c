// Finding tweets in the search index: how many there are, and their ids in an order.

import type { Period } from '../search-days.ts';
import type { Db } from './database.ts';

export const ORDERS = ['relevance', 'newest', 'oldest', 'likes'] as const;
export type Order = (typeof ORDERS)[number];

export interface Selection {
  /** What search-expression.ts makes. */
  readonly expression: string;
  /** Of each list any. */
  readonly periods: readonly (readonly Period[])[];
}

/**
 * How many matches are ranked at most, the newest ones: ranking takes a microsecond a tweet, and what is in every tenth
 * tweet makes none of them more relevant than the others.
 */
export const MOST_RANKED = 10_000;

export function countMatches(db: Db, selection: Selection): number {
  const { from, where, values } = sqlOf(selection);
  const find = db.prepare<(string | number)[], { count: number }>(`SELECT count(*) AS count ${from} WHERE ${where}`);
  return find.get(...values)?.count ?? 0;
}

/** The ids of all that match, in an order; the newest first where it says nothing else. Ids grow with time. */
export function* idsOfMatches(db: Db, selection: Selection, order: Order): Generator<string> {
  const { from, where, values } = sqlOf(selection, order === 'likes');
  const [ranked, least] = order === 'relevance' ? [' AND s.rowid >= ?', [leastRanked(db, selection)]] : ['', []];
  const find = db.prepare<(string | number | bigint)[], { id: string }>(
    `SELECT CAST(s.rowid AS TEXT) AS id ${from} WHERE ${where}${ranked} ORDER BY ${BY[order]}`,
  );
  for (const { id } of find.iterate(...values, ...least)) yield id;
}

/** When a tweet that matches was written. */
export interface Moment {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly postedAt: number;
  readonly dateOnly: boolean;
  readonly circle: boolean;
}

/** All that match, in an order as above: for whoever needs no more of most of them. */
export function* momentsOfMatches(db: Db, selection: Selection, order: 'newest' | 'oldest'): Generator<Moment> {
  const { from, where, values } = sqlOf(selection, true);
  const find = db.prepare<(string | number)[], { id: string; posted_at: number; date_only: number; circle: number }>(
    `SELECT CAST(s.rowid AS TEXT) AS id, t.posted_at, t.date_only, t.circle ${from} WHERE ${where} ORDER BY ${BY[order]}`,
  );
  for (const { id, posted_at, date_only, circle } of find.iterate(...values))
    yield { id, postedAt: posted_at, dateOnly: date_only === 1, circle: circle === 1 };
}

/** Those of the ids that match. */
export function matchingAmong(db: Db, selection: Selection, ids: readonly string[]): string[] {
  const { from, where, values } = sqlOf(selection);
  const find = db.prepare<(string | number | bigint)[]>(`SELECT 1 ${from} WHERE ${where} AND s.rowid = ?`);
  return ids.filter((id) => find.get(...values, BigInt(id)) !== undefined);
}

/** What of a selection fits another expression too. */
export function narrowed({ expression, periods }: Selection, further: string): Selection {
  return { expression: `(${expression}) AND ${further}`, periods };
}

/** `rank` is bm25 with the weights of the migration; the less, the better. */
const BY: Readonly<Record<Order, string>> = {
  relevance: 's.rank, s.rowid DESC',
  newest: 's.rowid DESC',
  oldest: 's.rowid',
  likes: 't.likes DESC, s.rowid DESC',
};

/** The id of the oldest match that is ranked. */
function leastRanked(db: Db, selection: Selection): bigint {
  const { from, where, values } = sqlOf(selection);
  const row = db
    .prepare<(string | number)[], { id: string }>(
      `SELECT CAST(s.rowid AS TEXT) AS id ${from} WHERE ${where} ORDER BY s.rowid DESC LIMIT 1 OFFSET ${MOST_RANKED - 1}`,
    )
    .get(...values);
  return BigInt(row?.id ?? 0);
}

function sqlOf(
  { expression, periods }: Selection,
  needsTweets = false,
): { from: string; where: string; values: (string | number)[] } {
  const within = periods.map((list) => `(${list.map(() => WITHIN).join(' OR ') || 'false'})`);
  const join = needsTweets || periods.length > 0 ? ' CROSS JOIN tweets t ON t.id = s.rowid' : '';
  return {
    from: `FROM search_index s${join}`,
    where: ['s.search_index MATCH ?', ...within].join(' AND '),
    values: [
      expression,
      ...periods.flat().flatMap(({ firstDate, lastDate, from, to }) => [firstDate, lastDate, from, to]),
    ],
  };
}

const WITHIN = 'iif(t.date_only, t.posted_at BETWEEN ? AND ?, t.posted_at >= ? AND t.posted_at < ?)';

// Finding posts in the search index: how many there are, and their ids in an order.

import type { InstantRange } from '../../time/calendar.ts';
import type { Db } from '../../library/database.ts';
import type { IdRange } from './id-ranges.ts';

export const ORDERS = ['relevance', 'newest', 'oldest', 'likes'] as const;
export type Order = (typeof ORDERS)[number];

export interface Selection {
  /** What search-expression.ts makes. */
  readonly expression: string;
  /** Of each list any. */
  readonly periods: readonly (readonly InstantRange[])[];
  /** None other than these; null for all. */
  readonly ids: IdRange | null;
  /** To ask again whether one post matches takes microseconds; the beginning of a word takes as long as for all. */
  readonly hasPrefix: boolean;
}

/**
 * How many matches are ranked at most, the newest ones: ranking takes a microsecond a post, and what is in every tenth
 * post makes none of them more relevant than the others.
 */
export const MOST_RANKED = 10_000;

export function countMatches(db: Db, selection: Selection): number {
  const { from, where, values } = sqlOf(selection);
  const find = db.prepare<Value[], { count: number }>(`SELECT count(*) AS count ${from} WHERE ${where}`);
  return find.get(...values)?.count ?? 0;
}

/** Whether there are more matches than so many. */
export function areMore(db: Db, selection: Selection, than: number): boolean {
  const { from, where, values } = sqlOf(selection);
  const find = db.prepare<Value[]>(`SELECT 1 ${from} WHERE ${where} LIMIT 1 OFFSET ${than}`);
  return find.get(...values) !== undefined;
}

/** How many posts the index has. One row there stands for a post, and to count rows is the cheapest. */
export function countIndexed(db: Db, ids: IdRange | null): number {
  const [where, values] = ids ? ['WHERE id BETWEEN ? AND ?', [ids.first, ids.last]] : ['', []];
  const count = db.prepare<bigint[], number>(`SELECT count(*) FROM search_index_docsize ${where}`).pluck();
  return count.get(...values) ?? 0;
}

/** Of so many matches to look at each one's likes takes longer than to ask of the most liked posts whether they match. */
const MANY = 20_000;
/** So many of them, for it may be that none does. */
const MOST_LIKED = 1000;

/**
 * The ids of all that match, in an order; the newest first where it says nothing else. Ids grow with time. Whoever knows
 * how many there are spares it the counting.
 */
export function* idsOfMatches(db: Db, selection: Selection, order: Order, count = Infinity): Generator<string> {
  const known = new Set<string>();
  if (order === 'likes' && !selection.hasPrefix && count > MANY) {
    for (const id of matchingAmong(db, selection, mostLiked(db))) {
      known.add(id);
      yield id;
    }
  }
  for (const id of allIdsOfMatches(db, selection, order, count)) if (!known.has(id)) yield id;
}

function* allIdsOfMatches(db: Db, selection: Selection, order: Order, count: number): Generator<string> {
  const { from, where, values } = sqlOf(selection, order === 'likes');
  const isLimited = order === 'relevance' && count > MOST_RANKED;
  const [ranked, least] = isLimited ? [' AND s.rowid >= ?', [leastRanked(db, selection)]] : ['', []];
  const find = db.prepare<Value[], { id: string }>(
    `SELECT CAST(s.rowid AS TEXT) AS id ${from} WHERE ${where}${ranked} ORDER BY ${BY[order]}`,
  );
  for (const { id } of find.iterate(...values, ...least)) yield id;
}

/** In the order in which all matches come. */
function mostLiked(db: Db): string[] {
  const find = db.prepare<[], string>(
    `SELECT CAST(id AS TEXT) FROM tweets WHERE likes > 0 ORDER BY likes DESC, id DESC LIMIT ${MOST_LIKED}`,
  );
  return find.pluck().all();
}

/** When a post that matches was written. */
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
  const find = db.prepare<Value[], { id: string; posted_at: number; date_only: number; circle: number }>(
    `SELECT CAST(s.rowid AS TEXT) AS id, t.posted_at, t.date_only, t.circle ${from} WHERE ${where} ORDER BY ${BY[order]}`,
  );
  for (const { id, posted_at, date_only, circle } of find.iterate(...values))
    yield { id, postedAt: posted_at, dateOnly: date_only === 1, circle: circle === 1 };
}

/** Those of the ids that match. */
export function* matchingAmong(db: Db, selection: Selection, ids: readonly string[]): Generator<string> {
  const { from, where, values } = sqlOf(selection);
  const find = db.prepare<Value[]>(`SELECT 1 ${from} WHERE ${where} AND s.rowid = ?`);
  for (const id of ids) if (find.get(...values, BigInt(id)) !== undefined) yield id;
}

/** What of a selection fits another expression too. */
export function narrowed(selection: Selection, further: string): Selection {
  return { ...selection, expression: `(${selection.expression}) AND ${further}` };
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
    .prepare<Value[], { id: string }>(
      `SELECT CAST(s.rowid AS TEXT) AS id ${from} WHERE ${where} ORDER BY s.rowid DESC LIMIT 1 OFFSET ${MOST_RANKED - 1}`,
    )
    .get(...values);
  return BigInt(row?.id ?? 0);
}

type Value = string | number | bigint;

function sqlOf(
  { expression, periods, ids }: Selection,
  needsTweets = false,
): { from: string; where: string; values: Value[] } {
  const within = periods.map((list) => `(${list.map(() => WITHIN).join(' OR ') || 'false'})`);
  const join = needsTweets || periods.length > 0 ? ' CROSS JOIN tweets t ON t.id = s.rowid' : '';
  return {
    from: `FROM search_index s${join}`,
    where: ['s.search_index MATCH ?', ...(ids ? ['s.rowid >= ? AND s.rowid <= ?'] : []), ...within].join(' AND '),
    values: [
      expression,
      ...(ids ? [ids.first, ids.last] : []),
      ...periods.flat().flatMap(({ firstDate, lastDate, from, to }) => [firstDate, lastDate, from, to]),
    ],
  };
}

const WITHIN = 'iif(t.date_only, t.posted_at BETWEEN ? AND ?, t.posted_at >= ? AND t.posted_at < ?)';

// Asks the search index: how many posts match, which ones, and in which order.

import type { InstantRange } from '../../time/calendar.ts';
import type { Audience } from '../../post/audience.ts';
import type { Db } from '../../library/database.ts';
import type { IdRange } from './id-ranges.ts';

export const ORDERS = ['relevance', 'newest', 'oldest', 'likes'] as const;
export type Order = (typeof ORDERS)[number];

export interface IndexQuery {
  /** See expression.ts. */
  readonly expression: string;
  /** A match must be in any period of each list. */
  readonly periods: readonly (readonly InstantRange[])[];
  /** Only ids in this range match; null for all. */
  readonly ids: IdRange | null;
  /** Asking whether a single post matches takes microseconds, unless a term stands for all words with a beginning: then it takes as long as for all. */
  readonly hasPrefix: boolean;
  /** Some ids don't tell which post is newer: their times have to. */
  readonly byTime: boolean;
}

/** How many matches are ranked, the newest ones: each takes a microsecond, and a word in every tenth post says nothing about rank. */
export const MOST_RANKED = 10_000;

export function countMatches(db: Db, query: IndexQuery): number {
  const { from, where, values } = sqlOf(query);
  const find = db.prepare<Value[], { count: number }>(`SELECT count(*) AS count ${from} WHERE ${where}`);
  return find.get(...values)?.count ?? 0;
}

export function hasMoreMatches(db: Db, query: IndexQuery, than: number): boolean {
  const { from, where, values } = sqlOf(query);
  const find = db.prepare<Value[]>(`SELECT 1 ${from} WHERE ${where} LIMIT 1 OFFSET ${than}`);
  return find.get(...values) !== undefined;
}

/**
 * How many posts the index has: it has one row of this table for each, and counting those is the cheapest way. Comparing each id
 * with the last takes longer than all else, so where none comes after that it isn't asked for.
 */
export function countIndexed(db: Db, ids: IdRange | null): number {
  const count = (where: string, ...values: readonly bigint[]): number =>
    db
      .prepare<bigint[], number>(`SELECT count(*) FROM search_index_docsize ${where}`)
      .pluck()
      .get(...values) ?? 0;
  if (!ids) return count('');
  const { first, last } = ids;
  const later = db.prepare<[bigint]>('SELECT 1 FROM search_index_docsize WHERE id > ?').get(last);
  return later === undefined ? count('WHERE id >= ?', first) : count('WHERE id BETWEEN ? AND ?', first, last);
}

/** Above this many matches it is faster to walk the most liked posts and ask of each whether it matches… */
const MANY = 20_000;
/** …but not to the end: perhaps none of them does. */
const MOST_LIKED = 1000;

/** The ids of all matches, in an order; of equals the newest first. `count` is how many there are, if that is known. */
export function* idsOfMatches(db: Db, query: IndexQuery, order: Order, count = Infinity): Generator<string> {
  const known = new Set<string>();
  if (order === 'likes' && !query.hasPrefix && count > MANY) {
    for (const id of matchingAmong(db, query, mostLiked(db, query.byTime))) {
      known.add(id);
      yield id;
    }
  }
  for (const id of allIdsOfMatches(db, query, order, count)) if (!known.has(id)) yield id;
}

function* allIdsOfMatches(db: Db, query: IndexQuery, order: Order, count: number): Generator<string> {
  const { byTime } = query;
  const { from, where, values } = sqlOf(query, order === 'likes' || byTime);
  const isLimited = order === 'relevance' && count > MOST_RANKED;
  const [ranked, least] = isLimited ? [` AND ${age(byTime)} >= ?`, [leastRanked(db, query)]] : ['', []];
  const find = db.prepare<Value[], string>(
    `SELECT CAST(s.rowid AS TEXT) ${from} WHERE ${where}${ranked} ORDER BY ${orderBy(order, byTime)}`,
  );
  yield* find.pluck().iterate(...values, ...least);
}

/** In the same order as matches by likes. */
function mostLiked(db: Db, byTime: boolean): string[] {
  const find = db.prepare<[], string>(
    `SELECT CAST(id AS TEXT) FROM tweets WHERE likes > 0 ORDER BY likes DESC, ${byTime ? 'posted_at DESC, ' : ''}id DESC LIMIT ${MOST_LIKED}`,
  );
  return find.pluck().all();
}

/** When a post that matches was written. */
export interface Moment {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly postedAt: number;
  readonly dateOnly: boolean;
  readonly audience: Audience;
}

/** When each match was written, in an order. */
export function* momentsOfMatches(db: Db, query: IndexQuery, order: 'newest' | 'oldest'): Generator<Moment> {
  const { from, where, values } = sqlOf(query, true);
  const find = db.prepare<Value[], [id: string, postedAt: number, dateOnly: number, audience: Audience]>(
    `SELECT CAST(s.rowid AS TEXT), t.posted_at, t.date_only, t.audience ${from} WHERE ${where} ORDER BY ${orderBy(order, query.byTime)}`,
  );
  for (const [id, postedAt, dateOnly, audience] of find.raw().iterate(...values))
    yield { id, postedAt, dateOnly: dateOnly === 1, audience };
}

/** The ids, of those given, that match. */
export function* matchingAmong(db: Db, query: IndexQuery, ids: readonly string[]): Generator<string> {
  const { from, where, values } = sqlOf(query);
  const find = db.prepare<Value[]>(`SELECT 1 ${from} WHERE ${where} AND s.rowid = ?`);
  for (const id of ids) if (find.get(...values, BigInt(id)) !== undefined) yield id;
}

/** The query for what matches another expression too. */
export function narrow(query: IndexQuery, further: string): IndexQuery {
  return { ...query, expression: `(${query.expression}) AND ${further}` };
}

/** What grows with time: Twitter's ids do, which the index knows; other ids say nothing of it, and each post has to be read. */
function age(byTime: boolean): string {
  return byTime ? 't.posted_at' : 's.rowid';
}

/** `rank` is bm25 with the weights set in the migrations: the less, the better. */
function orderBy(order: Order, byTime: boolean): string {
  const newest = byTime ? 't.posted_at DESC, s.rowid DESC' : 's.rowid DESC';
  if (order === 'oldest') return byTime ? 't.posted_at, s.rowid' : 's.rowid';
  return order === 'newest' ? newest : `${order === 'relevance' ? 's.rank' : 't.likes DESC'}, ${newest}`;
}

/** The age (see there) of the oldest match that is ranked. */
function leastRanked(db: Db, query: IndexQuery): bigint {
  const { byTime } = query;
  const { from, where, values } = sqlOf(query, byTime);
  const row = db
    .prepare<Value[], { id: string }>(
      `SELECT CAST(${age(byTime)} AS TEXT) AS id ${from} WHERE ${where} ORDER BY ${age(byTime)} DESC LIMIT 1 OFFSET ${MOST_RANKED - 1}`,
    )
    .get(...values);
  return BigInt(row?.id ?? 0);
}

type Value = string | number | bigint;

function sqlOf(
  { expression, periods, ids }: IndexQuery,
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

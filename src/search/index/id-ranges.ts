// Periods as ranges of ids: SQLite finds a range of ids in the search index at once, but has to read a post for its time.
// Ids should grow with time; whether they do is checked here.

import type { InstantRange } from '../../time/calendar.ts';
import type { Db } from '../../library/database.ts';
import { TRAIT, traitWord } from './entries.ts';

/** From the first id to the last, both included. */
export interface IdRange {
  readonly first: bigint;
  readonly last: bigint;
}

export interface Timeline {
  readonly accountIds: readonly number[];
  /** The years of UTC that may have posts, in order. */
  readonly years: readonly number[];
}

const NONE: IdRange = { first: 1n, last: 0n };

/** The range of ids that has all posts of a period and no others; null if there is no such range. */
export function idRangeOf(db: Db, period: InstantRange, timeline: Timeline): IdRange | null {
  const { from, to } = period;
  if (hasDatesAcross(db, period, timeline)) return null;
  const within = spanBetween(db, from, to, timeline);
  if (!within) return NONE;
  const before = spanBetween(db, -Infinity, from, timeline);
  const after = spanBetween(db, to, Infinity, timeline);
  const isApart = (!before || before.last < within.first) && (!after || after.first > within.last);
  return isApart ? within : null;
}

/** Whether a post that has only a date is in the period by that and not by its instant, or the other way round. */
function hasDatesAcross(db: Db, { from, to, firstDate, lastDate }: InstantRange, { accountIds }: Timeline): boolean {
  const find = db.prepare<number[]>(
    `SELECT 1 FROM tweets WHERE account_id = ? AND posted_at BETWEEN ? AND ? AND date_only
       AND (posted_at BETWEEN ? AND ?) <> (posted_at >= ? AND posted_at < ?)`,
  );
  return [
    [from, firstDate],
    [to, lastDate],
  ].some((edge) =>
    accountIds.some((id) => find.get(id, Math.min(...edge), Math.max(...edge), firstDate, lastDate, from, to)),
  );
}

/** The least and greatest ids of what was written from one instant to just before another; null if nothing was. */
function spanBetween(db: Db, from: number, to: number, { accountIds, years }: Timeline): IdRange | null {
  const spans = years.flatMap((year) => {
    const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    if (end <= from || start >= to) return [];
    if (start >= from && end <= to) return spanOfYear(db, year);
    return accountIds.flatMap((id) => spanInTime(db, id, Math.max(start, from), Math.min(end, to)));
  });
  const [any] = spans;
  if (!any) return null;
  return spans.reduce(
    (all, { first, last }) => ({
      first: first < all.first ? first : all.first,
      last: last > all.last ? last : all.last,
    }),
    any,
  );
}

/** Of all accounts, since the index finds that without going through the year. */
function spanOfYear(db: Db, year: number): IdRange[] {
  const outermost = (order: string): string | undefined =>
    db
      .prepare<[string], string>(
        `SELECT CAST(rowid AS TEXT) FROM search_index WHERE search_index MATCH ? ORDER BY rowid ${order} LIMIT 1`,
      )
      .pluck()
      .get(`"${traitWord(TRAIT.year(year))}"`);
  const [first, last] = [outermost('ASC'), outermost('DESC')];
  return first === undefined || last === undefined ? [] : [{ first: BigInt(first), last: BigInt(last) }];
}

function spanInTime(db: Db, accountId: number, from: number, to: number): IdRange[] {
  const row = db
    .prepare<[number, number, number], { first: string | null; last: string | null }>(
      `SELECT CAST(min(id) AS TEXT) AS first, CAST(max(id) AS TEXT) AS last FROM tweets
       WHERE account_id = ? AND posted_at >= ? AND posted_at < ?`,
    )
    .get(accountId, from, to);
  return row?.first == null || row.last === null ? [] : [{ first: BigInt(row.first), last: BigInt(row.last) }];
}

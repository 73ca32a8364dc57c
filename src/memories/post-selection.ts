// Which posts are counted: the final versions of all that some accounts wrote in a period, as a condition of SQL.

import type { DayRange } from '../time/calendar.ts';
import type { Db } from '../library/database.ts';
import { hasDirectPosts } from '../library/posts.ts';
import { idList } from '../library/sqlite.ts';
import { visibleSql, type Viewer } from './selection.ts';

export interface Selection extends Viewer {
  readonly accountIds: readonly number[];
  /** Null for all time. */
  readonly range: DayRange | null;
}

/** What somebody may see, as a condition of SQL on `tweets AS t`: where nothing is direct, the author sees everything. */
export function seenSql(db: Db, viewer: Viewer): string {
  return viewer.circle && !hasDirectPosts(db) ? 'true' : visibleSql(viewer);
}

export type Parameters = (number | string)[];

export interface Sql {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** The final versions of a selection's posts. */
export function conditionOf(db: Db, { accountIds, range, ...viewer }: Selection): Sql {
  const ids = JSON.stringify(accountIds);
  const final = isNoneOf(earlierVersions(db));
  const isWanted = `${seenSql(db, viewer)} AND ${final.sql}`;
  if (range === null) {
    // The plus keeps SQLite from the index: reading everything is faster in the order in which it lies there.
    return {
      sql: `+t.account_id IN (SELECT value FROM json_each(?)) AND ${isWanted}`,
      parameters: [ids, ...final.parameters],
    };
  }
  const { from, to, firstDate, lastDate } = range;
  return {
    sql: `t.account_id IN (SELECT value FROM json_each(?)) AND t.posted_at >= ? AND t.posted_at <= ?
      AND iif(t.date_only, t.posted_at BETWEEN ? AND ?, t.posted_at >= ? AND t.posted_at < ?) AND ${isWanted}`,
    parameters: [
      ...[ids, Math.min(from, firstDate), Math.max(to, lastDate), firstDate, lastDate, from, to],
      ...final.parameters,
    ],
  };
}

/** The few versions that aren't the last (see IS_FINAL): asking that of each post would take a fifth of the time. */
function earlierVersions(db: Db): string[] {
  const find = db.prepare<[], string>(
    `SELECT CAST(t.id AS TEXT) FROM tweets later CROSS JOIN tweets t ON t.id = later.edit_of
     WHERE later.edit_of IS NOT NULL AND t.edit_of IS NULL AND t.id < later.id
     UNION
     SELECT CAST(t.id AS TEXT) FROM tweets later CROSS JOIN tweets t ON t.edit_of = later.edit_of AND t.id < later.id
     WHERE later.edit_of IS NOT NULL`,
  );
  return find.pluck().all();
}

/** An empty list costs nothing. */
export function isNoneOf(ids: readonly string[]): Sql {
  if (ids.length === 0) return { sql: 'true', parameters: [] };
  return { sql: 't.id NOT IN (SELECT value FROM json_each(?))', parameters: [idList(ids)] };
}

// Posts coming out: those of a day, one by its id, the next one in time.

import { dateOf, type DayRange } from '../time/calendar.ts';
import type { FoundPost } from './memory.ts';
import type { Db } from './database.ts';
import { FIRST_MADE_ID } from '../post/id.ts';
import type { Network } from '../post/network.ts';
import type { Media } from '../post/post.ts';
import { idList, statement } from './sqlite.ts';
import { SELECTED, postOfCells, type PostCells } from './post-row.ts';

/** The last version of an edited post is the one to show. */
export const IS_FINAL = `NOT EXISTS (SELECT 1 FROM tweets later WHERE later.edit_of = coalesce(t.edit_of, t.id) AND later.id > t.id)`;
const FOUND = `SELECT ${SELECTED}, a.handle, a.network FROM tweets t JOIN accounts a ON a.id = t.account_id`;

/** With the author's handle and network at the end. Always read `raw`. */
type FoundRow = PostCells;

function foundOf(row: FoundRow): FoundPost {
  const [account, network] = row.slice(-2) as [string, Network];
  return Object.assign(postOfCells(row), { account, network });
}

/** The posts of one year's day, by time. */
export function postsIn(db: Db, range: DayRange, accountIds: readonly number[]): FoundPost[] {
  const { from, to, firstDate, lastDate } = range;
  const find = statement<(number | string)[], FoundRow>(
    db,
    `${FOUND} WHERE t.account_id IN (SELECT value FROM json_each(?)) AND t.posted_at >= ? AND t.posted_at <= ?
       AND iif(t.date_only, t.posted_at BETWEEN ? AND ?, t.posted_at >= ? AND t.posted_at < ?)
       AND ${IS_FINAL} ORDER BY t.posted_at, t.id`,
  );
  const [least, most] = [Math.min(from, firstDate), Math.max(to, lastDate)];
  const rows = find.raw().all(JSON.stringify(accountIds), least, most, firstDate, lastDate, from, to);
  return rows.map(foundOf);
}

/** The posts of a short time (milliseconds since 1970 UTC, both included), by time. */
export function finalPostsBetween(db: Db, from: number, to: number, accountIds: readonly number[]): FoundPost[] {
  const find = statement<[string, number, number], FoundRow>(
    db,
    `${FOUND} WHERE t.account_id IN (SELECT value FROM json_each(?)) AND t.posted_at BETWEEN ? AND ?
       AND ${IS_FINAL} ORDER BY t.posted_at, t.id`,
  );
  return find.raw().all(JSON.stringify(accountIds), from, to).map(foundOf);
}

// Put together once: an export asks for a million posts.
const ONE = `${FOUND} WHERE t.id = ?`;
const MANY = `${FOUND} WHERE t.id IN (SELECT value FROM json_each(?))`;

/** One post by its id, whatever its kind. */
export function findPost(db: Db, id: string): FoundPost | undefined {
  const row = statement<[bigint], FoundRow>(db, ONE).raw().get(BigInt(id));
  return row && foundOf(row);
}

/** Those of the ids' posts that are there, in the order of the ids: in a third of the time that one by one would take. */
export function findPosts(db: Db, ids: readonly string[]): FoundPost[] {
  if (ids.length === 0) return [];
  const rows = statement<[string], FoundRow>(db, MANY).raw().all(idList(ids));
  const found = new Map(rows.map((row) => [row[0], row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : [foundOf(row)];
  });
}

/** All versions of a post that was edited, oldest first; the post alone when it was not. */
export function versionsOf(db: Db, post: FoundPost): FoundPost[] {
  const first = BigInt(post.editOf ?? post.id);
  const rows = db.prepare<[bigint, bigint], FoundRow>(`${FOUND} WHERE t.id = ? OR t.edit_of = ? ORDER BY t.id`);
  return rows.raw().all(first, first).map(foundOf);
}

/** The posts on one side of an instant (milliseconds since 1970 UTC), the nearest first; dates without a time count as UTC. */
export function* postsFrom(
  db: Db,
  direction: 'before' | 'after',
  instant: number,
  accountIds: readonly number[],
): Generator<FoundPost> {
  const [sign, order] = direction === 'after' ? ['>=', ''] : ['<', 'DESC'];
  const find = db.prepare<[number, number], FoundRow>(
    `${FOUND} WHERE t.account_id = ? AND t.posted_at ${sign} ? AND ${IS_FINAL} ORDER BY t.posted_at ${order}`,
  );
  const [first, ...others] = accountIds;
  if (first === undefined) return;
  if (others.length === 0) {
    for (const row of find.raw().iterate(first, instant)) yield foundOf(row);
    return;
  }
  const sources = accountIds.map((id) => postsFrom(db, direction, instant, [id]));
  yield* nearestFirst(sources, direction === 'after' ? 1 : -1);
}

/** Merges sources that are each in order of time (`sign` 1) or against it (-1). */
function* nearestFirst(sources: Generator<FoundPost>[], sign: 1 | -1): Generator<FoundPost> {
  const heads = sources.map((source) => source.next());
  try {
    for (;;) {
      let best = -1;
      for (const [index, head] of heads.entries()) {
        const leader = heads[best];
        if (head.done) continue;
        if (leader === undefined || leader.done || (head.value.postedAt - leader.value.postedAt) * sign < 0)
          best = index;
      }
      const next = heads[best];
      const source = sources[best];
      if (next === undefined || next.done || source === undefined) return;
      yield next.value;
      heads[best] = source.next();
    }
  } finally {
    for (const source of sources) source.return(undefined);
  }
}

/** How many there are, of all accounts. */
export function postCount(db: Db): number {
  return db.prepare<[], { posts: number }>('SELECT count(*) AS posts FROM tweets').get()?.posts ?? 0;
}

/** Whether any post is for only the people it names; of most accounts none is. */
export function hasDirectPosts(db: Db): boolean {
  const find = "SELECT EXISTS (SELECT 1 FROM tweets WHERE audience = 'direct')";
  return db.prepare<[], number>(find).pluck().get() === 1;
}

/** Whether any id says nothing of when its post was written. */
export function hasMadeIds(db: Db): boolean {
  return db.prepare<[bigint]>('SELECT 1 FROM tweets WHERE id >= ? LIMIT 1').get(FIRST_MADE_ID) !== undefined;
}

/** Those of the ids that the database has no post of. */
export function missingPosts(db: Db): (ids: readonly string[]) => string[] {
  // All at once, as a list in JSON: a question for each would take several times as long.
  const find = db
    .prepare<[string], string>(
      `SELECT CAST(wanted.value AS TEXT) FROM json_each(?) wanted
       WHERE NOT EXISTS (SELECT 1 FROM tweets WHERE id = CAST(wanted.value AS INTEGER))`,
    )
    .pluck();
  return (ids) => find.all(JSON.stringify(ids));
}

/** When the accounts' first and last posts were written, in milliseconds since 1970 UTC; null without posts. */
export function timeSpan(db: Db, accountIds: readonly number[]): { first: number; last: number } | null {
  const find = db.prepare<{ id: number }, { first: number | null; last: number | null }>(
    `SELECT (SELECT posted_at FROM tweets WHERE account_id = @id ORDER BY posted_at LIMIT 1) AS first,
            (SELECT posted_at FROM tweets WHERE account_id = @id ORDER BY posted_at DESC LIMIT 1) AS last`,
  );
  const spans = accountIds.map((id) => find.get({ id })).filter((span) => span?.first !== null && span !== undefined);
  if (spans.length === 0) return null;
  return {
    first: Math.min(...spans.map((span) => span?.first ?? Infinity)),
    last: Math.max(...spans.map((span) => span?.last ?? -Infinity)),
  };
}

/** The years in which the accounts' posts may lie, in order: a zone can put one into the year beside its UTC year. */
export function yearsOf(db: Db, accountIds: readonly number[]): number[] {
  const span = timeSpan(db, accountIds);
  if (!span) return [];
  const first = dateOf(span.first, 'UTC').year - 1;
  const last = dateOf(span.last, 'UTC').year + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The media of posts by id; none for a post that is not there. */
export function mediaByPost(db: Db): (id: string) => readonly Media[] {
  const find = db.prepare<[bigint], { media: string }>('SELECT media FROM tweets WHERE id = ?');
  return (id) => {
    const row = find.get(BigInt(id));
    return row ? (JSON.parse(row.media) as Media[]) : [];
  };
}

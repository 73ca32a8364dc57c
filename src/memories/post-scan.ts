// Goes through all posts of a selection, reading only what counting needs.

import type { Kind, Span } from '../post/post.ts';
import { parseSpans } from '../post/spans.ts';
import type { Db } from '../library/database.ts';
import { idList } from '../library/sqlite.ts';
import { conditionOf, isNoneOf, type Parameters, type Selection, type Sql } from './post-selection.ts';

/** When a post was written, and whether the caller marked it. */
export interface Moment {
  /** In milliseconds since 1970 UTC. */
  readonly postedAt: number;
  readonly dateOnly: boolean;
  readonly isMarked: boolean;
}

/** A moment as one number, since every value from SQLite takes time: the milliseconds, and two bits. */
export function packedMoment(marked: readonly string[]): Sql {
  const unmarked = isNoneOf(marked);
  return { ...unmarked, sql: `t.posted_at * 4 + t.date_only * 2 + NOT (${unmarked.sql})` };
}

export function unpackMoment(packed: number): Moment {
  const postedAt = Math.floor(packed / 4);
  const bits = packed - postedAt * 4;
  return { postedAt, dateOnly: bits >= 2, isMarked: bits % 2 === 1 };
}

/** An expression of SQL, and the type of its values. */
interface Column<Value> {
  readonly sql: string;
  /** For the type checker only. */
  readonly type?: Value;
}

type Cells<Columns extends readonly Column<unknown>[]> = {
  [Key in keyof Columns]: Columns[Key] extends Column<infer Value> ? Value : never;
};

/**
 * Calls `visit` for each row of a selection. Twice as fast as iterating, since SQLite calls us and no row object is made. Until it
 * returns, the connection can't run other statements.
 */
function visitRows<Columns extends readonly Column<unknown>[]>(
  db: Db,
  { selection, marked, isOwn = false }: Visited,
  columns: readonly [...Columns],
  visit: (moment: Moment, ...cells: Cells<Columns>) => void,
): void {
  const [moment, where] = [packedMoment(marked), conditionOf(db, selection)];
  db.aggregate('visit_row', {
    varargs: true,
    start: null,
    step: (_state: unknown, packed: unknown, ...cells: unknown[]) => {
      // The types are those that the columns name.
      visit(unpackMoment(packed as number), ...(cells as Cells<Columns>));
    },
  });
  const parameters = [...moment.parameters, ...where.parameters];
  db.prepare<Parameters>(
    `SELECT visit_row(${[moment, ...columns].map(({ sql }) => sql).join(', ')}) FROM tweets t
     WHERE ${isOwn ? "t.kind <> 'retweet' AND " : ''}${where.sql}`,
  ).get(...parameters);
}

interface Visited {
  readonly selection: Selection;
  readonly marked: readonly string[];
  /** Without retweets. */
  readonly isOwn?: boolean;
}

/** Visits everything that statistics count. */
export function visitPosts(
  db: Db,
  selection: Selection,
  marked: readonly string[],
  visit: (moment: Moment, post: CountedPost) => void,
): void {
  const sort: Column<string> = {
    sql: "t.kind || char(9) || coalesce(t.lang, '') || char(9) || coalesce(t.client, '')",
  };
  const spans: Column<string | null> = { sql: "iif(t.kind = 'retweet', NULL, nullif(t.spans, '[]'))" };
  const text: Column<string | null> = { sql: "iif(t.kind <> 'retweet' AND instr(t.spans, 'hashtag'), t.text, NULL)" };
  visitRows(db, { selection, marked }, [sort, spans, text], (moment, ...cells) => {
    visit(moment, { sort: cells[0], spans: cells[1] === null ? [] : parseSpans(cells[1]), text: cells[2] ?? '' });
  });
}

/** Visits only what a calendar needs. */
export function visitKinds(
  db: Db,
  selection: Selection,
  marked: readonly string[],
  visit: (moment: Moment, kind: Kind) => void,
): void {
  const kind: Column<Kind> = { sql: 't.kind' };
  visitRows(db, { selection, marked }, [kind], visit);
}

export interface Engagement {
  /** Null when the archive doesn't count. */
  readonly likes: number | null;
  readonly retweets: number | null;
  /** How many photos, videos and GIFs it has. */
  readonly media: number;
}

/** Visits the accounts' own posts with their likes and retweets. */
export function visitEngagement(
  db: Db,
  selection: Selection,
  marked: readonly string[],
  visit: (moment: Moment, engagement: Engagement) => void,
): void {
  const likes: Column<number | null> = { sql: 't.likes' };
  const retweets: Column<number | null> = { sql: 't.retweets' };
  const media: Column<number> = { sql: 'json_array_length(t.media)' };
  visitRows(db, { selection, marked, isOwn: true }, [likes, retweets, media], (moment, ...cells) => {
    visit(moment, { likes: cells[0], retweets: cells[1], media: cells[2] });
  });
}

/** The ids of one's own posts that were liked most and are not `marked`, the most liked first; of equals the older first. */
export function mostLikedIds(db: Db, selection: Selection, marked: readonly string[], most: number): string[] {
  const { sql, parameters } = conditionOf(db, selection);
  // The plus keeps SQLite from the index: a period may have few of those that were liked.
  const likes = selection.range === null ? 't.likes' : '+t.likes';
  const find = db.prepare<Parameters, { id: string }>(
    `SELECT CAST(t.id AS TEXT) AS id FROM tweets t
     WHERE ${likes} > 0 AND t.kind <> 'retweet' AND t.id NOT IN (SELECT value FROM json_each(?)) AND ${sql}
     ORDER BY t.likes DESC, t.id LIMIT ?`,
  );
  return find.all(idList(marked), ...parameters, most).map(({ id }) => id);
}

/** What is counted of a post. */
export interface CountedPost {
  /** Its kind, language and client as `groupKey` joins them: few differ, and one word is counted faster than three. */
  readonly sort: string;
  /** Those of one's own post; none of what others wrote. */
  readonly spans: readonly Span[];
  /** At least where a span is a hashtag, which only says where that stands. */
  readonly text: string;
}

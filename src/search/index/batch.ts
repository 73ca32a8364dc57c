// Reads a part of what waits to be indexed, as entries of the search index.

import type { Media, Poll, Span, Post } from '../../post/post.ts';
import type { Db } from '../../library/database.ts';
import { IS_FINAL } from '../../library/posts.ts';
import { entryOf } from './entries.ts';

/** Posts in one transaction: a tenth of a second of work, so that no other process waits long for the database, and little memory. */
const BATCH = 2_000;

export interface Batch {
  /** Ids with the cells of their entries; without any for a post that is not to be found. */
  readonly entries: readonly (readonly [id: string, ...cells: string[]])[];
  /** The last id that it takes from the queue. */
  readonly last: string;
}

/** The first of what waits, or what follows an id there; null for nothing. Both questions must see the same database. */
export function readBatch(db: Db, after = -(2n ** 63n)): Batch | null {
  const find = `SELECT CAST(max(id) AS TEXT) FROM (SELECT id FROM search_queue WHERE id > ? ORDER BY id LIMIT ${BATCH})`;
  const last = db.prepare<[bigint], string | null>(find).pluck().get(after) ?? null;
  if (last === null) return null;
  const rows = db.prepare<[bigint], Row>(AFFECTED).all(after);
  return {
    entries: rows.map((row) =>
      row.account_id === null || row.is_final === 0 ? [row.id] : [row.id, ...entryOf(postOf(row, row.account_id))],
    ),
    last,
  };
}

interface Row {
  readonly id: string;
  /** Null for a post that is not there. */
  readonly account_id: number | null;
  readonly is_final: number;
  readonly is_continued: number;
  readonly posted_at: number;
  readonly kind: Post['kind'];
  readonly text: string;
  readonly spans: string;
  readonly media: string;
  readonly warning: string | null;
  readonly poll: string | null;
  readonly audience: Post['audience'];
  readonly reply_to_handle: string | null;
  readonly quoted_id: string | null;
  readonly quoted_handle: string | null;
  readonly edit_of: string | null;
  readonly has_place: number;
}

/** What waits affects the posts that a thread continues, and all versions of an edited post: only the last is found. */
const AFFECTED = `
  WITH
    waiting AS (SELECT id FROM search_queue WHERE id > ? ORDER BY id LIMIT ${BATCH}),
    touched AS (
      SELECT id FROM waiting
      UNION
      SELECT t.reply_to_id FROM waiting CROSS JOIN tweets t ON t.id = waiting.id WHERE t.kind = 'thread'
    ),
    affected AS (
      SELECT id FROM touched
      UNION
      SELECT t.edit_of FROM touched CROSS JOIN tweets t ON t.id = touched.id WHERE t.edit_of IS NOT NULL
      UNION
      SELECT v.id FROM touched CROSS JOIN tweets t ON t.id = touched.id
        CROSS JOIN tweets v ON v.edit_of = coalesce(t.edit_of, t.id)
    )
  SELECT CAST(affected.id AS TEXT) AS id, t.account_id, t.posted_at, t.kind, t.text, t.spans, t.media, t.warning, t.poll, t.audience, t.reply_to_handle,
    CAST(t.quoted_id AS TEXT) AS quoted_id, t.quoted_handle, CAST(t.edit_of AS TEXT) AS edit_of, ${IS_FINAL} AS is_final,
    t.place IS NOT NULL OR (t.latitude IS NOT NULL AND t.longitude IS NOT NULL) AS has_place,
    EXISTS (SELECT 1 FROM tweets part WHERE part.reply_to_id IN (t.id, t.edit_of) AND part.kind = 'thread') AS is_continued
  FROM affected LEFT JOIN tweets t ON t.id = affected.id
  WHERE affected.id IS NOT NULL`;

function postOf(row: Row, accountId: number): Parameters<typeof entryOf>[0] {
  return {
    accountId,
    postedAt: row.posted_at,
    kind: row.kind,
    text: row.text,
    spans: JSON.parse(row.spans) as Span[],
    media: JSON.parse(row.media) as Media[],
    warning: row.warning,
    poll: row.poll === null ? null : (JSON.parse(row.poll) as Poll),
    audience: row.audience,
    replyToHandle: row.reply_to_handle,
    quotedId: row.quoted_id,
    quotedHandle: row.quoted_handle,
    editOf: row.edit_of,
    hasPlace: row.has_place === 1,
    isContinued: row.is_continued === 1,
  };
}

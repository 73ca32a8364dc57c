// Threads: posts that answer their own author, from the first to the last.

import type { Db } from './database.ts';
import { statement } from './sqlite.ts';
import { IS_FINAL } from './posts.ts';

// Put together once: an export asks for the threads of a million posts.
const WHOLE_THREAD = `WITH RECURSIVE
         up (id) AS (
           SELECT coalesce(edit_of, id) FROM tweets WHERE id = ?
           UNION
           SELECT coalesce(parent.edit_of, parent.id)
           FROM up JOIN tweets t ON t.id = up.id OR t.edit_of = up.id JOIN tweets parent ON parent.id = t.reply_to_id
           WHERE t.kind = 'thread' AND parent.account_id = t.account_id
         ),
         down (id) AS (
           -- Ids grow with time: the first part has the least. CROSS JOIN keeps the order in which each step has an index.
           SELECT min(id) FROM up
           UNION
           SELECT coalesce(t.edit_of, t.id)
           FROM down
             CROSS JOIN tweets parent ON parent.id = down.id OR parent.edit_of = down.id
             CROSS JOIN tweets t ON t.reply_to_id = parent.id AND t.kind = 'thread' AND t.account_id = parent.account_id
         )
       SELECT CAST(t.id AS TEXT) AS id FROM down JOIN tweets t ON t.id = down.id OR t.edit_of = down.id
       WHERE ${IS_FINAL} ORDER BY t.posted_at, t.id`;

/**
 * The ids of the whole thread that a post is part of, by time; only its own id when it is part of none. An answer may
 * name any version of an edited post: here they all go by the first one's id, and the last one is the part.
 */
export function threadIds(db: Db, id: string): string[] {
  if (isStandalone(db, id)) return [id];
  const rows = statement<[bigint], { id: string }>(db, WHOLE_THREAD).all(BigInt(id));
  return rows.map((row) => row.id);
}

/** Whether it is part of no thread, as most are: that is seen in less time than it takes to follow one. */
function isStandalone(db: Db, id: string): boolean {
  const find = statement<[bigint], object>(
    db,
    `SELECT 1 FROM tweets t WHERE t.id = ? AND t.kind <> 'thread' AND t.edit_of IS NULL
       AND NOT EXISTS (SELECT 1 FROM tweets part WHERE part.reply_to_id = t.id AND part.kind = 'thread')
       AND NOT EXISTS (SELECT 1 FROM tweets later WHERE later.edit_of = t.id)`,
  );
  return find.get(BigInt(id)) !== undefined;
}

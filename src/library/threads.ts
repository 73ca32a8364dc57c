// Threads: posts that answer their own author, from the first to the last.

import type { Db } from './database.ts';
import { idList, statement } from './sqlite.ts';
import { IS_FINAL } from './posts.ts';

/** Of a part: the posts that it answers and that are parts too. */
const PARENT = `SELECT coalesce(parent.edit_of, parent.id) FROM tweets t JOIN tweets parent ON parent.id = t.reply_to_id
         WHERE t.kind = 'thread' AND parent.account_id = t.account_id`;

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
           -- Ids grow with time, so the first part has the least, but for a clock of Twitter's that was behind the others.
           -- CROSS JOIN keeps the order in which each step has an index.
           SELECT iif(
             EXISTS (${PARENT} AND (t.id = least OR t.edit_of = least)),
             coalesce(
               (SELECT up.id FROM up WHERE NOT EXISTS (${PARENT} AND (t.id = up.id OR t.edit_of = up.id)) LIMIT 1),
               least
             ),
             least
           ) FROM (SELECT min(id) AS least FROM up)
           UNION
           SELECT coalesce(t.edit_of, t.id)
           FROM down
             CROSS JOIN tweets parent ON parent.id = down.id OR parent.edit_of = down.id
             CROSS JOIN tweets t ON t.reply_to_id = parent.id AND t.kind = 'thread' AND t.account_id = parent.account_id
         )
       SELECT CAST(t.id AS TEXT) AS id, CAST(down.id AS TEXT) AS part, t.posted_at AS time,
         (SELECT CAST(coalesce(parent.edit_of, parent.id) AS TEXT) FROM tweets parent WHERE parent.id = t.reply_to_id) AS parent
       FROM down JOIN tweets t ON t.id = down.id OR t.edit_of = down.id
       WHERE ${IS_FINAL} ORDER BY t.posted_at, t.id`;

interface Part {
  /** Of its last version. */
  readonly id: string;
  /** By which all versions go: the first one's id. */
  readonly part: string;
  readonly time: number;
  /** The part that it answers; of the first one whatever that is, if anything. */
  readonly parent: string | null;
}

/**
 * The ids of the whole thread that a post is part of, by time, but none before the part that it answers; only its own id
 * when it is part of none. An answer may name any version of an edited post: here they all go by the first one's id, and
 * the last one is the part.
 */
export function threadIds(db: Db, id: string): string[] {
  const parts = statement<[bigint], Part>(db, WHOLE_THREAD).all(BigInt(id));
  return answersLast(parts).map((part) => part.id);
}

/** Parts in order of time, of which the few whose ids are below that of what they answer are moved behind that. */
function answersLast(parts: readonly Part[]): readonly Part[] {
  const all = new Set(parts.map(({ part }) => part));
  const isEarly = ({ part, parent }: Part): boolean =>
    parent !== null && all.has(parent) && BigInt(part) < BigInt(parent);
  if (!parts.some(isEarly)) return parts;
  const waiting = new Map<string, Part[]>();
  const held = new Set<string | null>();
  const ordered = new Set<Part>();
  const done = new Set<string | null>();
  for (const part of parts) {
    const { parent } = part;
    if (!done.has(parent) && (isEarly(part) || held.has(parent))) {
      waiting.set(parent ?? '', [...(waiting.get(parent ?? '') ?? []), part]);
      held.add(part.part);
      continue;
    }
    const ready = [part];
    for (const next of ready) {
      ordered.add(next);
      done.add(next.part);
      ready.push(...(waiting.get(next.part) ?? []));
    }
  }
  // What answers itself in a circle, as only a made-up archive can, has no order.
  return [...ordered, ...parts.filter((part) => !ordered.has(part))];
}

/** Those of the ids whose posts may be parts of threads. Most are of none: that is seen in less time than it takes to follow one. */
export function partsAmong(db: Db, ids: readonly string[]): ReadonlySet<string> {
  const find = statement<[string], string>(
    db,
    `SELECT CAST(t.id AS TEXT) FROM tweets t WHERE t.id IN (SELECT value FROM json_each(?))
       AND (t.kind = 'thread' OR t.edit_of IS NOT NULL
         OR EXISTS (SELECT 1 FROM tweets part WHERE part.reply_to_id = t.id AND part.kind = 'thread')
         OR EXISTS (SELECT 1 FROM tweets later WHERE later.edit_of = t.id))`,
  );
  return new Set(find.pluck().all(idList(ids)));
}

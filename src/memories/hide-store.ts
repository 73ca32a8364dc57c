// The rules of what is not to be shown.

import type { HideRule } from './hide-rules.ts';
import type { Db } from '../library/database.ts';

/** The rules as they apply: whoever hides one version of an edited post means the post. */
export function loadHideRules(db: Db): HideRule[] {
  return db
    .prepare<[], HideRule>(
      `SELECT kind, value FROM hidden
       UNION
       SELECT hidden.kind, CAST(t.edit_of AS TEXT) FROM hidden JOIN tweets t ON t.id = CAST(hidden.value AS INTEGER)
       WHERE hidden.kind = 'tweet' AND t.edit_of IS NOT NULL`,
    )
    .all();
}

/** The rules as they were made, oldest first. */
export function hideRuleRecords(db: Db): HideRule[] {
  return db.prepare<[], HideRule>('SELECT kind, value FROM hidden ORDER BY added_at, kind, value').all();
}

/** False if the rule was there already. @param now milliseconds since 1970 UTC */
export function addHideRule(db: Db, rule: HideRule, now: number): boolean {
  const added = db
    .prepare('INSERT INTO hidden (kind, value, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(rule.kind, rule.value, now);
  return added.changes > 0;
}

/** False if there was no such rule. */
export function removeHideRule(db: Db, rule: HideRule): boolean {
  return db.prepare('DELETE FROM hidden WHERE kind = ? AND value = ?').run(rule.kind, rule.value).changes > 0;
}

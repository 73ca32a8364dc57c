// The rules about what not to show, in the database.

import { copiesElsewhere } from './hidden-copies.ts';
import type { HideRule } from './hide-rules.ts';
import { foldHiddenWord } from './hide-words.ts';
import { comparedHandle } from '../post/handle.ts';
import type { Db } from '../library/database.ts';

/** The rules as they apply: hiding a post hides all its versions, and its copies on other networks. */
export function loadHideRules(db: Db): HideRule[] {
  const rules = rulesForVersions(db);
  return [...rules, ...rules.flatMap((rule) => rulesForCopies(db, rule))];
}

function rulesForCopies(db: Db, { kind, value }: HideRule): HideRule[] {
  return kind === 'tweet' ? copiesElsewhere(db, value).map(({ id }) => ({ kind, value: id })) : [];
}

function rulesForVersions(db: Db): HideRule[] {
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

/** False if the rule, or one that hides the same, was there already. @param now milliseconds since 1970 UTC */
export function addHideRule(db: Db, rule: HideRule, now: number): boolean {
  if (rulesLike(db, rule).length > 0) return false;
  const added = db
    .prepare('INSERT INTO hidden (kind, value, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(rule.kind, rule.value, now);
  return added.changes > 0;
}

/** Removes all rules that hide what this one does, or a copy of it; false if there was none. */
export function removeHideRule(db: Db, rule: HideRule): boolean {
  const remove = db.prepare('DELETE FROM hidden WHERE kind = ? AND value = ?');
  const removed = [rule, ...rulesForCopies(db, rule)]
    .flatMap((one) => rulesLike(db, one))
    .map(({ kind, value }) => remove.run(kind, value));
  return removed.length > 0;
}

/** A word or a person is hidden in all spellings, so rules for two of them are the same. */
function rulesLike(db: Db, rule: HideRule): HideRule[] {
  const ways = { word: foldHiddenWord, user: comparedHandle, tweet: String, date: String };
  const same = ({ value }: HideRule): string => ways[rule.kind](value);
  return hideRuleRecords(db).filter((one) => one.kind === rule.kind && same(one) === same(rule));
}

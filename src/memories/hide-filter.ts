// Which of very many posts are hidden, without looking at each of them whole.

import { isHidden, type HideRule } from './hide-rules.ts';
import { dateOfNumber, dayNumber } from '../time/calendar.ts';
import type { LocalClock } from '../time/zone.ts';
import { conditionOf, idList, type Moment, type Parameters, type Selection } from '../library/post-scan.ts';
import type { Db } from '../library/database.ts';
import { type PostRow, SELECTED, postOfRow } from '../library/post-row.ts';
import type { Post } from '../post/post.ts';

export interface HiddenFilter {
  /** The posts that rules hide for what they are, not for their date: rows of the store mark them. */
  readonly ids: readonly string[];
  hides(moment: Moment): boolean;
}

export function createHiddenFilter(
  db: Db,
  selection: Selection,
  rules: readonly HideRule[],
  timeZone: string,
  clock: LocalClock,
): HiddenFilter {
  const undated = rules.filter(({ kind }) => kind !== 'date');
  const ids: string[] = [];
  for (const post of hideCandidates(db, selection, undated)) {
    if (isHidden(post, undated, timeZone)) ids.push(post.id);
  }
  const dates = new Set(rules.filter(({ kind }) => kind === 'date').map(({ value }) => value));
  const hidesDay = memoize((day) => {
    const date = dateOfNumber(day).toString();
    return dates.has(date) || dates.has(date.slice(5));
  });
  return {
    ids,
    hides: ({ postedAt, dateOnly, isMarked }) =>
      isMarked || (dates.size > 0 && hidesDay(dayNumber(dateOnly ? postedAt : clock(postedAt)))),
  };
}

function memoize(answer: (day: number) => boolean): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const found = known.get(day) ?? answer(day);
    known.set(day, found);
    return found;
  };
}

/** Posts that rules other than dates may hide: far fewer than all, and none that they do hide is missing. */
export function* hideCandidates(db: Db, selection: Selection, rules: readonly HideRule[]): Generator<Post> {
  const { sql, parameters } = conditionOf(db, selection);
  const ids = rules.filter(({ kind }) => kind === 'tweet').map(({ value }) => value);
  const words = rules
    .filter(({ kind }) => kind === 'word' || kind === 'user')
    .flatMap(({ value }) => writtenForms(value));
  if (ids.length + words.length === 0) return;
  db.function('has_a_word', (text: unknown) => {
    const lower = String(text).toLowerCase().normalize();
    return Number(words.some((word) => lower.includes(word)));
  });
  const everything = "t.text || t.media || coalesce(t.reply_to_handle, '') || ' ' || coalesce(t.quoted_handle, '')";
  const named = '(SELECT value FROM json_each(?))';
  const find = db.prepare<Parameters, PostRow>(
    `SELECT ${SELECTED} FROM tweets t
     WHERE (t.id IN ${named} OR t.edit_of IN ${named}${words.length > 0 ? ` OR has_a_word(${everything})` : ''}) AND ${sql}`,
  );
  for (const row of find.iterate(idList(ids), idList(ids), ...parameters)) yield postOfRow(row);
}

/** A word as it stands in a text, and in the JSON of a description. */
function writtenForms(value: string): string[] {
  const word = value.normalize();
  return [word, JSON.stringify(word).slice(1, -1)];
}

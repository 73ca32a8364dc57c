// Which of very many posts are hidden, without looking at each of them whole.

import { dateTest, isHidden, type HideRule } from './hide-rules.ts';
import { tellingPieces } from './hide-words.ts';
import { foldQuickly } from '../text/quick-folding.ts';
import { dateOfNumber, dayNumber } from '../time/calendar.ts';
import type { LocalClock } from '../time/zone.ts';
import { conditionOf, idList, type Moment, type Parameters, type Selection } from './post-scan.ts';
import type { Db } from '../library/database.ts';
import { type PostRow, SELECTED, postOfRow } from '../library/post-row.ts';
import type { Media, Post } from '../post/post.ts';

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
  const hidesDate = dateTest(rules);
  const hidesDay = hidesDate && memoize((day) => hidesDate(dateOfNumber(day).toString()));
  return {
    ids,
    hides: ({ postedAt, dateOnly, isMarked }) =>
      isMarked || hidesDay?.(dayNumber(dateOnly ? postedAt : clock(postedAt))) === true,
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

/** Posts that rules other than dates may hide: far fewer than all, but none that they do hide is missing. */
function* hideCandidates(db: Db, selection: Selection, rules: readonly HideRule[]): Generator<Post> {
  const { sql, parameters } = conditionOf(db, selection);
  const ids = idList(rules.flatMap(({ kind, value }) => (kind === 'tweet' ? [value] : [])));
  const wanted = rules.flatMap(({ kind, value }) =>
    kind === 'user' ? [[value]] : kind === 'word' ? [tellingPieces(value)] : [],
  );
  if (rules.every(({ kind }) => kind === 'date')) return;
  db.function('has_a_word', (text, media, replyTo, quoted) => {
    const written = [text, ...(media === '[]' ? [] : descriptionsIn(String(media))), replyTo, quoted];
    const folded = foldQuickly(written.filter((one) => one !== null).join('\n'));
    return Number(wanted.some((pieces) => pieces.every((piece) => folded.includes(piece))));
  });
  const words = wanted.length === 0 ? '' : 'OR has_a_word(t.text, t.media, t.reply_to_handle, t.quoted_handle)';
  const named = '(SELECT value FROM json_each(?))';
  const find = db.prepare<Parameters, PostRow>(
    `SELECT ${SELECTED} FROM tweets t WHERE (t.id IN ${named} OR t.edit_of IN ${named} ${words}) AND ${sql}`,
  );
  for (const row of find.iterate(ids, ids, ...parameters)) yield postOfRow(row);
}

function descriptionsIn(media: string): (string | null)[] {
  return (JSON.parse(media) as Media[]).map(({ alt }) => alt);
}

// Which of a million posts are hidden, without reading each of them whole.

import { dateTest, isHidden, type HideRule } from './hide-rules.ts';
import { quickTest, type QuickTest } from './hide-words.ts';
import { foldQuickly } from '../text/quick-folding.ts';
import { withoutServer } from '../post/handle.ts';
import { dateOfNumber, dayNumber } from '../time/calendar.ts';
import type { LocalClock } from '../time/zone.ts';
import type { Moment } from './post-scan.ts';
import { conditionOf, type Parameters, type Selection } from './post-selection.ts';
import type { Db } from '../library/database.ts';
import { type PostCells, SELECTED, postOfCells } from '../library/post-row.ts';
import { idList } from '../library/sqlite.ts';
import type { Media, Post, Span } from '../post/post.ts';

export interface HiddenFilter {
  /** The posts that rules other than dates hide: to be marked where moments are read. */
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

/** All posts that rules other than dates hide, and a few others. */
export function* hideCandidates(db: Db, selection: Selection, rules: readonly HideRule[]): Generator<Post> {
  const { sql, parameters } = conditionOf(db, selection);
  const ids = idList(rules.flatMap(({ kind, value }) => (kind === 'tweet' ? [value] : [])));
  if (rules.every(({ kind }) => kind === 'date')) return;
  const words = wordCondition(db, rules);
  const named = '(SELECT value FROM json_each(?))';
  const find = db.prepare<Parameters, PostCells>(
    `SELECT ${SELECTED} FROM tweets t WHERE (t.id IN ${named} OR t.edit_of IN ${named} OR ${words}) AND ${sql}`,
  );
  for (const cells of find.raw().iterate(ids, ids, ...parameters)) yield postOfCells(cells);
}

/** Finds the posts that may have a hidden word or person. For most of a million, a single look at their text decides. */
function wordCondition(db: Db, rules: readonly HideRule[]): string {
  const tests = rules.flatMap(({ kind, value }): QuickTest[] =>
    kind === 'user' ? [(folded) => folded.includes(withoutServer(value))] : kind === 'word' ? [quickTest(value)] : [],
  );
  if (tests.length === 0) return 'false';
  const isIn = (text: string): boolean => {
    const folded = foldQuickly(text);
    return tests.some((mayBeIn) => mayBeIn(folded) === true);
  };
  db.function('words_in', (written) => {
    const folded = foldQuickly(String(written));
    let answer = 0;
    for (const mayBeIn of tests) {
      const found = mayBeIn(folded);
      if (found === true) return 1;
      if (found === 'apart') answer = 2;
    }
    return answer;
  });
  db.function('words_beside_links', (text, spans) => Number(isIn(cutLinks(String(text), String(spans)))));
  db.function('words_described', (media) => Number(isIn(descriptionsIn(String(media)))));
  const written = ['reply_to_handle', 'quoted_handle', 'warning', 'poll'].reduce(
    (sql, column) => `${sql} || char(10) || coalesce(t.${column}, '')`,
    't.text',
  );
  return `CASE words_in(${written}) WHEN 1 THEN true WHEN 2 THEN words_beside_links(t.text, t.spans) ELSE false END
    OR (instr(t.media, '"alt":"') AND words_described(t.media))`;
}

/** A text with a space in place of each link. */
function cutLinks(text: string, spans: string): string {
  const links = (JSON.parse(spans) as Span[]).filter(({ type }) => type === 'link');
  return links.reduceRight((all, { start, end }) => `${all.slice(0, start)} ${all.slice(end)}`, text);
}

function descriptionsIn(media: string): string {
  return (JSON.parse(media) as Media[]).map(({ alt }) => alt ?? '').join('\n');
}

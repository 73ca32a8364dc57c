// Which of a million posts are hidden, without reading each of them whole.

import { dateTest, isHidden, type HideRule } from './hide-rules.ts';
import { quickTest } from './hide-words.ts';
import { foldQuickly } from '../text/quick-folding.ts';
import { dateOfNumber, dayNumber } from '../time/calendar.ts';
import type { LocalClock } from '../time/zone.ts';
import type { Moment } from './post-scan.ts';
import { conditionOf, idList, type Parameters, type Selection } from './post-selection.ts';
import type { Db } from '../library/database.ts';
import { type PostRow, SELECTED, postOfRow } from '../library/post-row.ts';
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

/** Every post that rules other than dates hide, and few others. */
function* hideCandidates(db: Db, selection: Selection, rules: readonly HideRule[]): Generator<Post> {
  const { sql, parameters } = conditionOf(db, selection);
  const ids = idList(rules.flatMap(({ kind, value }) => (kind === 'tweet' ? [value] : [])));
  const tests = rules.flatMap(({ kind, value }) =>
    kind === 'user' ? [(folded: string) => folded.includes(value)] : kind === 'word' ? [quickTest(value)] : [],
  );
  if (rules.every(({ kind }) => kind === 'date')) return;
  db.function('may_have_a_word', (written, spans, media) => {
    const text = String(written);
    const folded = foldQuickly(media === null ? text : `${text}\n${descriptionsIn(String(media))}`);
    const withoutLinks = (): string => (spans === null ? '' : foldQuickly(cutLinks(text, String(spans))));
    return Number(tests.some((mayHave) => mayHave(folded, withoutLinks)));
  });
  const written = "t.text || char(10) || coalesce(t.reply_to_handle, '') || ' ' || coalesce(t.quoted_handle, '')";
  const [spans, media] = [
    "iif(instr(t.spans, 'link'), t.spans, NULL)",
    `iif(instr(t.media, '"alt":"'), t.media, NULL)`,
  ];
  const hasWord = `may_have_a_word(${written}, ${spans}, ${media})`;
  const words = tests.length === 0 ? '' : `OR ${hasWord}`;
  const named = '(SELECT value FROM json_each(?))';
  const find = db.prepare<Parameters, PostRow>(
    `SELECT ${SELECTED} FROM tweets t WHERE (t.id IN ${named} OR t.edit_of IN ${named} ${words}) AND ${sql}`,
  );
  for (const row of find.iterate(ids, ids, ...parameters)) yield postOfRow(row);
}

/** A text with a space in place of each link. */
function cutLinks(text: string, spans: string): string {
  const links = (JSON.parse(spans) as Span[]).filter(({ type }) => type === 'link');
  return links.reduceRight((all, { start, end }) => `${all.slice(0, start)} ${all.slice(end)}`, text);
}

function descriptionsIn(media: string): string {
  return (JSON.parse(media) as Media[]).map(({ alt }) => alt ?? '').join('\n');
}

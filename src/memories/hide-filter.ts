// Which of very many tweets are hidden, without looking at each of them whole.

import { isHidden, type HideRule } from './hide-rules.ts';
import type { LocalClock } from '../time/calendar.ts';
import { dateOfNumber, dayNumber } from '../time/day-numbers.ts';
import { hideCandidates, type Moment, type Selection } from '../library/post-scan.ts';
import type { Db } from '../library/database.ts';

export interface HiddenFilter {
  /** The tweets that rules hide for what they are, not for their date: rows of the store mark them. */
  readonly ids: readonly string[];
  hides(moment: Moment): boolean;
}

export function hiddenFilter(
  db: Db,
  selection: Selection,
  rules: readonly HideRule[],
  timeZone: string,
  clock: LocalClock,
): HiddenFilter {
  const undated = rules.filter(({ kind }) => kind !== 'date');
  const ids: string[] = [];
  for (const tweet of hideCandidates(db, selection, undated)) {
    if (isHidden(tweet, undated, timeZone)) ids.push(tweet.id);
  }
  const dates = new Set(rules.filter(({ kind }) => kind === 'date').map(({ value }) => value));
  const hidesDay = remembered((day) => {
    const date = dateOfNumber(day).toString();
    return dates.has(date) || dates.has(date.slice(5));
  });
  return {
    ids,
    hides: ({ postedAt, dateOnly, isMarked }) =>
      isMarked || (dates.size > 0 && hidesDay(dayNumber(dateOnly ? postedAt : clock(postedAt)))),
  };
}

function remembered(answer: (day: number) => boolean): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const found = known.get(day) ?? answer(day);
    known.set(day, found);
    return found;
  };
}

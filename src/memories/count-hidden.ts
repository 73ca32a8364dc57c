// How many posts each rule hides, so that nobody hides half an archive in the dark.

import { dateOfNumber, dayNumber } from '../time/calendar.ts';
import { localClock } from '../time/zone.ts';
import type { Db } from '../library/database.ts';
import { hideCandidates } from './hide-filter.ts';
import { dateTest, isHidden, type HideRule } from './hide-rules.ts';
import { visitKinds } from './post-scan.ts';
import type { Selection } from './post-selection.ts';

/** In the order of the rules, of all posts of the accounts. Dates are local days of the zone. */
export function countHidden(
  db: Db,
  accountIds: readonly number[],
  rules: readonly HideRule[],
  timeZone: string,
): number[] {
  const selection: Selection = { accountIds, range: null, circle: true };
  const counts = new Map<HideRule, number>();
  const count = (rule: HideRule): void => void counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const others = rules.filter(({ kind }) => kind !== 'date');
  for (const post of hideCandidates(db, selection, others)) {
    for (const rule of others) if (isHidden(post, [rule], timeZone)) count(rule);
  }
  const dated = rules.flatMap((rule) => {
    const isOn = dateTest([rule]);
    return isOn ? [{ rule, isOn }] : [];
  });
  if (dated.length > 0) countDates(db, selection, dated, timeZone, count);
  return rules.map((rule) => counts.get(rule) ?? 0);
}

interface Dated {
  readonly rule: HideRule;
  readonly isOn: (date: string) => boolean;
}

function countDates(
  db: Db,
  selection: Selection,
  rules: readonly Dated[],
  timeZone: string,
  count: (rule: HideRule) => void,
): void {
  const clock = localClock(timeZone);
  const days = new Map<number, readonly HideRule[]>();
  visitKinds(db, selection, [], ({ postedAt, dateOnly }) => {
    const day = dayNumber(dateOnly ? postedAt : clock(postedAt));
    const date = days.has(day) ? '' : dateOfNumber(day).toString();
    const hiding = days.get(day) ?? rules.filter(({ isOn }) => isOn(date)).map(({ rule }) => rule);
    days.set(day, hiding);
    for (const rule of hiding) count(rule);
  });
}

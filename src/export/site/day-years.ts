// How many posts each day of each year has. A day's page is written as its posts come, a year after the other, and must know
// before what is still to come.

import { localDateOf, monthAndDay, type PlainDate } from '../../time/calendar.ts';
import type { Moment } from '../../search/find-posts.ts';

/** About as many cards as fit on forty screens of a desk; see fold.ts. */
const MOST_CARDS = 100;
/** What one of them takes, in CSS pixels. */
const CARD = 340;

export class DayYears {
  /** By month and day. */
  readonly #days = new Map<string, Map<number, number>>();
  #posts = 0;

  constructor(moments: Iterable<Pick<Moment, 'postedAt' | 'dateOnly'>>, timeZone: string) {
    for (const moment of moments) {
      this.#posts += 1;
      const date = localDateOf(moment, timeZone);
      const key = monthAndDay(date);
      const years = this.#days.get(key) ?? new Map<number, number>();
      years.set(date.year, (years.get(date.year) ?? 0) + 1);
      this.#days.set(key, years);
    }
  }

  /** How many posts there are. */
  get posts(): number {
    return this.#posts;
  }

  /** The years that have something on a date, newest first. */
  of(date: PlainDate): number[] {
    return [...(this.#days.get(monthAndDay(date))?.keys() ?? [])].sort((a, b) => b - a);
  }

  /** How much of a date's page its year may take, in CSS pixels: all that it has, unless the page becomes too long. */
  heightFor(date: PlainDate): number {
    const counts = [...(this.#days.get(monthAndDay(date))?.values() ?? [])].sort((a, b) => a - b);
    let left = MOST_CARDS;
    for (const [index, count] of counts.entries()) {
      const share = left / (counts.length - index);
      // The years from here on have more than there is room for, and share it.
      if (count > share) return Math.max(1, share) * CARD;
      left -= count;
    }
    return Infinity;
  }
}

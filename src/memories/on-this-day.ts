// Use case: a date, a zone and a choice of accounts become the day's memories.

import { DAY_MS, localDateOf, rangeOf, rangesOf, rememberedOn, Temporal, type PlainDate } from '../time/calendar.ts';
import { copiesFinder } from './copies.ts';
import { hydrator } from './hydrate.ts';
import { accountHandles, accounts } from '../library/accounts.ts';
import { type Library } from '../library/database.ts';
import {
  isVisibleTo,
  omissionAmongCopies,
  arrangeMemories,
  withCopies,
  type Choice,
  type FindCopies,
  type Memories,
} from './selection.ts';
import type { FoundPost, Memory } from '../library/memory.ts';
import { postsFrom, postsIn, yearsOf } from '../library/posts.ts';

export interface DayQuery extends Choice {
  /** As if today were this date: only earlier years count. */
  readonly date: PlainDate;
  readonly accountIds: readonly number[];
  /** Only this year's. */
  readonly year?: number | undefined;
}

export function onThisDay(library: Library, query: DayQuery): Memories {
  const ranges = rangesOf(query.date, earlierYears(library, query), query.timeZone);
  const found = ranges.map((range) => ({
    year: range.year,
    posts: inOrder(postsIn(library.db, range, query.accountIds), query.timeZone),
  }));
  const copiesOf = copiesFinder(library, query, query.accountIds);
  const memories = arrangeMemories(query.date, found, query, copiesOf);
  const hydrate = hydrator(library, query);
  const whole = (posts: readonly FoundPost[]): Memory[] => hydrate(posts).map((post) => withCopies(post, copiesOf));
  return {
    ...memories,
    years: memories.years.map((year) => ({ ...year, posts: whole(year.posts) })),
    accounts: accountHandles(accounts(library.db), query.accountIds),
  };
}

/** Sorts by local date, and within a date those without a time first; otherwise the order of time is kept. */
function inOrder(posts: readonly FoundPost[], timeZone: string): FoundPost[] {
  if (!posts.some(({ dateOnly }) => dateOnly)) return [...posts];
  const dated = posts.map((post) => ({ post, date: localDateOf(post, timeZone).toString() }));
  dated.sort((a, b) => {
    if (a.date !== b.date) return a.date < b.date ? -1 : 1;
    return Number(b.post.dateOnly) - Number(a.post.dateOnly);
  });
  return dated.map(({ post }) => post);
}

/** Every post is remembered within a year of any day. */
const FARTHEST = 366;

/** The nearest day before or after the query's that has memories; null if no day has any. */
export function nearestDay(library: Library, query: DayQuery): PlainDate | null {
  const copiesOf = copiesFinder(library, query, query.accountIds);
  let nearest: PlainDate | null = null;
  let farthest = FARTHEST;
  for (const year of earlierYears(library, query)) {
    for (const direction of ['before', 'after'] as const) {
      const found = rememberedBeside(library, query, { year, direction, farthest, copiesOf });
      if (!found) continue;
      nearest = found;
      farthest = daysBetween(query.date, found) - 1;
    }
  }
  return nearest;
}

interface Beside {
  readonly year: number;
  readonly direction: 'before' | 'after';
  readonly farthest: number;
  readonly copiesOf: FindCopies | null;
}

/** The day, at most `farthest` away, that remembers what was written last before, or first after, a year's day. */
function rememberedBeside(
  { db }: Library,
  query: DayQuery,
  { year, direction, farthest, copiesOf }: Beside,
): PlainDate | null {
  for (const post of postsFrom(db, direction, edgesOf(query, year)[direction], query.accountIds)) {
    const date = localDateOf(post, query.timeZone);
    const remembered = rememberedOn(date, date.year + query.date.year - year);
    const days = daysBetween(query.date, remembered);
    if (days > farthest) return null;
    // Posts of the query's own day don't count as another day.
    const isOther = !rememberedOn(remembered, query.date.year).equals(query.date);
    if (isOther && isVisibleTo(post, query) && omissionAmongCopies(post, query, copiesOf) === null) return remembered;
  }
  return null;
}

/** The instants where the query's day of a year begins and ends. */
function edgesOf({ date, timeZone }: DayQuery, year: number): { before: number; after: number } {
  const march = Temporal.PlainDate.from({ year, month: 3, day: 1 });
  // In a common year 29 February is a day without length, before 1 March.
  const range = rangesOf(date, [year], timeZone)[0] ?? rangeOf(march, march.subtract({ days: 1 }), timeZone);
  // West of Greenwich a date without a time begins before the local day.
  return { before: range.from, after: Math.min(range.to, range.lastDate + DAY_MS) };
}

function daysBetween(a: PlainDate, b: PlainDate): number {
  return Math.abs(a.until(b).days);
}

/** The years before the query's that may have posts, and one more, whose day can be near to the last post. */
function earlierYears({ db }: Library, { accountIds, date, year: only }: DayQuery): number[] {
  const years = yearsOf(db, accountIds);
  const all = [...years, (years.at(-1) ?? Infinity) + 1].filter((year) => year < date.year);
  return only === undefined ? all : all.filter((year) => year === only);
}

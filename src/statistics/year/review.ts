// Use case: one year, looked back at; and the summary that its views need, whether the database or an export counted it.

import { dateOf, type PlainDate } from '../../time/calendar.ts';
import { localClock } from '../../time/zone.ts';
import { createHiddenFilter } from '../../memories/hide-filter.ts';
import { hydrator } from '../../memories/hydrate.ts';
import { type Library } from '../../library/database.ts';
import type { Memory } from '../../library/memory.ts';
import { rangeOfPeriod, yearPeriod } from '../../time/period.ts';
import { computeStatistics, type Statistics, type StatisticsQuery } from '../statistics.ts';
import { visitKinds, visitEngagement } from '../../memories/post-scan.ts';
import { timeSpan } from '../../library/posts.ts';
import { daysOfYear, type CalendarDay } from '../year-calendar.ts';
import { fullestDay, longestRun, totalOf, type DayCount, type Run } from '../day-counts.ts';
import type { Counts } from '../tally.ts';

export type ReviewQuery = Omit<StatisticsQuery, 'period'> & { readonly today: PlainDate };

/** What has been found of a year. */
export interface YearFindings {
  readonly year: number;
  /** The local date now. */
  readonly today: PlainDate;
  readonly timeZone: string;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
  readonly counts: Counts;
  /** How many posts the year before had. */
  readonly before: number;
  /** What one's own posts received, as far as the archives count it. */
  readonly likes: number;
  readonly retweets: number;
  /** Photos, videos and GIFs of one's own posts. */
  readonly media: number;
  /** The most liked, with all that belongs to them. */
  readonly mostLiked: readonly Memory[];
  /** One's own first and last words; the same post if there is only one, null if there is none. */
  readonly first: Memory | null;
  readonly last: Memory | null;
}

/** A year in numbers and in its own words: all that a view of it needs. */
export interface YearSummary extends YearFindings {
  /** All of them, retweets included. */
  readonly tweets: number;
  /** Every day of the year. */
  readonly calendar: readonly CalendarDay[];
  readonly fullest: DayCount | null;
  readonly run: Run | null;
}

/** With the statistics of the year, which programs get and which say what they leave out. */
export interface YearReview extends YearSummary {
  readonly statistics: Statistics;
}

/** How many posts a review shows of those that were liked most. */
export const MOST_LIKED = 3;

export function summarizeYear(found: YearFindings): YearSummary {
  const { days } = found.counts;
  return {
    ...found,
    tweets: totalOf(days),
    calendar: daysOfYear(found.year, days, found.today),
    fullest: fullestDay(days),
    run: longestRun(days),
  };
}

/** Whether the year has ended. */
export function isOver({ year, today }: Pick<YearFindings, 'year' | 'today'>): boolean {
  return today.year > year;
}

export function computeYearReview(library: Library, query: ReviewQuery, year: number): YearReview {
  const { today, timeZone } = query;
  const statistics = computeStatistics(library, { ...query, period: yearPeriod(year) });
  const hydrate = hydrator(library, { ...query, retweets: true, replies: true });
  const summary = summarizeYear({
    year,
    today,
    timeZone,
    accounts: statistics.accounts,
    counts: statistics,
    before: countPosts(library, query, year - 1),
    ...sumEngagement(library, query, year),
    mostLiked: hydrate(statistics.mostLiked.slice(0, MOST_LIKED)),
    first: statistics.first && hydrate([statistics.first])[0],
    last: statistics.last && hydrate([statistics.last])[0],
  });
  return { ...summary, statistics };
}

/**
 * The year that is worth looking back at: in December this one, else the last one before that has posts; this one if no
 * other has. Null when there are no posts.
 */
export function reviewedYear({ db }: Library, query: ReviewQuery): number | null {
  const { today, accountIds, timeZone } = query;
  const span = timeSpan(db, accountIds);
  if (!span) return null;
  const latest = today.month === 12 ? today.year : today.year - 1;
  const earliest = dateOf(span.first, timeZone).year - 1;
  for (let year = latest; year >= earliest; year -= 1) {
    if (countPosts({ db }, query, year) > 0) return year;
  }
  return countPosts({ db }, query, today.year) > 0 ? today.year : null;
}

type Year = Pick<Library, 'db'>;

function countPosts({ db }: Year, { accountIds, hidden, timeZone, circle }: ReviewQuery, year: number): number {
  const selection = { accountIds, range: rangeOfPeriod(yearPeriod(year), timeZone), circle };
  const filter = createHiddenFilter(db, selection, hidden, timeZone, localClock(timeZone));
  let posts = 0;
  visitKinds(db, selection, filter.ids, (moment) => {
    if (!filter.hides(moment)) posts += 1;
  });
  return posts;
}

function sumEngagement(
  { db }: Year,
  { accountIds, hidden, timeZone, circle }: ReviewQuery,
  year: number,
): Pick<YearReview, 'likes' | 'retweets' | 'media'> {
  const selection = { accountIds, range: rangeOfPeriod(yearPeriod(year), timeZone), circle };
  const filter = createHiddenFilter(db, selection, hidden, timeZone, localClock(timeZone));
  const sums = { likes: 0, retweets: 0, media: 0 };
  visitEngagement(db, selection, filter.ids, (moment, { likes, retweets, media }) => {
    if (filter.hides(moment)) return;
    sums.likes += likes ?? 0;
    sums.retweets += retweets ?? 0;
    sums.media += media;
  });
  return sums;
}

// The pages of years: what goes by is counted, and at the end each year is looked back at.

import { localDateOf, Temporal, type PlainDate, dayNumberOfDate } from '../../time/calendar.ts';
import { localClock } from '../../time/zone.ts';
import { fullestDay, longestRun, totalOf, type DayCounts } from '../../statistics/day-counts.ts';
import type { Memory } from '../../library/memory.ts';
import { yearPeriod } from '../../time/period.ts';
import { groupKey, StatisticsTally } from '../../statistics/tally.ts';
import type { CalendarDay } from '../../statistics/year-calendar.ts';
import type { YearReview } from '../../statistics/year/review.ts';
import type { ExportContext } from '../formats/format.ts';
import { reviewMain } from '../../statistics/year/page.ts';
import { summaryOf } from '../../statistics/year/wording.ts';
import { markup, type Markup } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { dayFile, yearAnchor, threadListFile, yearFile } from './addresses.ts';
import { linkedMonths } from './calendar.ts';
import { type SiteContext, sitePage, siteHeading, prevNextLinks } from './page.ts';

/** How many of the most liked posts a year shows. */
const MOST_LIKED = 3;

/** A year so far. */
interface Year {
  readonly tally: StatisticsTally;
  likes: number;
  retweets: number;
  media: number;
  mostLiked: Memory[];
  first: Memory | null;
  last: Memory | null;
}

export class YearTallies {
  readonly #context: ExportContext;
  readonly #years = new Map<number, Year>();

  constructor(context: ExportContext) {
    this.#context = context;
  }

  add(post: Memory): void {
    const number = localDateOf(post, this.#context.timeZone).year;
    const year = this.#years.get(number) ?? this.#begun();
    this.#years.set(number, year);
    const hasTags = post.spans.some(({ type }) => type === 'hashtag');
    const isOwn = post.kind !== 'retweet';
    year.tally.add(post.postedAt, post.dateOnly, {
      sort: groupKey(post.kind, post.lang, post.client),
      spans: isOwn && post.spans.length > 0 ? JSON.stringify(post.spans) : null,
      text: isOwn && hasTags ? post.text : null,
    });
    if (isOwn) addOwn(year, post);
  }

  /** In order. */
  reviews(): YearReview[] {
    const reviews: YearReview[] = [];
    for (const [number, year] of [...this.#years].sort(([a], [b]) => a - b)) {
      const before = reviews.at(-1);
      const known = before?.year === number - 1 ? before.statistics.tweets : 0;
      reviews.push(reviewOf(number, year, known, this.#context));
    }
    return reviews;
  }

  #begun(): Year {
    const { timeZone, accounts } = this.#context;
    const handles = accounts.map((handle) => handle.toLowerCase());
    const tally = new StatisticsTally(localClock(timeZone), handles);
    return { tally, likes: 0, retweets: 0, media: 0, mostLiked: [], first: null, last: null };
  }
}

function addOwn(year: Year, post: Memory): void {
  year.likes += post.likes ?? 0;
  year.retweets += post.retweets ?? 0;
  year.media += post.media.length;
  if (year.first === null || post.postedAt < year.first.postedAt) year.first = post;
  if (year.last === null || post.postedAt > year.last.postedAt) year.last = post;
  if (!post.likes) return;
  year.mostLiked = [...year.mostLiked, post]
    .sort((a, b) => (b.likes ?? 0) - (a.likes ?? 0) || a.postedAt - b.postedAt)
    .slice(0, MOST_LIKED);
}

function reviewOf(
  number: number,
  { tally, ...sums }: Year,
  before: number,
  { today, timeZone, accounts }: ExportContext,
): YearReview {
  const counts = tally.counts();
  const posts = totalOf(counts.days);
  const fullest = fullestDay(counts.days);
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  const { mostLiked, first, last } = sums;
  const period = yearPeriod(number);
  const run = longestRun(counts.days);
  const days = calendarDays(number, counts.days, today);
  return {
    ...sums,
    year: number,
    isOver: today.year > number,
    before,
    statistics: {
      ...counts,
      period,
      timeZone,
      accounts,
      tweets: posts,
      fullest,
      run,
      mostLiked,
      first,
      last,
      hidden: 0,
    },
    calendar: { year: number, today, timeZone, days, total: posts, fullest, none: [], next: null, leftOut },
  };
}

function calendarDays(year: number, counts: DayCounts, today: PlainDate): CalendarDay[] {
  const { first } = yearPeriod(year);
  return Array.from({ length: first.daysInYear }, (_, index) => {
    const date = first.add({ days: index });
    const count = counts.get(dayNumberOfDate(date)) ?? 0;
    return { date, count, isFuture: count === 0 && Temporal.PlainDate.compare(date, today) > 0 };
  });
}

export interface SiteYear {
  readonly review: YearReview;
  /** How many threads begin in it. */
  readonly threads: number;
  /** The years that have pages. */
  readonly years: readonly number[];
}

/** The whole HTML document. Ends with a new line. */
export function siteYear({ review, threads, years }: SiteYear, look: SiteContext): string {
  const { year } = review;
  const addressOf = ({ date, count }: CalendarDay): string | null =>
    count === 0 ? null : `../${dayFile(date)}#${yearAnchor(year)}`;
  const grid = linkedMonths({ days: review.calendar.days, addressOf, byWeekday: true, noun: ['tweet', 'tweets'] });
  return sitePage(
    {
      title: String(year),
      heading: siteHeading('The year', year),
      subtitle: summaryOf(review),
      main: [
        reviewMain(review, { ...look, withAnchors: false }, grid),
        threads > 0
          ? markup`<p><a class="address" href="../${threadListFile(year)}">${pluralize(threads, 'thread')} of ${year}</a></p>`
          : null,
      ],
      top: '../',
      beside: besidesYear(year, years),
    },
    look,
  );
}

function besidesYear(year: number, years: readonly number[]): Markup {
  const at = years.indexOf(year);
  const to = (other: number | undefined): { address: string; words: string } | null =>
    other === undefined ? null : { address: `../${yearFile(other)}`, words: String(other) };
  return prevNextLinks(at > 0 ? to(years[at - 1]) : null, to(years[at + 1]));
}

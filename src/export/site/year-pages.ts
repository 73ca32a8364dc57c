// The pages of years: what goes by is counted, and at the end each year is looked back at.

import { localDateOf } from '../../time/calendar.ts';
import { localClock } from '../../time/zone.ts';
import type { Memory } from '../../library/memory.ts';
import { groupKey, StatisticsTally } from '../../statistics/tally.ts';
import type { CalendarDay } from '../../statistics/year-calendar.ts';
import { MOST_LIKED, summarizeYear, type YearSummary } from '../../statistics/year/review.ts';
import type { ExportContext } from '../formats/format.ts';
import { reviewMain } from '../../statistics/year/page.ts';
import { summaryOf } from '../../statistics/year/wording.ts';
import { markup, type Markup } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { dayFile, yearAnchor, threadListFile, yearFile } from './addresses.ts';
import { linkedMonths } from './calendar.ts';
import { type SiteContext, sitePage, siteHeading, prevNextLinks } from './page.ts';

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
    const isOwn = post.kind !== 'retweet';
    year.tally.add(post.postedAt, post.dateOnly, {
      sort: groupKey(post.kind, post.lang, post.client),
      spans: isOwn ? post.spans : [],
      text: post.text,
    });
    if (isOwn) addOwn(year, post);
  }

  /** In order. */
  summaries(): YearSummary[] {
    const { today, timeZone, accounts } = this.#context;
    const summaries: YearSummary[] = [];
    for (const [year, { tally, ...found }] of [...this.#years].sort(([a], [b]) => a - b)) {
      const last = summaries.at(-1);
      const before = last?.year === year - 1 ? last.tweets : 0;
      summaries.push(summarizeYear({ ...found, year, today, timeZone, accounts, counts: tally.counts(), before }));
    }
    return summaries;
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
  const least = year.mostLiked.length < MOST_LIKED ? 0 : (year.mostLiked.at(-1)?.likes ?? 0);
  if (!post.likes || post.likes < least) return;
  year.mostLiked = [...year.mostLiked, post]
    .sort((a, b) => (b.likes ?? 0) - (a.likes ?? 0) || a.postedAt - b.postedAt)
    .slice(0, MOST_LIKED);
}

export interface SiteYear {
  readonly summary: YearSummary;
  /** How many threads begin in it. */
  readonly threads: number;
  /** The years that have pages. */
  readonly years: readonly number[];
}

/** The whole HTML document. Ends with a newline. */
export function siteYear({ summary, threads, years }: SiteYear, look: SiteContext): string {
  const { year, calendar } = summary;
  const addressOf = ({ date, count }: CalendarDay): string | null =>
    count === 0 ? null : `../${dayFile(date)}#${yearAnchor(year)}`;
  const grid = linkedMonths({ days: calendar, addressOf, byWeekday: true });
  return sitePage(
    {
      title: String(year),
      heading: siteHeading('The year', year),
      subtitle: summaryOf(summary),
      main: [
        reviewMain(summary, { ...look, withAnchors: false }, grid),
        threads > 0
          ? markup`<p><a class="address" href="../${threadListFile(year)}">${pluralize(threads, 'thread')} of ${year}</a></p>`
          : null,
      ],
      top: '../',
      prevNext: neighbouringYears(year, years),
    },
    look,
  );
}

function neighbouringYears(year: number, years: readonly number[]): Markup {
  const at = years.indexOf(year);
  const to = (other: number | undefined): { address: string; words: string } | null =>
    other === undefined ? null : { address: `../${yearFile(other)}`, words: String(other) };
  return prevNextLinks(at > 0 ? to(years[at - 1]) : null, to(years[at + 1]));
}

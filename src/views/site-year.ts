// A year of the site: its days as links, and what a year's review says.

import type { CalendarDay } from '../statistics/year-calendar.ts';
import type { YearReview } from '../statistics/year/review.ts';
import { markup, type Markup } from '../text/html.ts';
import { dayFile, threadListFile, yearAnchor, yearFile } from '../export/site/addresses.ts';
import { linkedMonths } from '../export/site/calendar.ts';
import { besides, siteHeading, sitePage, type SiteLook } from '../export/site/page.ts';
import { summaryOf } from '../statistics/year/wording.ts';
import { reviewMain } from '../statistics/year/page.ts';
import { counted } from '../text/numbers-and-dates.ts';

export interface SiteYear {
  readonly review: YearReview;
  /** How many threads begin in it. */
  readonly threads: number;
  /** The years that have pages. */
  readonly years: readonly number[];
}

/** The whole HTML document. Ends with a new line. */
export function siteYear({ review, threads, years }: SiteYear, look: SiteLook): string {
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
          ? markup`<p><a class="address" href="../${threadListFile(year)}">${counted(threads, 'thread')} of ${year}</a></p>`
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
  return besides(at > 0 ? to(years[at - 1]) : null, to(years[at + 1]));
}

// The front page of the site: the days of all years, and the years.

import type { CalendarDay } from '../../statistics/year-calendar.ts';
import { markup, type Markup } from '../../text/html.ts';
import { accountName, avatar, type AccountAvatars, type AccountNames } from '../../views/page/byline.ts';
import { dayFile, yearFile } from './addresses.ts';
import { linkedMonths } from './calendar.ts';
import { siteHeading, sitePage, type SiteContext } from './page.ts';
import { searchForm } from './search-page.ts';
import { pluralize, formatNumber, formatYearSpan } from '../../text/numbers-and-dates.ts';

export interface SiteFront {
  /** Handles. */
  readonly accounts: readonly string[];
  readonly names: AccountNames;
  readonly avatars: AccountAvatars;
  /** The days of a leap year, with the posts of all years. */
  readonly days: readonly CalendarDay[];
  /** The years that have pages, in order, and their posts. */
  readonly years: readonly { readonly year: number; readonly count: number }[];
}

/** The whole HTML document. Ends with a newline. */
export function siteFrontPage({ accounts, names, avatars, days, years }: SiteFront, look: SiteContext): string {
  const people = [...new Set(accounts.map((handle) => accountName(handle, names)))];
  const handles = accounts.filter((handle) => !people.includes(`@${handle}`)).map((handle) => `@${handle}`);
  const months = linkedMonths({
    days,
    addressOf: ({ date }) => dayFile(date),
    byWeekday: false,
  });
  return sitePage(
    {
      title: `Memories of ${accounts.map((handle) => `@${handle}`).join(', ')}`,
      heading: markup`${pictures(accounts, avatars)}${frontHeading(people)}`,
      subtitle: [...(handles.length > 0 ? [handles.join(', ')] : []), summaryOf(years)].join(' · '),
      main: [
        searchForm(false),
        // Which day it is only a script knows, and without one nothing is promised.
        markup`<p class="at-once" id="at-once" hidden><a class="address" id="today">Today</a> <a class="address" id="any-day">A random day</a></p>`,
        markup`<section class="part"><h2 class="part-name">Days of all years</h2>${months}</section>`,
        yearList(years),
      ],
      top: '',
      scripts: ['front.js'],
    },
    look,
  );
}

function pictures(accounts: readonly string[], avatars: AccountAvatars): Markup | null {
  const those = accounts.map((handle) => avatar(avatars.get(handle))).filter((one) => one !== null);
  return those.length === 0 ? null : markup`<p class="avatars">${those}</p>\n`;
}

/** From this many names on, a title in large letters would fill the screen. */
const MANY_NAMES = 3;

function frontHeading(people: readonly string[]): Markup {
  const all = people.map((name, index) => [index > 0 ? ', ' : null, markup`<bdi>${name}</bdi>`]);
  return siteHeading('Memories of', people.length < MANY_NAMES ? all : markup`<span class="many">${all}</span>`);
}

function summaryOf(years: SiteFront['years']): string {
  const total = years.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [years.at(0), years.at(-1)];
  if (!first || !last) return 'No posts';
  return `${pluralize(total, 'post')} from ${formatYearSpan(first.year, last.year)}`;
}

function yearList(years: SiteFront['years']): Markup {
  if (years.length === 0) return markup`<p class="empty" id="years">There are no posts in any year.</p>`;
  const most = Math.max(...years.map(({ count }) => count));
  const lines = years.map(
    ({ year, count }) => markup`
<li><a href="${yearFile(year)}"><span>${year}</span><span class="bar" style="--length: ${(count / most).toFixed(3)}"></span><span class="count">${formatNumber(count)}<span class="unseen"> ${count === 1 ? 'post' : 'posts'}</span></span></a></li>`,
  );
  return markup`<section class="part" id="years"><h2 class="part-name">Years</h2><ol class="years">${lines}</ol></section>`;
}

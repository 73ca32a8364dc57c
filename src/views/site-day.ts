// A day of the site: what was written on it in each year, the newest year first.

import type { PlainDate } from '../time/calendar.ts';
import { blocksOf, type Block } from '../memories/selection.ts';
import { markup } from '../text/html.ts';
import { card } from './page/post-card.ts';
import { dayFile, yearAnchor, yearFile } from '../export/site/addresses.ts';
import { besides, siteHeading, splitPage, type SiteLook } from '../export/site/page.ts';
import { dayInWords, WEEKDAYS } from '../text/numbers-and-dates.ts';

/** What stands before and after the years of a day. */
export function siteDayFrame(date: PlainDate, look: SiteLook): { head: string; tail: string } {
  const name = dayInWords(date);
  return splitPage(
    {
      title: `On this day, ${name}`,
      heading: siteHeading('On this day,', name),
      subtitle: null,
      top: '../',
      beside: besides(neighbour(date, -1), neighbour(date, 1)),
    },
    look,
  );
}

/** What stands there when there are no years. */
export const EMPTY_DAY = '<p class="empty">Nothing was written on this day.</p>\n';

function neighbour(date: PlainDate, days: number): { address: string; words: string } {
  const other = date.add({ days });
  return { address: `../${dayFile(other)}`, words: dayInWords(other) };
}

/** The tweets of one date, by time. */
export function siteDayYear(date: PlainDate, tweets: Block, look: SiteLook): string {
  const id = yearAnchor(date.year);
  const section = markup`
<section class="year" id="${id}" aria-labelledby="${id}-name">
<h2 class="year-name" id="${id}-name"><a class="ago" href="../${yearFile(date.year)}">${date.year}</a><span class="unseen">, </span>${WEEKDAYS[date.dayOfWeek - 1] ?? ''}</h2>
<div class="cards">
${blocksOf(tweets).map((block) => [card(block, look), '\n'])}</div>
</section>
`;
  return section.toString();
}

// A year in review as one page to keep, in the style of a day's page.

import { areOnSeveralNetworks } from '../../views/network-words.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { pageDocument, type PageOptions } from '../../views/page/page.ts';
import { byline } from '../../views/page/byline.ts';
import { headingMarkup } from '../../views/page/sections.ts';
import { postCard, type Look } from '../../views/page/post-card.ts';
import { sectionHeading } from '../../views/album-words.ts';
import type { Panel } from '../../views/terminal/bars.ts';
import type { YearReview, YearSummary } from './review.ts';
import yearStyle from './year.css';
import { monthBars } from '../panels.ts';
import { occasionOf, reviewFacts, reviewLists, reviewNotes, reviewSections, summaryOf, titleOf } from './wording.ts';
import { formatDay, pluralize, formatNumber, MONTHS } from '../../text/numbers-and-dates.ts';
import { shadesOf, type Shade } from '../calendar-grid.ts';
import type { CalendarDay } from '../year-calendar.ts';

/** The whole HTML document. Ends with a newline. */
export function yearPage(review: YearReview, options: PageOptions): string {
  const { tweets, year } = review;
  const title = titleOf(review);
  const posts = reviewSections(review).flatMap(({ blocks }) => blocks.flat());
  const whose = byline(posts, options);
  return pageDocument({
    title,
    heading: markup`${whose}<h1><span class="occasion">${occasionOf(review)}</span><span class="date">${year}</span></h1>`,
    subtitle: tweets > 0 ? summaryOf(review) : null,
    main:
      tweets > 0
        ? reviewMain(review, options, monthGrids(review.calendar))
        : markup`<p class="empty">${summaryOf(review)}</p>`,
    notes: reviewNotes(review),
    timeZone: review.timeZone,
    generatedAt: options.generatedAt,
    nameCommand: options.nameCommand,
    style: yearStyle,
  });
}

/** How its posts look; the rest follows from the review. */
type ReviewLook = Omit<Look, 'timeZone' | 'withAccount'>;

/** All of a review but its head, with the days as the page wants them. */
export function reviewMain(review: YearSummary, options: ReviewLook, grid: Markup): Piece {
  const [languages, ...others] = reviewLists(review);
  return [
    markup`<dl class="facts-of-year">${reviewFacts(review).map(
      ([name, words]) => markup`<div><dt>${name}</dt><dd>${words}</dd></div>`,
    )}</dl>`,
    part('The days', grid),
    part('The months', monthChart(review)),
    markup`<div class="lists">${[...others.map(list), languages && languages.bars.length > 1 ? list(languages) : null]}</div>`,
    words(review, options),
  ];
}

function part(name: string, content: Piece): Markup {
  return markup`<section class="part"><h2 class="part-name">${name}</h2>${content}</section>`;
}

/** Each month as an upright bar, and as a row for those who can't see it. */
function monthChart({ counts }: YearSummary): Markup {
  const bars = monthBars(counts.days);
  const most = Math.max(...bars.map(({ value }) => value));
  const columns = bars.map(({ label, value }, index) => {
    const share = (most === 0 ? 0 : value / most).toFixed(3);
    return markup`<li><span class="count">${formatNumber(value)}</span><span class="bar" style="--length: ${share}"></span><span class="month" aria-hidden="true">${label}</span><span class="unseen"> in ${MONTHS[index] ?? ''}</span></li>`;
  });
  return markup`<ol class="months">${columns}</ol>`;
}

function list({ heading, bars }: Panel): Markup | null {
  if (bars.length === 0) return null;
  const items = bars.map(
    ({ label, value }) => markup`<li><bdi>${label}</bdi> <span class="count">${formatNumber(value)}</span></li>`,
  );
  return markup`<section class="part"><h2 class="part-name">${heading}</h2><ol class="names">${items}</ol></section>`;
}

/** Posts as cards, each under what it is. */
function words(review: YearSummary, options: ReviewLook): Piece {
  const { timeZone, accounts } = review;
  const look: Look = {
    ...options,
    timeZone,
    withAccount: accounts.length > 1,
    withNetwork: areOnSeveralNetworks(accounts),
  };
  return reviewSections(review).map((section, index) => {
    const id = `words-${index + 1}`;
    return markup`
<section class="year" aria-labelledby="${id}">
<h2 class="year-name" id="${id}">${headingMarkup(sectionHeading(section))}</h2>
<div class="cards">${section.blocks.map((block) => postCard(block, look))}</div>
</section>`;
  });
}

/** The days of the year, each month a small grid. */
function monthGrids(days: readonly CalendarDay[]): Markup {
  const shades = shadesOf(days);
  const months = MONTHS.map((name, index) => {
    const own = days.filter(({ date }) => date.month === index + 1);
    const offset = (own[0]?.date.dayOfWeek ?? 1) - 1;
    const total = own.reduce((sum, { count }) => sum + count, 0);
    const cells = own.map((day, at) => cell(day, at === 0 ? offset : 0, shades));
    return markup`<li><span class="month-name">${name}</span><span class="unseen">: ${pluralize(total, 'post')}</span><span class="grid" aria-hidden="true">${cells}</span></li>`;
  });
  return markup`<ol class="calendar">${months}</ol>`;
}

function cell({ date, count, isFuture }: CalendarDay, offset: number, shades: readonly Shade[]): Markup {
  const level = count === 0 ? 0 : (shades.find(({ most }) => count <= most)?.level ?? 0);
  const start = offset > 0 ? markup` style="grid-column-start: ${offset + 1}"` : null;
  const words = isFuture ? formatDay(date) : `${formatDay(date)}: ${pluralize(count, 'post')}`;
  return markup`<i class="shade-${isFuture ? 'none' : level}" title="${words}"${start}></i>`;
}

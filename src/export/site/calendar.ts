// The days of a year as links, each month a small calendar: the darker, the more there is.

import type { CalendarDay } from '../../statistics/year-calendar.ts';
import { shadesOf } from '../../statistics/calendar-grid.ts';
import { markup, type Markup } from '../../text/html.ts';
import { pluralize, formatDay, MONTHS, WEEKDAYS } from '../../text/numbers-and-dates.ts';

export interface DayLinks {
  readonly days: readonly CalendarDay[];
  /** The page of a day, or null for a day that has none. */
  readonly addressOf: (day: CalendarDay) => string | null;
  /** Days of the week have their columns; else weeks begin with each month, as the days of several years do. */
  readonly byWeekday: boolean;
}

/** Above their columns; every day says its date itself. */
const WEEKDAY_NAMES = WEEKDAYS.map(
  (name) => markup`<span class="weekday" aria-hidden="true">${name.slice(0, 1)}</span>`,
);

export function linkedMonths(links: DayLinks): Markup {
  const shades = shadesOf(links.days);
  const levelOf = (count: number): number => (count === 0 ? 0 : (shades.find(({ most }) => count <= most)?.level ?? 0));
  const months = MONTHS.map((name, index) => {
    const own = links.days.filter(({ date }) => date.month === index + 1);
    const offset = links.byWeekday ? (own[0]?.date.dayOfWeek ?? 1) - 1 : 0;
    const cells = own.map((day, at) => dayLink(day, levelOf(day.count), at === 0 ? offset : 0, links));
    const total = own.reduce((sum, { count }) => sum + count, 0);
    return markup`
<li><h3 class="month-name">${name} <span class="month-total">${total === 0 ? null : pluralize(total, 'post')}</span></h3><div class="days">${links.byWeekday ? WEEKDAY_NAMES : null}${cells}</div></li>`;
  });
  return markup`<ol class="all-days">${months}</ol>`;
}

function dayLink(day: CalendarDay, level: number, offset: number, { addressOf }: DayLinks): Markup {
  const start = offset > 0 ? markup` style="grid-column-start: ${offset + 1}"` : null;
  const address = addressOf(day);
  if (address === null) return markup`<span class="day-off"${start}>${day.date.day}</span>`;
  const words = `${formatDay(day.date)}: ${pluralize(day.count, 'post')}`;
  return markup`<a class="level-${level}" href="${address}" title="${words}" aria-label="${words}"${start}>${day.date.day}</a>`;
}

// The days of a year on the page: each month a small calendar, each day shaded and with its number to be read.

import type { CalendarDay, YearCalendar } from '../statistics/year-calendar.ts';
import { shadesOf, type Shade } from '../statistics/calendar-grid.ts';
import { markup, type Markup } from '../text/html.ts';
import { counted, dayInWords, MONTHS } from '../text/numbers-and-dates.ts';

export function gridMonths({ days }: YearCalendar): Markup {
  const shades = shadesOf(days);
  const months = MONTHS.map((name, index) => {
    const own = days.filter(({ date }) => date.month === index + 1);
    const offset = (own[0]?.date.dayOfWeek ?? 1) - 1;
    const total = own.reduce((sum, { count }) => sum + count, 0);
    const cells = own.map((day, at) => cell(day, at === 0 ? offset : 0, shades));
    return markup`<li><span class="month-name">${name}</span><span class="unseen">: ${counted(total, 'tweet')}</span><span class="grid" aria-hidden="true">${cells}</span></li>`;
  });
  return markup`<ol class="calendar">${months}</ol>`;
}

function cell({ date, count, isToCome }: CalendarDay, offset: number, shades: readonly Shade[]): Markup {
  const level = count === 0 ? 0 : (shades.find(({ most }) => count <= most)?.level ?? 0);
  const start = offset > 0 ? markup` style="grid-column-start: ${offset + 1}"` : null;
  const words = isToCome ? dayInWords(date) : `${dayInWords(date)}: ${counted(count, 'tweet')}`;
  return markup`<i class="shade-${isToCome ? 'none' : level}" title="${words}"${start}></i>`;
}

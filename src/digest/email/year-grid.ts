// The days of a year in a mail: two halves of weeks beside or below each other, each day a shaded cell.

import type { CalendarDay, YearCalendar } from '../../statistics/year-calendar.ts';
import { shadesOf, type Shade } from '../../statistics/calendar-grid.ts';
import { look, type LookName } from './style.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';
import { formatNumber, MONTHS, WEEKDAYS } from '../../text/numbers-and-dates.ts';

const SHADES = ['none', 'few', 'some', 'many', 'most'] as const satisfies readonly LookName[];

const GRID = Markup.trusted(
  '<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="2" border="0" style="table-layout:fixed">',
);

/** In pixels. */
const CELL = 9;

/** Nobody who can't see it misses more than the facts beside it say. */
export function daysOfYear({ days }: YearCalendar): Piece {
  const shades = shadesOf(days);
  const [first, second] = [days.filter(({ date }) => date.month <= 6), days.filter(({ date }) => date.month > 6)];
  return [half(first, shades), markup`<div${look('gap')}></div>`, half(second, shades), legend(shades)];
}

function half(days: readonly CalendarDay[], shades: readonly Shade[]): Markup {
  const offset = (days[0]?.date.dayOfWeek ?? 1) - 1;
  const weekOf = (index: number): number => Math.floor((index + offset) / 7);
  const weeks = weekOf(days.length - 1) + 1;
  const rows = WEEKDAYS.map((_, weekday) => {
    const cells = Array.from({ length: weeks }, (__, week) => cell(days[week * 7 + weekday - offset], week, shades));
    return markup`<tr>${cells}</tr>`;
  });
  return markup`<div${look('panel', 'padding-bottom:10px')}>${GRID}${monthRow(days, weekOf, weeks)}${rows}</table></div>`;
}

function cell(day: CalendarDay | undefined, week: number, shades: readonly Shade[]): Markup {
  const height = week === 0 ? markup` height="${CELL}"` : null;
  if (!day || day.isFuture) return markup`<td${height}></td>`;
  const level = day.count === 0 ? 0 : (shades.find(({ most }) => day.count <= most)?.level ?? 4);
  return markup`<td${height}${look(SHADES[level] ?? 'none')}></td>`;
}

/** Each month's name above its weeks, beginning with that of its first day. */
function monthRow(days: readonly CalendarDay[], weekOf: (index: number) => number, weeks: number): Markup {
  const starts = days.flatMap(({ date }, index) =>
    date.day === 1 ? [{ month: date.month, week: weekOf(index) }] : [],
  );
  const cells = starts.map(({ month, week }, index) => {
    const span = (starts[index + 1]?.week ?? weeks) - week;
    return markup`<td colspan="${span}"${look('month')}>${(MONTHS[month - 1] ?? '').slice(0, 3)}</td>`;
  });
  return markup`<tr>${cells}</tr>`;
}

function legend(shades: readonly Shade[]): Markup {
  const entries: readonly { name: LookName; words: string }[] = [
    { name: 'none', words: 'no tweets' },
    ...shades.map(({ level, least, most }) => ({
      name: SHADES[level] ?? 'none',
      words: least === most ? formatNumber(most) : `${formatNumber(least)}–${formatNumber(most)}`,
    })),
  ];
  const cells = entries.map(
    ({ name, words }) =>
      markup`<td width="${CELL}"${look(name)}></td><td${look('month', 'padding:0 10px 0 3px')}>${words}</td>`,
  );
  return markup`<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="2" border="0"><tr>${cells}</tr></table>`;
}

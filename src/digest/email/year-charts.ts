// A year's days and what its posts are of, drawn with the cells of tables: a mail has nothing else to draw with.

import type { CalendarDay } from '../../statistics/year-calendar.ts';
import { shadesOf, type Shade } from '../../statistics/calendar-grid.ts';
import type { Bar, Panel } from '../../views/terminal/bars.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';
import { truncate } from '../../text/display-width.ts';
import { formatNumber, MONTHS, WEEKDAYS } from '../../text/numbers-and-dates.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { table } from './boxes.ts';
import { look, type LookName } from './style.ts';

const SHADES = ['none', 'few', 'some', 'many', 'most'] as const satisfies readonly LookName[];

const GRID = Markup.trusted(
  '<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="2" border="0" style="table-layout:fixed">',
);

/** In pixels. */
const CELL = 9;

/** Two halves, side by side where there is room, of weeks whose days are shaded cells. The facts say what it shows to those who can't see it. */
export function yearGrid(days: readonly CalendarDay[]): Piece {
  const shades = shadesOf(days);
  const [first, second] = [days.filter(({ date }) => date.month <= 6), days.filter(({ date }) => date.month > 6)];
  return [half(first, shades), markup`<div${look('gap')}></div>`, half(second, shades), legend(shades)];
}

function half(days: readonly CalendarDay[], shades: readonly Shade[]): Markup {
  const offset = (days[0]?.date.dayOfWeek ?? 1) - 1;
  const weekOf = (index: number): number => Math.floor((index + offset) / 7);
  const weeks = weekOf(days.length - 1) + 1;
  const rows = WEEKDAYS.map((_, weekday) => {
    const cells = Array.from({ length: weeks }, (__, week) => dayCell(days[week * 7 + weekday - offset], week, shades));
    return markup`<tr>${cells}</tr>`;
  });
  return markup`<div${look('panel', 'padding-bottom:10px')}>${GRID}${monthRow(days, weekOf, weeks)}${rows}</table></div>`;
}

function dayCell(day: CalendarDay | undefined, week: number, shades: readonly Shade[]): Markup {
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
    { name: 'none', words: 'no posts' },
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

/** Names longer than this are cut, in cells of a terminal: what there is room for. */
const LONGEST_NAME = 18;

/** Panels, two side by side where there is room; each bar is a cell as wide as its share. */
export function panelCharts(panels: readonly Panel[]): Piece {
  return panels.map((panel, index) => [index % 2 === 1 ? markup`<div${look('gap')}></div>` : null, panelMarkup(panel)]);
}

function panelMarkup({ heading, bars }: Panel): Markup {
  const most = Math.max(...bars.map(({ value }) => value));
  const isShort = bars.every(({ label }) => label.length <= 3);
  return markup`<div${look('panel')}><h2${look('chapter')}>${heading}</h2>${table(bars.map((bar) => barRow(bar, most, isShort ? 14 : 48)))}</div>`;
}

/** `nameWidth` in percent. */
function barRow({ label, value }: Bar, most: number, nameWidth: number): Markup {
  const name = truncate(sanitizeLine(label), LONGEST_NAME);
  return markup`<tr><td width="${nameWidth}%" dir="auto"${look('label')}>${name}</td><td>${bar(value, most)}</td><td width="17%" align="right"${look('count')}>${formatNumber(value)}</td></tr>`;
}

const BAR = Markup.trusted('<table role="presentation" cellpadding="0" cellspacing="0" border="0"');

function bar(value: number, most: number): Markup | null {
  if (value <= 0 || most <= 0) return null;
  const share = Math.max(2, Math.round((value / most) * 100));
  return markup`${BAR} width="${share}%"><tr><td height="12"${look('bar')}></td></tr></table>`;
}

// A year of days as rows of weekdays and columns of weeks, as wide as the terminal allows. The shades are characters that
// mix the text's colour with the background, so that they mean the same on dark and light, with colours and without.

import type { ChalkInstance } from 'chalk';
import type { PlainDate } from '../time/calendar.ts';
import type { CalendarDay } from './year-calendar.ts';
import { formatNumber, MONTHS, WEEKDAYS } from '../text/numbers-and-dates.ts';

const NONE = '·';
const SHADES = ['░', '▒', '▓', '█'];
/** Where there are fewer ranges than shades, those that are easiest to tell apart. */
const LEVELS = [[], [4], [2, 4], [1, 2, 4], [1, 2, 3, 4]];
const MARGIN = 4;

/** How many parts the year is divided into, and how many cells wide a day is: the first that fits. */
const LAYOUTS = [
  { parts: 1, cell: 2 },
  { parts: 1, cell: 1 },
  { parts: 2, cell: 1 },
  { parts: 4, cell: 1 },
] as const;

/** A year has days of 54 weeks at most, a half of 27 and more: the week in which it is cut is in both. */
const MOST_WEEKS = { 1: 54, 2: 28, 4: 15 } as const;

/** The character for a range of counts. */
export interface Shade {
  readonly character: string;
  /** How dark it is, from 1 to 4. */
  readonly level: number;
  readonly least: number;
  readonly most: number;
}

/** Equal steps up to what nearly all days stay below, so that one extraordinary day doesn't make all others pale. */
export function shadesOf(days: readonly CalendarDay[]): Shade[] {
  const sorted = days
    .map(({ count }) => count)
    .filter((count) => count > 0)
    .toSorted((a, b) => a - b);
  const [usual = 0, greatest = 0] = [sorted[Math.ceil(sorted.length * 0.95) - 1], sorted.at(-1)];
  const steps = SHADES.map((_, index) => Math.ceil((usual * (index + 1)) / SHADES.length));
  const ends = [...new Set([...steps.slice(0, -1), greatest])].filter((end) => end > 0);
  const levels = LEVELS[ends.length] ?? [];
  return ends.map((most, index) => {
    const level = levels[index] ?? 4;
    return { character: SHADES[level - 1] ?? NONE, level, least: (ends[index - 1] ?? 0) + 1, most };
  });
}

/** The grid and what its shades mean. */
export function gridLines(
  days: readonly CalendarDay[],
  today: PlainDate,
  width: number,
  chalk: ChalkInstance,
): string[] {
  const { parts, cell } =
    LAYOUTS.find((layout) => MOST_WEEKS[layout.parts] * layout.cell + MARGIN <= width) ?? LAYOUTS[3];
  const shades = shadesOf(days);
  const months = 12 / parts;
  const grids = Array.from({ length: parts }, (_, part) => {
    const own = days.filter(({ date }) => Math.floor((date.month - 1) / months) === part);
    return ['', ...partLines(own, shades, today, cell, chalk)];
  });
  const hasToday = days.some(({ date }) => date.equals(today));
  return [...grids.flat(), '', ...legendLines(shades, hasToday && chalk.level > 0, width, chalk)];
}

function partLines(
  days: readonly CalendarDay[],
  shades: readonly Shade[],
  today: PlainDate,
  cell: number,
  chalk: ChalkInstance,
): string[] {
  const offset = (days[0]?.date.dayOfWeek ?? 1) - 1;
  const columnOf = (index: number): number => Math.floor((index + offset) / 7);
  const weeks = columnOf(days.length - 1) + 1;
  const rows = WEEKDAYS.map((weekday, row) => {
    const label = chalk.dim(row % 2 === 0 ? weekday.slice(0, 3).padEnd(MARGIN) : ' '.repeat(MARGIN));
    const cells = Array.from({ length: weeks }, (_, week) => {
      const day = days[week * 7 + row - offset];
      return day ? cellOf(day, shades, today, cell, chalk) : ' '.repeat(cell);
    });
    return (label + cells.join('')).trimEnd();
  });
  return [chalk.dim(monthLine(days, columnOf, cell)), ...rows];
}

function cellOf(
  { date, count, isFuture }: CalendarDay,
  shades: readonly Shade[],
  today: PlainDate,
  cell: number,
  chalk: ChalkInstance,
): string {
  const color = date.equals(today) ? chalk.cyan : chalk.magenta;
  if (isFuture) return ' '.repeat(cell);
  const shade = shades.find(({ most }) => count <= most);
  if (count === 0 || !shade) return (date.equals(today) ? color : chalk.dim)(NONE.padEnd(cell));
  return color(shade.character.repeat(cell));
}

/** Each month's name above the week of its first day. */
function monthLine(days: readonly CalendarDay[], columnOf: (index: number) => number, cell: number): string {
  let line = ' '.repeat(MARGIN);
  for (const [index, { date }] of days.entries()) {
    if (date.day !== 1) continue;
    line = line.padEnd(MARGIN + columnOf(index) * cell) + (MONTHS[date.month - 1] ?? '').slice(0, 3);
  }
  return line;
}

function legendLines(shades: readonly Shade[], withToday: boolean, width: number, chalk: ChalkInstance): string[] {
  const entries = [
    { sign: chalk.dim(NONE), words: 'none' },
    ...shades.map(({ character, least, most }) => ({
      sign: chalk.magenta(character.repeat(2)),
      words: least === most ? formatNumber(most) : `${formatNumber(least)}–${formatNumber(most)}`,
    })),
    ...(withToday ? [{ sign: chalk.cyan('██'), words: 'today' }] : []),
  ];
  const lines: { text: string; width: number }[] = [];
  for (const { sign, words } of entries) {
    const cells = words.length + 3 + 2;
    const last = lines.at(-1);
    if (last && last.width + cells <= width - MARGIN) {
      last.text += `   ${sign} ${words}`;
      last.width += cells + 1;
    } else lines.push({ text: `${sign} ${words}`, width: cells });
  }
  return lines.map(({ text }) => ' '.repeat(MARGIN) + text);
}

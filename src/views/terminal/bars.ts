// Numbers as bars, in eighths of a cell, with their names before and their numbers behind.

import type { ChalkInstance } from 'chalk';
import { displayWidth, padEnd, truncate } from '../../text/display-width.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { formatNumber } from '../../text/numbers-and-dates.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar that is `cells` long where the value is `most`; something is never nothing. */
export function barOf(value: number, most: number, cells: number): string {
  if (value <= 0 || most <= 0) return '';
  const eighths = Math.max(1, Math.round((value / most) * cells * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** A line for each bar, none wider than `width` cells but at 20 or less. */
export function barLines(bars: readonly Bar[], width: number, chalk: ChalkInstance): string[] {
  const names = bars.map(({ label }) => truncate(sanitizeLine(label), Math.max(6, Math.floor(width * 0.45))));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const nameWidth = Math.max(0, ...names.map((name) => displayWidth(name)));
  const cells = Math.max(4, width - nameWidth - formatNumber(most).length - 3);
  return bars.map(({ value }, index) => {
    const name = padEnd(names[index] ?? '', nameWidth);
    const bar = barOf(value, most, cells);
    const number = value === 0 ? chalk.dim('0') : formatNumber(value);
    return `${name}  ${bar === '' ? '' : `${chalk.magenta(bar)} `}${number}`;
  });
}

export interface Panel {
  readonly heading: string;
  readonly bars: readonly Bar[];
}

/** Two columns are worth it from here on, in cells. */
const ROOM_FOR_TWO = 76;
const GAP = 4;

/** The panels that have something, with an empty line before each row of them. */
export function panelLines(panels: readonly Panel[], width: number, chalk: ChalkInstance): string[] {
  const shown = panels.filter(({ bars }) => bars.length > 0);
  if (width < ROOM_FOR_TWO) return shown.flatMap((panel) => ['', ...linesOf(panel, width, chalk)]);
  const half = Math.floor((width - GAP) / 2);
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += 2) {
    const [left = [], right = []] = shown.slice(at, at + 2).map((panel) => linesOf(panel, half, chalk));
    const height = Math.max(left.length, right.length);
    const rows = Array.from({ length: height }, (_, row) => padEnd(left[row] ?? '', half + GAP) + (right[row] ?? ''));
    lines.push('', ...rows.map((row) => row.trimEnd()));
  }
  return lines;
}

function linesOf({ heading, bars }: Panel, width: number, chalk: ChalkInstance): string[] {
  return [chalk.bold(heading), ...barLines(bars, width, chalk)];
}

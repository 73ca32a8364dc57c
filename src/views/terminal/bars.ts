// Numbers as bars, in eighths of a cell, with their names before and their numbers behind.

import type { ChalkInstance } from 'chalk';
import { cellsOf } from '../../text/display-width.ts';
import { harmlessLine } from '../../text/sanitize.ts';
import { grouped } from '../../text/numbers-and-dates.ts';

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
  const names = bars.map(({ label }) => clipped(harmlessLine(label), Math.max(6, Math.floor(width * 0.45))));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const nameWidth = Math.max(0, ...names.map((name) => cellsOf(name)));
  const cells = Math.max(4, width - nameWidth - grouped(most).length - 3);
  return bars.map(({ value }, index) => {
    const name = padded(names[index] ?? '', nameWidth);
    const bar = barOf(value, most, cells);
    const number = value === 0 ? chalk.dim('0') : grouped(value);
    return `${name}  ${bar === '' ? '' : `${chalk.magenta(bar)} `}${number}`;
  });
}

/** The text with spaces up to a number of cells. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsOf(text)));
}

/** The text, or as much of it as fits with a `…`. */
export function clipped(text: string, width: number): string {
  if (cellsOf(text) <= width) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cellsOf(short + segment) > width - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}

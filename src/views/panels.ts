// Lists under headings, two beside each other where there is room.

import type { ChalkInstance } from 'chalk';
import { barLines, padded, type Bar } from './terminal/bars.ts';

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
    const rows = Array.from({ length: height }, (_, row) => padded(left[row] ?? '', half + GAP) + (right[row] ?? ''));
    lines.push('', ...rows.map((row) => row.trimEnd()));
  }
  return lines;
}

function linesOf({ heading, bars }: Panel, width: number, chalk: ChalkInstance): string[] {
  return [chalk.bold(heading), ...barLines(bars, width, chalk)];
}

// The measurements as a table, and its place in docs/speed.md.

import { readFile, writeFile } from 'node:fs/promises';
import { median, type Pair } from './measure.ts';

/** One comparison. */
export interface Row {
  readonly what: string;
  readonly against: string;
  readonly pairs: readonly Pair[];
  /** How many times as much work ours did: the ratio is for the same amount. */
  readonly work?: number;
  /** The ratio to reach; none for what is only reported. */
  readonly goal?: number;
}

const HEAD = ['what', 'time', 'memory', 'compared with', 'time', 'memory', 'ratio', 'goal'];

/** As Prettier formats it. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => cellsWide(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - cellsWide(cell))).join(' | ')} |`;
  const [head = '', ...body] = cells.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

function cellsWide(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function cellsOf({ what, against, pairs, work = 1, goal }: Row): string[] {
  const [ours, theirs] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.theirs)];
  const ratios = pairs.map((pair) => pair.ours.seconds / pair.theirs.seconds / work);
  const seconds = (samples: typeof ours): string => secondsInWords(median(samples.map((sample) => sample.seconds)));
  const peak = (samples: typeof ours): string => memoryInWords(median(samples.map((sample) => sample.peak)));
  const limit = goal === undefined ? '' : `≤ ${goal}`;
  return [what, seconds(ours), peak(ours), against, seconds(theirs), peak(theirs), ratioInWords(ratios), limit];
}

/** The median, with the least and the most. */
function ratioInWords(ratios: readonly number[]): string {
  const [middle, least, most] = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((one) => one.toFixed(2));
  return ratios.length === 1 ? `${middle}` : `${middle} (${least} to ${most})`;
}

function secondsInWords(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

function memoryInWords(bytes: number): string {
  return Number.isNaN(bytes) ? '' : `${Math.round(bytes / 1e6)} MB`;
}

/** Puts the text between the marks `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` of the file. */
export async function writeTable(path: string, name: string, text: string): Promise<void> {
  const page = await readFile(path, 'utf8');
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`docs/speed.md has no place for the table: ${begin} … ${end}`);
  await writeFile(path, `${page.slice(0, before + begin.length)}\n\n${text}\n\n${page.slice(after)}`);
}

// Wraps what most posts are, words and single spaces, in a tenth of the time that wrap-ansi takes.

import { cellsOf, displayWidth, isNarrow } from './display-width.ts';

/** White space other than single spaces. */
const WHITE_SPACE = /[^\S ]| {2}/;

/**
 * The same as wrapAnsi gives; null where there is more to see to: escape sequences, white space other
 * than single spaces, words without cells, and a word to break that can't be measured by the character.
 */
export function quickRows(line: string, width: number): string[] | null {
  if (line.includes('\u001b') || line.includes('\u009b') || WHITE_SPACE.test(line)) return null;
  return (isNarrow(line) ? narrowRows(line, width) : null) ?? wordRows(line, width);
}

/** The rows of a text with a cell for each character; null where a word is wider than a row. */
function narrowRows(line: string, width: number): string[] | null {
  const rows: string[] = [];
  let start = 0;
  while (line.length - start > width) {
    const end = line.lastIndexOf(' ', start + width);
    if (end < start) return null;
    rows.push(line.slice(start, end));
    start = end + 1;
  }
  rows.push(line.slice(start));
  return rows;
}

function wordRows(line: string, width: number): string[] | null {
  const rows = new Rows();
  for (const word of line.split(' ')) {
    const cells = displayWidth(word);
    if (cells === 0) return null;
    const gap = rows.cells > 0 ? 1 : 0;
    if (!fitsBehind(rows.cells + gap, cells, width)) rows.end();
    else if (gap > 0) rows.add(' ', gap);
    if (cells <= width) rows.add(word, cells);
    else if (!addBroken(rows, word, width)) return null;
  }
  rows.end();
  return rows.done;
}

class Rows {
  readonly done: string[] = [];
  /** Of the row that is being filled. */
  cells = 0;
  row = '';

  add(text: string, cells: number): void {
    this.row += text;
    this.cells += cells;
  }

  end(): void {
    this.done.push(this.row.trimEnd());
    this.row = '';
    this.cells = 0;
  }
}

/** Whether a word goes into the row where it has room; one that must be broken, if it takes no more rows then. */
function fitsBehind(used: number, cells: number, width: number): boolean {
  if (cells <= width) return used + cells <= width;
  return Math.ceil((used + cells) / width) <= Math.ceil(cells / width);
}

/** Breaks a word between its characters. False if one of them can't be measured alone. */
function addBroken(rows: Rows, word: string, width: number): boolean {
  for (const character of word) {
    const cells = cellsOf(character);
    if (cells === null) return false;
    if (rows.cells + cells > width) rows.end();
    rows.add(character, cells);
  }
  return true;
}

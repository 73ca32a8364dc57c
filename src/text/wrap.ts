// Lines of words for terminals of any width; what is piped is read by line and stays whole.

import { wrapAnsi } from 'fast-wrap-ansi';
import { displayWidth } from './display-width.ts';
import { quickRows } from './quick-rows.ts';

/** How wide a terminal is, in cells. Some say 0, such as those of containers, and mean that they don't know. */
export function columnsOf({ columns }: { readonly columns?: number }): number {
  return columns === undefined || !(columns > 0) ? 80 : columns;
}

/** How wide lines for an output may be, in cells. */
export function lineWidthOf(output: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return output.isTTY === true ? columnsOf(output) : Infinity;
}

/** Lines are no narrower than this, in cells, however little room there is. */
const NARROWEST = 10;

/** Words beside their name take this much room, in cells, or have the lines below it. */
const ROOM_BESIDE = 16;

/** Words in a column of their own beside their name, or below it where the terminal is too narrow for that. */
export function rowsBeside(name: string, words: string, column: number, width: number): NamedRow[] {
  if (width - column >= ROOM_BESIDE)
    return wrapText(words, width - column).map((row, index) => [(index === 0 ? name : '').padEnd(column), row]);
  return [[name, ''], ...wrapText(words, Math.max(NARROWEST, width - 2)).map((row): NamedRow => ['  ', row])];
}

/** What stands at the beginning, with the spaces behind it, and a row of the words. */
export type NamedRow = readonly [name: string, row: string];

/** The text for behind an `indent`, in lines of at most `width` cells together. Long words, such as paths, stay whole. */
export function wrapProse(text: string, width: number, indent = ''): string {
  if (width === Infinity) return text;
  return wrapAnsi(text, Math.max(NARROWEST, width - indent.length)).replaceAll('\n', `\n${indent}`);
}

/** Wraps each line of a text; what indents one indents its continuation too. */
export function wrapLines(text: string, width: number): string {
  if (width === Infinity) return text;
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? line : wrapText(line, width)))
    .join('\n');
}

/** Wraps one line; what indents it indents its continuation too. */
export function wrapText(line: string, width: number): string[] {
  const words = line.trimStart();
  const cells = Math.min(displayWidth(line.slice(0, line.length - words.length)), Math.floor(width / 2));
  return rowsOf(words.trimEnd(), width - cells).map((row) => (' '.repeat(cells) + row).trimEnd());
}

/** An address wider than a row has one to itself: broken, it could neither be followed nor copied. */
function rowsOf(line: string, width: number): string[] {
  if (!/https?:/i.test(line)) return wrappedRows(line, width);
  const all = line.split(' ');
  if (!all.some((word) => isLongAddress(word, width))) return wrappedRows(line, width);
  const rows: string[] = [];
  let words: string[] = [];
  const wrapWords = (): void => {
    const part = words.join(' ').trim();
    if (part !== '' || line === '') rows.push(...wrappedRows(part, width));
    words = [];
  };
  for (const word of all) {
    if (isLongAddress(word, width)) {
      wrapWords();
      rows.push(word);
    } else {
      words.push(word);
    }
  }
  wrapWords();
  return rows;
}

/** Words and something to copy, such as an address, which is never broken: where it does not fit it has the next line. */
export function besideOrBelow(words: string, gap: string, whole: string, width: number): string[] {
  if (words === '') return [whole];
  const together = words + gap + whole;
  return displayWidth(together) <= width ? [together] : [...wrapText(words, width), whole];
}

/** What is wrapped at once, in UTF-16 units, at least: wrap-ansi takes four times as long for a text of twice the length. */
const PIECE = 200;

function wrappedRows(line: string, width: number): string[] {
  // What wrapping gives is normalized too.
  if (line.length <= width && displayWidth(line) <= width) return [line.normalize()];
  const quick = quickRows(line.normalize(), width);
  if (quick) return quick;
  const rows: string[] = [];
  const size = Math.max(PIECE, 3 * width);
  let rest = line;
  for (let cut = cutIn(rest, size); cut < rest.length; cut = cutIn(rest, size)) {
    const piece = wrapAnsi(rest.slice(0, cut), width, { hard: true }).split('\n');
    // The last row may have room for more, unless all of the piece takes no room.
    const last = piece.length > 1 ? (piece.pop() ?? '') : openLink(rest.slice(0, cut));
    rows.push(...piece.map((row) => (openLink(row) === '' ? row : row + LINK_END)));
    rest = last + rest.slice(cut);
  }
  return [...rows, ...wrapAnsi(rest, width, { hard: true }).split('\n')];
}

// eslint-disable-next-line no-control-regex -- what escape sequences begin and end with
const SEQUENCE = /\u001b(?:\[[\d;]*m|\][^\u0007]*\u0007)/g;
const LINK_END = '\u001b]8;;\u0007';

/** The sequence that began a link which a text leaves open. */
function openLink(text: string): string {
  const start = text.lastIndexOf('\u001b]8;;');
  const sequence = start < 0 ? '' : text.slice(start, text.indexOf('\u0007', start) + 1);
  return sequence === LINK_END ? '' : sequence;
}

/**
 * Where a piece of a size ends, not counting escape sequences: addresses in them may be much longer than what is seen. Before
 * a space if there is one, never within a sequence or a pair of surrogates.
 */
function cutIn(line: string, size: number): number {
  let from = 0;
  let room = size;
  for (const { 0: sequence, index } of line.matchAll(SEQUENCE)) {
    if (index - from >= room) break;
    room -= index - from;
    from = index + sequence.length;
  }
  const cut = from + room;
  if (cut >= line.length) return line.length;
  const space = line.lastIndexOf(' ', cut);
  if (space > Math.max(from, cut - size / 2)) return space;
  return /[\ud800-\udbff]/.test(line.charAt(cut - 1)) ? cut + 1 : cut;
}

/** Whether a word, styled or not, is an address and at most a bracket before it, and wider than a row. */
function isLongAddress(word: string, width: number): boolean {
  // No character takes more than two cells.
  if (2 * word.length <= width) return false;
  const start = word.search(/https?:\/\//i);
  return start >= 0 && displayWidth(word.slice(0, start)) <= 1 && displayWidth(word) > width;
}

// A tweet's text with its links, names and tags marked for the terminal, wrapped by what the cells really show.

import type { ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Span } from '../../post/post.ts';
import { cellsOf } from '../../text/display-width.ts';
import { harmless, harmlessLine, isWebAddress } from '../../text/sanitize.ts';
import { partsOf, partsOfAddress, type MatchesIn, type Part } from '../highlights.ts';
import { shortAddress } from '../post-words.ts';

/** Where text is shown, and what it can do. */
export interface Terminal {
  /** In cells. */
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** It makes OSC 8 sequences into links. */
  readonly hyperlinks: boolean;
  /** Photos as lines to print, by their file. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  readonly showSensitive: boolean;
  /** It is read somewhere else, such as in a mail: no files of this machine, whole commands, and no rules of a certain width. */
  readonly elsewhere?: boolean;
  /** The files are removed soon after: their paths help nobody. */
  readonly withoutFiles?: boolean;
  /** What is marked in texts. */
  readonly matchesIn?: MatchesIn | undefined;
}

/** The lines of a text, none wider than `width` cells but long addresses. */
export function textLines(text: string, spans: readonly Span[], terminal: Terminal, width: number): string[] {
  const matches = terminal.matchesIn?.(text, spans) ?? [];
  let styled = '';
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    styled += marked(partsOf(text, matches, from, span.start), terminal, harmless);
    styled += styledSpan(span, partsOf(text, matches, span.start, span.end), terminal);
    from = span.end;
  }
  styled += marked(partsOf(text, matches, from, text.length), terminal, harmless);
  return styled.split('\n').flatMap((line) => wrapped(line, width));
}

/** Wraps one line; what indents it indents its continuation too. */
export function wrapped(line: string, width: number): string[] {
  const cells = Math.min(cellsOf(/^\s*/.exec(line)?.[0] ?? ''), Math.floor(width / 2));
  return rowsOf(line.trim(), width - cells).map((row) => (' '.repeat(cells) + row).trimEnd());
}

/** An address wider than a row has one to itself: broken, it could neither be followed nor copied. */
function rowsOf(line: string, width: number): string[] {
  const rows: string[] = [];
  let words: string[] = [];
  const wrapWords = (): void => {
    const part = words.join(' ').trim();
    if (part !== '' || line === '') rows.push(...wrappedRows(part, width));
    words = [];
  };
  for (const word of line.split(' ')) {
    if (isAddress(word) && cellsOf(word) > width) {
      wrapWords();
      rows.push(word);
    } else {
      words.push(word);
    }
  }
  wrapWords();
  return rows;
}

/** What is wrapped at once, in UTF-16 units, at least: wrap-ansi takes four times as long for a text of twice the length. */
const PIECE = 200;

function wrappedRows(line: string, width: number): string[] {
  // What wrapping gives is normalized too.
  if (line.length <= width && cellsOf(line) <= width) return [line.normalize()];
  const rows: string[] = [];
  const size = Math.max(PIECE, 3 * width);
  let rest = line;
  while (rest.length > size) {
    const cut = cutIn(rest, size);
    const piece = wrapAnsi(rest.slice(0, cut), width, { hard: true }).split('\n');
    // The last row may have room for more, unless all of the piece takes no room.
    const last = piece.length > 1 ? (piece.pop() ?? '') : '';
    rows.push(...piece);
    rest = last + rest.slice(cut);
  }
  return [...rows, ...wrapAnsi(rest, width, { hard: true }).split('\n')];
}

/** Where a piece ends: before a space if there is one, never within an escape sequence or a pair of surrogates. */
function cutIn(line: string, size: number): number {
  const space = line.lastIndexOf(' ', size);
  const cut = space > size / 2 ? space : size;
  const open = line.lastIndexOf('\u001b', cut - 1);
  // eslint-disable-next-line no-control-regex -- what escape sequences begin with
  const sequence = /^\u001b(?:\[[\d;]*m|\][^\u0007]*\u0007)/.exec(open < 0 ? '' : line.slice(open));
  if (sequence && open + sequence[0].length > cut) return open + sequence[0].length;
  return /[\ud800-\udbff]/.test(line.charAt(cut - 1)) ? cut + 1 : cut;
}

/** Whether a word, styled or not, is an address and at most a bracket before it. */
function isAddress(word: string): boolean {
  const start = word.search(/https?:\/\//i);
  return start >= 0 && cellsOf(word.slice(0, start)) <= 1;
}

function marked(parts: readonly Part[], { chalk }: Terminal, safe: (text: string) => string): string {
  return parts.map(({ text, isMatch }) => (isMatch ? chalk.bold.red(safe(text)) : safe(text))).join('');
}

function styledSpan(span: Span, parts: readonly Part[], terminal: Terminal): string {
  const { chalk } = terminal;
  if (span.type !== 'link') return linked(chalk.cyan(marked(parts, terminal, harmlessLine)), span.url, terminal);
  const whole = harmlessLine(parts.map(({ text }) => text).join(''));
  const shown = isLinked(span.url, terminal) ? partsOfAddress(shortAddress(whole), terminal.matchesIn) : parts;
  return linked(chalk.underline(marked(shown, terminal, harmlessLine)), span.url, terminal);
}

/** An address to follow: short where the terminal links it, else whole. */
export function addressText(url: string, terminal: Terminal): string {
  const whole = harmlessLine(url);
  return isLinked(url, terminal) ? linked(shortAddress(whole), url, terminal) : whole;
}

/** Text that leads to an address of the web, where the terminal can do that. OSC 8 takes printable ASCII only. */
export function linked(text: string, url: string | null, terminal: Terminal): string {
  if (!isLinked(url, terminal)) return text;
  return `\u001b]8;;${url.replace(/[^!-~]+/gu, encodeURIComponent)}\u0007${text}\u001b]8;;\u0007`;
}

export function isLinked(url: string | null, { hyperlinks }: Terminal): url is string {
  return hyperlinks && url !== null && isWebAddress(url);
}

// How the site finds posts, without a page: what was typed becomes terms, and a post that has them all becomes an
// excerpt in which they are marked. It runs in a reader's browser, so it imports only what is small.

import { foldCase, SPACELESS } from '../../../text/folding.ts';
import { pluralize, MONTHS } from '../../../text/numbers-and-dates.ts';

/** A post as the index has it: date, id, text, and what is searched if lower case is not enough; with several accounts, whose. */
export type Entry = readonly [date: string, id: string, text: string, words: string | 0, account?: string];

/** A word, or several that stand one after another. */
export interface Term {
  readonly text: string;
  /** One word: then most posts can be told from it by looking for its letters, which is faster. */
  readonly isWord: boolean;
  /** Where it stands in a folded text. */
  readonly pattern: RegExp;
}

export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** In UTF-16 units, from the first to before the second. */
type Range = readonly [start: number, end: number];

/** The length of the longest excerpt, in UTF-16 units. */
const MOST_SHOWN = 500;

const QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb';
const PART = new RegExp(`[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|[^\\s${QUOTES}]+`, 'gu');
const BEGINS_SPACELESS = new RegExp(`^${SPACELESS}`, 'u');

/** What was typed, as terms that a post must have, all of them; none if there is nothing to search for. */
export function termsOf(typed: string): Term[] {
  return Array.from(typed.matchAll(PART), ([all, quoted]) => foldCase(quoted ?? all).trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, isWord: !/\s/.test(text), pattern: patternOf(text) }));
}

/** A word is found where a word begins; in scripts without spaces anywhere. */
function patternOf(term: string): RegExp {
  const escaped = term.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const isWord = /^[\p{L}\p{N}]/u.test(term) && !BEGINS_SPACELESS.test(term);
  return new RegExp(`${isWord ? `(?<!(?!${SPACELESS})[\\p{L}\\p{N}\\p{M}])` : ''}${escaped}`, 'gu');
}

/** Whether a post has all that was typed. */
export function isMatch([, , text, words]: Entry, terms: readonly Term[]): boolean {
  const searched = words === 0 ? text.toLowerCase() : words;
  return terms.every((term) => {
    if (term.isWord && !searched.includes(term.text)) return false;
    return searched.search(term.pattern) >= 0;
  });
}

/** The text around its first match, with the matches marked. */
export function excerptOf(text: string, terms: readonly Term[]): Piece[] {
  const ranges = rangesOf(text, terms);
  const from = startOf(text, ranges[0]?.[0] ?? 0);
  const to = endOf(text, from);
  const pieces: Piece[] = [{ text: from > 0 ? '…' : '', isMarked: false }];
  let at = from;
  for (const [start, end] of ranges) {
    if (end <= at || start >= to) continue;
    const begin = Math.max(at, start);
    pieces.push({ text: text.slice(at, begin), isMarked: false });
    at = Math.min(end, to);
    pieces.push({ text: text.slice(begin, at), isMarked: true });
  }
  pieces.push({ text: `${text.slice(at, to)}${to < text.length ? '…' : ''}`, isMarked: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** The matches in order; they may overlap. Each letter is folded alone, to know where it stood. */
function rangesOf(text: string, terms: readonly Term[]): Range[] {
  let bare = '';
  const places: Range[] = [];
  for (const { 0: letter, index } of text.matchAll(/\P{M}[\p{M}\uff9e\uff9f]*|\p{M}/gsu)) {
    const piece = foldCase(letter);
    for (let unit = 0; unit < piece.length; unit += 1) places.push([index, index + letter.length]);
    bare += piece;
  }
  const rangeOf = (start: number, end: number): Range => [places[start]?.[0] ?? 0, places[end - 1]?.[1] ?? 0];
  return terms
    .flatMap(({ pattern }) =>
      Array.from(bare.matchAll(pattern), ({ 0: found, index }) => rangeOf(index, index + found.length)),
    )
    .sort(([a], [b]) => a - b);
}

/** At a space before the first match, if that is far in. */
function startOf(text: string, first: number): number {
  if (text.length <= MOST_SHOWN || first < MOST_SHOWN / 2) return 0;
  const space = text.indexOf(' ', first - MOST_SHOWN / 4);
  return space > 0 && space < first ? space : first;
}

function endOf(text: string, from: number): number {
  const end = from + MOST_SHOWN;
  if (text.length <= end) return text.length;
  const space = text.lastIndexOf(' ', end);
  return space > from + MOST_SHOWN / 2 ? space : end;
}

/** `22 November 2019`. */
export function dateName([date]: Entry): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** The post on its day's page. */
export function addressOf([date, id]: Entry): string {
  return `days/${date.slice(-5)}.html#t${id}`;
}

export function statusOf(count: number, shown: number, isDone: boolean): string {
  if (!isDone) return `${pluralize(count, 'tweet')} so far …`;
  if (count === 0) return 'Nothing found.';
  return `${pluralize(count, 'tweet')}${count > shown ? `, the newest ${shown} of them here` : ''}`;
}

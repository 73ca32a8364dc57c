// What is shown of a post that was found: the text around its first match, with the matches marked and the links of the text.

import { tagUrl } from '../../../post/addresses.ts';
import { foldCase } from '../../../text/folding.ts';
import { encodeAddress, shortenAddress } from '../../../text/sanitize.ts';
import type { Link, Term } from './engine.ts';

/** Words, or a link: then with where it leads. */
export interface Run {
  readonly address: string | null;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** In UTF-16 units, from the first to before the second. */
type Range = readonly [start: number, end: number];

/** The length of the longest excerpt, in UTF-16 units. */
const MOST_SHOWN = 500;

/** The text around its first match, with the matches marked. */
export function excerptOf(text: string, terms: readonly Term[], links: readonly Link[] = []): Run[] {
  const ranges = rangesOf(text, terms);
  const from = startOf(text, ranges[0]?.[0] ?? 0);
  const to = endOf(text, from);
  const runs: Run[] = [plainRun(from > 0 ? [{ text: '…', isMarked: false }] : [])];
  let at = from;
  for (const [start, length, address] of links) {
    const [begin, end] = [Math.max(at, start), Math.min(to, start + length)];
    if (begin >= end) continue;
    const shown = text.slice(start, start + length);
    const isWhole = end - begin === length;
    const pieces = isWhole ? linkPieces(shown, terms) : null;
    runs.push(plainRun(cut(text, ranges, at, begin)));
    runs.push({ address: linkAddress(shown, address), pieces: pieces ?? cut(text, ranges, begin, end) });
    at = end;
  }
  runs.push(plainRun(cut(text, ranges, at, to)), plainRun(to < text.length ? [{ text: '…', isMarked: false }] : []));
  return runs.filter(({ pieces }) => pieces.length > 0);
}

/** Where a link without an address of its own leads: a name, a tag, or the address that its words are. */
export function linkAddress(shown: string, address?: string): string {
  if (address !== undefined) return address;
  const [sign, name] = [shown.charAt(0), shown.slice(1)];
  if (sign === '@' || sign === '＠') return `https://x.com/${name}`;
  if (sign === '#' || sign === '＃') return tagUrl('hashtag', name);
  if (sign === '$' || sign === '＄') return tagUrl('cashtag', name);
  return encodeAddress(shown);
}

/** An address is shown in its short form, as on the other pages. */
function linkPieces(shown: string, terms: readonly Term[]): Piece[] | null {
  if (!/^https?:/i.test(shown)) return null;
  const short = shortenAddress(shown);
  return cut(short, rangesOf(short, terms), 0, short.length);
}

function plainRun(pieces: readonly Piece[]): Run {
  return { address: null, pieces };
}

/** A text from one place to another, in pieces that are marked or not. */
function cut(text: string, ranges: readonly Range[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const [start, end] of ranges) {
    if (end <= at || start >= to) continue;
    const begin = Math.max(at, start);
    pieces.push({ text: text.slice(at, begin), isMarked: false });
    at = Math.min(end, to);
    pieces.push({ text: text.slice(begin, at), isMarked: true });
  }
  pieces.push({ text: text.slice(at, to), isMarked: false });
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

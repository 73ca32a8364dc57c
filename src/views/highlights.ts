// Texts in which parts are marked because they were searched for.

import type { Span } from '../post/post.ts';

/** The parts of a text to mark, in order. */
export type FindMatches = (text: string, spans: readonly Span[]) => readonly Range[];

export interface Part {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A text from `start` to `end`, cut where matches begin and end. */
export function partsOf(text: string, matches: readonly Range[], start: number, end: number): Part[] {
  if (matches.length === 0) return start < end ? [{ text: text.slice(start, end), isMatch: false }] : [];
  const parts: Part[] = [];
  let from = start;
  for (const match of matches) {
    const [first, last] = [Math.max(match.start, from), Math.min(match.end, end)];
    if (first >= last) continue;
    parts.push({ text: text.slice(from, first), isMatch: false }, { text: text.slice(first, last), isMatch: true });
    from = last;
  }
  parts.push({ text: text.slice(from, end), isMatch: false });
  return parts.filter((part) => part.text !== '');
}

/** The same for a text that stands for an address, such as its short form. */
export function partsOfAddress(text: string, matchesIn: FindMatches | undefined): Part[] {
  const matches = matchesIn?.(text, [{ type: 'link', start: 0, end: text.length, url: null }]) ?? [];
  return partsOf(text, matches, 0, text.length);
}

/** A part of a text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

// Finds the matches within a text. The index keeps no texts, so a text that was found is searched again, in the same
// way as it was indexed.

import type { Query, Term } from './query/query.ts';
import { searchWordsOf, type Word } from '../text/words.ts';
import type { Span } from '../post/post.ts';
import type { Range } from '../views/highlights.ts';

/** The places of a post's text that match, in order, without overlaps. */
export function findMatches(text: string, spans: readonly Span[], { terms }: Pick<Query, 'terms'>): Range[] {
  if (terms.length === 0) return [];
  const words = searchWordsOf(text, spans);
  return mergeRanges(terms.flatMap((term) => found(term.isSigned ? words.signed : words.all, term)));
}

function found(words: readonly Word[], { words: wanted, isPrefix }: Term): Range[] {
  const last = wanted.length - 1;
  const fits = (word: string | undefined, index: number): boolean =>
    word !== undefined && (isPrefix && index === last ? word.startsWith(wanted[index] ?? '') : word === wanted[index]);
  return words.flatMap(({ start }, at) =>
    wanted.every((_, index) => fits(words[at + index]?.word, index))
      ? [{ start, end: words[at + last]?.end ?? start }]
      : [],
  );
}

function mergeRanges(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const before = all.at(-1);
    if (before && range.start < before.end) all[all.length - 1] = { ...before, end: Math.max(before.end, range.end) };
    else all.push(range);
  }
  return all;
}

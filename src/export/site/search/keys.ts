// Under which keys the index has a text, and which of them a term needs. The build and the browser split texts with the same
// code, so that both always agree.

import { isAscii, SPACELESS } from '../../../text/folding.ts';

/** What a term asks of the index: a key, or all keys that begin so. */
export interface Lookup {
  readonly key: string;
  readonly isPrefix: boolean;
}

export interface Plan {
  readonly lookups: readonly Lookup[];
  /** Whether every text that has them has the term: then no text must be read to know it. */
  readonly isEnough: boolean;
}

/** A word, a run in a script without spaces, or a symbol. */
const PIECE = new RegExp(`(?<word>(?:(?!${SPACELESS})[\\p{L}\\p{N}\\p{M}])+)|(?<run>${SPACELESS}+)|\\S`, 'gu');
/** Of a piece: whether it is such a run. */
const HAS_SPACELESS = new RegExp(SPACELESS, 'u');
const ASCII_PIECE = /[a-z0-9]+|[^\sa-z0-9]/g;

/** The keys of a folded text: its words, its symbols, and the pairs of characters where no spaces show the words. */
export function keysOf(words: string): readonly string[] {
  if (isAscii(words)) return words.match(ASCII_PIECE) ?? [];
  const pieces = words.match(PIECE) ?? [];
  if (!HAS_SPACELESS.test(words)) return pieces;
  return pieces.flatMap((piece) => (HAS_SPACELESS.test(piece) ? [...pairsOf(piece)] : piece));
}

/** `図書館` as `図書`, `書館` and `館`: then the texts with a character are those whose keys begin with it. */
function* pairsOf(run: string): Generator<string> {
  let last = '';
  for (const character of run) {
    if (last !== '') yield last + character;
    last = character;
  }
  yield last;
}

export function planFor(term: string): Plan {
  const pieces = [...term.matchAll(PIECE)];
  const lookups = pieces.flatMap((piece) => lookupsOf(piece, term));
  const [whole] = pieces;
  const isEnough = pieces.length === 1 && whole?.[0] === term && lookups.length === 1;
  return { lookups, isEnough };
}

function lookupsOf({ 0: piece, index, groups }: RegExpExecArray, term: string): Lookup[] {
  if (groups?.['word'] !== undefined) {
    // A term that begins with an accent may stand within a word, and there the index doesn't find it.
    if (index === 0 && /^\p{M}/u.test(piece)) return [];
    return [{ key: piece, isPrefix: index + piece.length === term.length }];
  }
  if (groups?.['run'] === undefined) return [{ key: piece, isPrefix: false }];
  const pairs = [...pairsOf(piece)].slice(0, -1);
  return pairs.length === 0 ? [{ key: piece, isPrefix: true }] : pairs.map((key) => ({ key, isPrefix: false }));
}

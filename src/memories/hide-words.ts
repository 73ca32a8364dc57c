// Whether a post has a word that the user hid. Everything that a search for the word finds is hidden: case, accents, white
// space and the kind of apostrophe don't matter, or the word would come back in another spelling.

import { textsBeside } from '../post/beside-text.ts';
import type { Media, Poll, Span } from '../post/post.ts';
import { SPACELESS } from '../text/folding.ts';
import { lazyPattern } from '../text/lazy-pattern.ts';
import { foldQuickly } from '../text/quick-folding.ts';
import { searchWordsOf, wordsOf, type Word } from '../text/words.ts';

/** The parts of a post that may have a hidden word. */
interface Written {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly media: readonly Media[];
  readonly warning: string | null;
  readonly poll: Poll | null;
}

/** A text ready to be compared. */
interface FoldedText {
  readonly letters: string;
  /** As lists of words, each of which may have the hidden words in a row. */
  readonly rows: () => readonly (readonly string[])[];
}

/** A hidden word ready to be compared. */
interface HiddenWord {
  readonly letters: string;
  /** Its words in a row; empty where its signs matter, as in `c++`. */
  readonly words: readonly string[];
}

/** Tests one post for words, folding its texts once. */
export function wordTest(post: Written): (value: string) => boolean {
  let texts: readonly FoldedText[] | null = null;
  return (value) => {
    texts ??= foldedTexts(post);
    const hidden = hiddenWord(value);
    return texts.some((text) => hasLetters(text.letters, hidden.letters) || hasInRow(text, hidden.words));
  };
}

/** Two values are the same word if they fold alike. */
export function foldHiddenWord(value: string): string {
  return foldQuickly(value).replace(/\s+/g, ' ').trim();
}

/** Whether a folded text may have a phrase: `apart` if all its words are there, but not in a row; without links they may be. */
export type QuickTest = (folded: string) => boolean | 'apart';

/** Rules out most texts that don't have the word, and never one that does. */
export function quickTest(value: string): QuickTest {
  const { letters, words } = hiddenWord(value);
  // Separate letters of Hangul are composed only next to each other.
  if (/[\u1100-\u11ff]/.test(letters)) return () => true;
  const pieces = words.length > 0 ? words : letters.split(' ');
  if (pieces.length === 1) return (folded) => folded.includes(letters);
  const gap = words.length > 0 ? '[^\\p{L}\\p{N}]*' : '\\s+';
  const inRow = new RegExp(pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join(gap), 'u');
  return (folded) => pieces.every((piece) => folded.includes(piece)) && (inRow.test(folded) || 'apart');
}

const KNOWN = new Map<string, HiddenWord>();
const MOST_KNOWN = 1000;

function hiddenWord(value: string): HiddenWord {
  const known = KNOWN.get(value);
  if (known) return known;
  const letters = foldHiddenWord(value);
  const hidden = { letters, words: isPlain(letters) ? inRow(wordsOf(letters)) : [] };
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(value, hidden);
  return hidden;
}

/** Whether nothing between the words means more than a space. */
function isPlain(letters: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\p{Pd}'. ]*[\p{L}\p{N}\p{M}])?$/u.test(letters);
}

function foldedTexts({ text, spans, ...beside }: Written): FoldedText[] {
  // The search indexes a text without its addresses too, in which the words on both sides of one are in a row.
  const hasLinks = spans.some(({ type }) => type === 'link');
  const rows = (): string[][] => [inRow(wordsOf(text)), ...(hasLinks ? [inRow(searchWordsOf(text, spans).text)] : [])];
  return [
    { letters: foldHiddenWord(text), rows },
    ...textsBeside(beside).map((one) => ({ letters: foldHiddenWord(one), rows: () => [inRow(wordsOf(one))] })),
  ];
}

function inRow(words: readonly Word[]): string[] {
  return words.map(({ word }) => word);
}

/** Whether a text has all of the words one after another. */
function hasInRow({ letters, rows }: FoldedText, wanted: readonly string[]): boolean {
  const [first] = wanted;
  // Cutting a text into words takes far longer than looking for their letters.
  if (first === undefined || !wanted.every((word) => letters.includes(word))) return false;
  return rows().some((words) =>
    words.some((word, at) => word === first && wanted.every((one, index) => words[at + index] === one)),
  );
}

/** Whether a text has the letters as a whole word; in scripts without spaces, anywhere. */
function hasLetters(text: string, wanted: string): boolean {
  if (wanted === '') return false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isEdge(text.slice(0, at), wanted) && isEdge(wanted, text.slice(at + wanted.length))) return true;
  }
  return false;
}

/** Whether a word may end between two texts. */
function isEdge(before: string, after: string): boolean {
  const left = /[\p{L}\p{N}\p{M}]$/u.exec(before)?.[0];
  const right = /^[\p{L}\p{N}\p{M}]/u.exec(after)?.[0];
  return left === undefined || right === undefined || isSpaceless().test(left) || isSpaceless().test(right);
}

const isSpaceless = lazyPattern(SPACELESS, 'u');

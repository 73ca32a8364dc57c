// A text as words to search by: folded, so that case, accents and widths make no difference, and cut into single characters
// in scripts without spaces, so that a run of them is found wherever it stands. Everything that is indexed, searched for,
// marked in a text or hidden by a word goes through here.

import { HANDLE } from '../post/handle.ts';
import type { Span } from '../post/post.ts';
import { isAscii, SPACELESS } from './folding.ts';
import { foldQuickly } from './quick-folding.ts';
import { lazyPattern } from './lazy-pattern.ts';
import { remember } from './remember.ts';

export interface Word {
  /** Folded. */
  readonly word: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Of a post's text: words as they are read, those of link addresses, and what has a sign: `#tag`, `@name`, `c++`. */
export interface SearchWords {
  /** Those of the text and of links, in order: a phrase may begin or end within an address. */
  readonly all: readonly Word[];
  readonly text: readonly Word[];
  readonly links: readonly Word[];
  readonly signed: readonly Word[];
}

const hasSpaceless = lazyPattern(SPACELESS, 'u');

/** The beginning of an address, which isn't a word; words of any script; a symbol. */
const run = lazyPattern(
  String.raw`[Hh][Tt][Tt][Pp][Ss]?:\/\/(?:[Ww]{3}\.)?|[\p{L}\p{N}\p{M}\u200c\u200d]+|\p{RI}{2}|(?![\0-\x7f])[\p{So}\p{Sc}\p{Sm}\p{Extended_Pictographic}]`,
  'gu',
);
const ADDRESS = /https?:\/\/(?:www\.)?/iy;
/** A Korean syllable, also in its letters, as some systems write it. */
const SYLLABLE = String.raw`(?:[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]+|[\uac00-\ud7a3])[\u11a8-\u11ff\ud7cb-\ud7fb]*`;
/** A character of a spaceless script with its marks, or a word of another. */
const unit = lazyPattern(
  String.raw`(?=[\p{L}\p{N}])(?:${SYLLABLE}|${SPACELESS})[\p{M}\uff9e\uff9f]*|(?:(?!${SPACELESS})[\p{L}\p{N}\p{M}\u200c\u200d])+`,
  'gu',
);

/** Names, tags and what is written like C++. A sign within a word, as in an address, doesn't count. */
const signedWord = lazyPattern(
  String.raw`(?<![\p{L}\p{N}\p{M}_&@＠#＃$])(?:[@＠]${HANDLE}|[#＃](?:(?!https?:\/\/)[\p{L}\p{N}\p{M}_])+|\$[A-Za-z]{1,6}(?![A-Za-z0-9])|[\p{L}\p{N}]{1,20}(?:\+\+|[+#](?![\p{L}\p{N}+#_])))`,
  'gu',
);

/** Of each character of ASCII, whether it can be in a word. One pattern for all: every start makes this. */
const LETTER_OR_DIGIT = /[a-z0-9]/i;
const IS_IN_WORD = Array.from({ length: 128 }, (_, code) => LETTER_OR_DIGIT.test(String.fromCharCode(code)));

/** Every word, in order. No pattern is as fast as looking at each character, so patterns get only what is not of ASCII. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  while (end < text.length) {
    const start = end;
    let isPlain = true;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code > 127) isPlain = false;
      else if (IS_IN_WORD[code] !== true) break;
    }
    const isBeforeAddress = text.startsWith('://', end);
    if (end === start) end += 1;
    else if (isPlain && isBeforeAddress && startsAddress(text, start)) end = ADDRESS.lastIndex;
    else if (isPlain) words.push({ word: text.slice(start, end).toLowerCase(), start, end });
    else {
      // An address may begin after a symbol.
      if (isBeforeAddress) end = text.length;
      for (const found of anyWordsOf(text.slice(start, end)))
        words.push({ word: found.word, start: start + found.start, end: start + found.end });
    }
  }
  return words;
}

function startsAddress(text: string, start: number): boolean {
  ADDRESS.lastIndex = start;
  return ADDRESS.test(text);
}

/** The words of any script. */
const anyWordsOf = remember((text: string): readonly Word[] => {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(run())) {
    if (found.includes(':')) continue;
    if (!hasSpaceless().test(found) || isSymbol(found)) addWords(words, found, index);
    else for (const one of found.matchAll(unit())) addWords(words, one[0], index + one.index);
  }
  return words;
});

function isSymbol(run: string): boolean {
  return !/^[\p{L}\p{N}\p{M}]/u.test(run);
}

function addWords(words: Word[], raw: string, start: number): void {
  const end = start + raw.length;
  if (isAscii(raw)) words.push({ word: raw.toLowerCase(), start, end });
  else for (const word of unitsOf(raw)) words.push({ word, start, end });
}

/** A unit folded; one that stands for several, such as ㌔ for キロ, as those. A symbol made only of signs has none. */
const unitsOf = remember((raw: string): readonly string[] => {
  const word = foldQuickly(raw);
  return word.match(unit()) ?? symbolsOf(raw, word);
});

/** A symbol is a word, unless it is only another form of a sign of ASCII: `＋`, but not `≠`, which loses its stroke when it is folded. */
function symbolsOf(raw: string, folded: string): string[] {
  const composed = raw.normalize('NFKC');
  if (folded === '' || isPartlyAscii(composed)) return [];
  if (!isPartlyAscii(folded)) return [folded];
  return /^\p{S}+$/u.test(composed) ? [composed] : [];
}

function isPartlyAscii(text: string): boolean {
  return /[\0-\x7f]/.test(text);
}

/** What has a sign. */
export function signedWordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let sign = signAfter(text, 0); sign >= 0;) {
    // A space is in none of these words, and each of them has a sign: so few characters are looked at twice.
    const start = text.lastIndexOf(' ', sign) + 1;
    const space = text.indexOf(' ', sign);
    const end = space < 0 ? text.length : space;
    for (const { 0: raw, index } of text.slice(start, end).matchAll(signedWord())) {
      const from = start + index;
      words.push({ word: foldQuickly(raw).replaceAll(' ', ''), start: from, end: from + raw.length });
    }
    sign = signAfter(text, end);
  }
  return words;
}

const SIGN = /[@＠#＃$+]/g;

function signAfter(text: string, start: number): number {
  SIGN.lastIndex = start;
  return SIGN.test(text) ? SIGN.lastIndex - 1 : -1;
}

export function searchWordsOf(text: string, spans: readonly Span[]): SearchWords {
  const links = spans.filter(({ type }) => type === 'link');
  const isInLink = ({ start }: Word): boolean => links.some((link) => link.start <= start && start < link.end);
  const words = wordsOf(text);
  const signed = signedWordsOf(text);
  return {
    all: words,
    text: links.length === 0 ? words : words.filter((word) => !isInLink(word)),
    links: links.length === 0 ? [] : words.filter(isInLink),
    signed: signed.filter((word) => !/^[@#]/.test(word.word) || !(isInLink(word) || isCutOff(word, text, spans))),
  };
}

/** A name or tag that touches the cut at the end of a text and that the archive doesn't take for one is only its beginning. */
function isCutOff({ start, end }: Word, text: string, spans: readonly Span[]): boolean {
  return /^(?:…| \.\.\.)$/.test(text.slice(end)) && !spans.some((span) => span.start === start);
}

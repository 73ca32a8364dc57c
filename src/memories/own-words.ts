// How much of a text is its author's own words. Names and addresses don't count, and in some scripts a character says more.

import { lazyPattern } from '../text/lazy-pattern.ts';

/** A text and the parts of it that are links, names and tags, in UTF-16 code units and in their order. */
export interface WrittenText {
  readonly text: string;
  readonly spans: readonly {
    readonly type: 'link' | 'mention' | 'hashtag' | 'cashtag';
    readonly start: number;
    readonly end: number;
  }[];
}

/** A row of tags isn't a sentence: together they count for at most this many letters. */
const MOST_FROM_TAGS = 20;

/**
 * The length of the own words before `end`, in Latin letters. Spaces, punctuation, emoji, names and links don't
 * count; a tag may be a word of the sentence, and counts half.
 */
export function ownLength({ text, spans }: WrittenText, end = text.length): number {
  let [words, tags, from] = [0, 0, 0];
  for (const span of spans) {
    if (span.start >= end) break;
    words += lengthBetween(text, from, span.start);
    if (span.type === 'hashtag' || span.type === 'cashtag') tags += lengthBetween(text, span.start, span.end) / 2;
    from = Math.max(from, span.end);
  }
  words += lengthBetween(text, from, end);
  return words + Math.min(tags, MOST_FROM_TAGS);
}

function lengthBetween(text: string, from: number, end: number): number {
  let length = 0;
  let last = -1;
  let lastButOne = -1;
  for (let at = from; at < end; at += last > 0xffff ? 2 : 1) {
    const code = text.codePointAt(at) ?? 0;
    // "Sooooo", "wwww" and "！！！" grow longer without saying more.
    if (code !== last || code !== lastButOne) length += lettersIn(code);
    lastButOne = last;
    last = code;
  }
  return length;
}

/**
 * What a character of a script is worth, in Latin letters: a Chinese one is about a word, a Korean one a syllable, a kana a
 * short syllable, and Arabic and Hebrew are written without most of their vowels. Weighted like this, a sentence is about as
 * long in all languages.
 */
const SCRIPTS: readonly (readonly [script: () => RegExp, letters: number])[] = [
  [lazyPattern(String.raw`\p{Script=Han}`, 'u'), 3],
  [lazyPattern(String.raw`\p{Script=Hangul}`, 'u'), 2],
  [lazyPattern(String.raw`[\p{Script=Hiragana}\p{Script=Katakana}]`, 'u'), 1.5],
  [lazyPattern(String.raw`[\p{Script=Arabic}\p{Script=Hebrew}]`, 'u'), 1.3],
];
/** Vowels written as marks, as in Hindi and Thai, turn a letter into a syllable. */
const VOWEL_SIGN = 0.5;

/** The worth of non-ASCII characters seen so far: testing them each time takes twenty times as long. */
const known = new Map<number, number>();

function lettersIn(code: number): number {
  if (code < 0x80) return isAsciiLetterOrDigit(code) ? 1 : 0;
  let letters = known.get(code);
  if (letters === undefined) {
    letters = weighed(code);
    known.set(code, letters);
  }
  return letters;
}

function isAsciiLetterOrDigit(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Where the scripts of India and Southeast Asia begin; the marks before are accents. */
const FIRST_VOWEL_SIGN = 0x900;

function weighed(code: number): number {
  const character = String.fromCodePoint(code);
  if (/[\p{L}\p{N}]/u.test(character)) return SCRIPTS.find(([script]) => script().test(character))?.[1] ?? 1;
  const isVowelSign = code >= FIRST_VOWEL_SIGN && /[\p{Mc}\p{Mn}]/u.test(character) && !/\p{VS}/u.test(character);
  return isVowelSign ? VOWEL_SIGN : 0;
}

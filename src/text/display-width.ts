// How many cells of a terminal a text takes.

import stringWidth from 'fast-string-width';
import { lazyPattern } from './lazy-pattern.ts';
import { remember } from './remember.ts';

/** A cell each, whatever else of these stands beside them: Latin, Greek, Cyrillic, Hebrew, Arabic, and signs that no emoji begins with alone. */
const NARROW = String.raw`\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d3\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2319\u2500-\u25fc\u2660-\u267e`;
/** Two cells each: Japanese, Chinese, Korean. */
const WIDE = String.raw`\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60`;

const ONLY_NARROW = new RegExp(`^[${NARROW}]*$`);
const IS_WIDE = new RegExp(`^[${WIDE}]$`);
/** Two cells, but for halves of flags and what gives another one its skin. */
const isEmoji = lazyPattern(String.raw`^(?![\p{RI}\p{EMod}])\p{Emoji_Presentation}$`, 'u');

/**
 * Vowel signs and the like that stand beside their letter, in Indic scripts, Burmese and Khmer: terminals give each a cell,
 * the library none. Those that stand in wide scripts it counts itself.
 */
const spacing = lazyPattern(String.raw`(?![\u302e\u302f\u{16ff0}\u{16ff1}])\p{Mc}`, 'gu');

/** The cells of a character that takes as many beside all others such; null for one that may join with them. */
export const cellsOf = remember((character): number | null => {
  const isWide = IS_WIDE.test(character) || (!ONLY_NARROW.test(character) && isEmoji().test(character));
  return isWide ? 2 : ONLY_NARROW.test(character) ? 1 : null;
});

/** Whether each character takes a cell. */
export function isNarrow(text: string): boolean {
  return ONLY_NARROW.test(text);
}

/** As fast-string-width says, which takes longer for a day's words than all else that shows the day. */
export function displayWidth(text: string): number {
  if (ONLY_NARROW.test(text)) return text.length;
  let cells = 0;
  for (const character of text) {
    const own = cellsOf(character);
    if (own === null) return stringWidth(text) + (text.match(spacing())?.length ?? 0);
    cells += own;
  }
  return cells;
}

/** The text with spaces up to a number of cells. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text, or as much of it as fits with a `…`. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (displayWidth(short + segment) > width - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}

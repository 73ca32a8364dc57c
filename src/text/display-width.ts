// How many cells of a terminal a text takes.

import stringWidth from 'fast-string-width';

/** A cell each, whatever stands beside them: most of what is written in Latin, Greek and Cyrillic letters. */
const PLAIN = /^[\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b]*$/;

/**
 * Vowel signs and the like that stand beside their letter, in Indic scripts, Burmese and Khmer: terminals give each a cell,
 * the library none. Those that stand in wide scripts it counts itself.
 */
const SPACING = /(?![\u302e\u302f\u{16ff0}\u{16ff1}])\p{Mc}/gu;

/** As fast-string-width says, which takes longer for a day's words than all else that shows the day. */
export function displayWidth(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text) + (text.match(SPACING)?.length ?? 0);
}

// By this name the built program gives it to fast-wrap-ansi, in the place of fast-string-width.
export default displayWidth;
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

// One spelling for words that people consider the same: without case, accents or widths, and with one apostrophe. The site's
// search uses it too, in a reader's browser, so it imports nothing.

/** A letter of a script that puts no spaces between words. Korean has spaces, but ties its particles to its words. */
export const SPACELESS = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]`;

/** Letters that Unicode doesn't decompose, as people without such a key write them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
};

/** The same for all spellings that should find each other. */
export function foldCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replaceAll('`', "'");
  // NFKC would make spaces of these apostrophes.
  const plain = text.replace(/[´᾽᾿]/g, "'").normalize('NFKC').toLowerCase();
  const bare = withoutMarks(plain.normalize('NFD')).normalize('NFC');
  // Phones, keyboards and transcriptions each have an apostrophe of their own.
  return bare.replace(/[ßæœøłđıς]/g, (letter) => LETTERS[letter] ?? letter).replace(/[`ʹʻ-ʿˈ׳‘’‛′ꞌ]/g, "'");
}

/**
 * Without accents, the vowel signs of Arabic and Hebrew, and what only chooses how a symbol is drawn. Japanese sound marks stay. The
 * pattern is made when it is first needed: that takes long.
 */
function withoutMarks(text: string): string {
  return text.replace(
    /(?![\u3099\u309a])\p{Script=Inherited}|(?=\p{M})[\p{Script=Arabic}\p{Script=Hebrew}]|\u0640/gu,
    '',
  );
}

export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

// Words are found in haste, with texts of ASCII and known words going shorter ways: they are those that patterns find in the
// whole text.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HANDLE } from '../../src/post/handle.ts';
import { foldCase, isAscii, SPACELESS } from '../../src/text/folding.ts';
import { signedWordsOf, wordsOf, type Word } from '../../src/text/words.ts';

const ADDRESS_RUN_OR_SYMBOL =
  /[Hh][Tt][Tt][Pp][Ss]?:\/\/(?:[Ww]{3}\.)?|[\p{L}\p{N}\p{M}\u200c\u200d]+|\p{RI}{2}|(?![\0-\x7f])[\p{So}\p{Sc}\p{Sm}\p{Extended_Pictographic}]/gu;
const HAS_SPACELESS = new RegExp(SPACELESS, 'u');
const UNIT = new RegExp(
  String.raw`(?=[\p{L}\p{N}])(?:(?:[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]+|[\uac00-\ud7a3])[\u11a8-\u11ff\ud7cb-\ud7fb]*|${SPACELESS})[\p{M}\uff9e\uff9f]*|(?:(?!${SPACELESS})[\p{L}\p{N}\p{M}\u200c\u200d])+`,
  'gu',
);
const SIGNED = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}_&@＠#＃$])(?:[@＠]${HANDLE}|[#＃](?:(?!https?:\/\/)[\p{L}\p{N}\p{M}_])+|\$[A-Za-z]{1,6}(?![A-Za-z0-9])|[\p{L}\p{N}]{1,20}(?:\+\+|[+#](?![\p{L}\p{N}+#_])))`,
  'gu',
);

function wordsByPattern(text: string): Word[] {
  return Array.from(text.matchAll(ADDRESS_RUN_OR_SYMBOL)).flatMap(({ 0: run, index }) => {
    if (run.includes(':')) return [];
    const isWhole = !HAS_SPACELESS.test(run) || !/^[\p{L}\p{N}\p{M}]/u.test(run);
    const units = isWhole
      ? [{ raw: run, start: index }]
      : Array.from(run.matchAll(UNIT), (found) => ({ raw: found[0], start: index + found.index }));
    return units.flatMap(({ raw, start }) =>
      foldedUnits(raw).map((word) => ({ word, start, end: start + raw.length })),
    );
  });
}

function foldedUnits(raw: string): string[] {
  if (isAscii(raw)) return [raw.toLowerCase()];
  const folded = foldCase(raw);
  const units = folded.match(UNIT);
  const composed = raw.normalize('NFKC');
  if (units) return units;
  if (folded === '' || /[\0-\x7f]/.test(composed)) return [];
  if (!/[\0-\x7f]/.test(folded)) return [folded];
  return /^\p{S}+$/u.test(composed) ? [composed] : [];
}

function signedByPattern(text: string): Word[] {
  return Array.from(text.matchAll(SIGNED), ({ 0: raw, index }) => ({
    word: foldCase(raw).replaceAll(' ', ''),
    start: index,
    end: index + raw.length,
  }));
}

const PIECES = [
  ...Array.from("aßéİΣςйё猫がﾈ학น→☀+#@＠＃$_.:/'’ \n½㌔≠＋K"),
  ...[
    'http://',
    'HTTPS://www.',
    'http',
    'https:',
    'www.',
    'e\u0301',
    'ｶﾞ',
    'น้',
    '🦦',
    '👩🏽‍💻',
    '🇯🇵',
    '\ud83d',
    'ſ',
    '\u200d',
  ],
  ...['otter', 'Café', 'c++', '#tag', '@wren', '$TSLA', '今日は', 'длинноесловоизмногихбуквбезпробелов'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((all) => all.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((all) => all.join(' ')),
);

test('words are those that patterns find, with their signs and without', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(wordsOf(one)).toEqual(wordsByPattern(one));
      expect(signedWordsOf(one)).toEqual(signedByPattern(one));
    }),
    { numRuns: 5000 },
  );
});

test('a word of each character is the one that patterns find', () => {
  for (let code = 0; code < 0x1_fb00; code += 1) {
    const letter = String.fromCodePoint(code);
    const one = `${letter} ab${letter}c http://${letter}`;
    if (JSON.stringify(wordsOf(one)) !== JSON.stringify(wordsByPattern(one))) expect.fail(`U+${code.toString(16)}`);
  }
});

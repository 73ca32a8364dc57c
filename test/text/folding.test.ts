// One spelling for what should find each other, and the quick way to it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldCase } from '../../src/text/folding.ts';
import { foldQuickly } from '../../src/text/quick-folding.ts';

describe('folding', () => {
  test.each([
    ['Straße Ærø Łódź', 'strasse aero lodz'],
    ['İstanbul ISPARTA ısparta', 'istanbul isparta isparta'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['ＣＡＦＥ́ ﬁne ㌔ ™', 'cafe fine キロ tm'],
    ['ｶﾞ か\u3099 が', 'ガ が が'],
    ['صَبَاح', 'صباح'],
    ['❤️ 👩‍💻', '❤ 👩💻'],
    ["can't can’t canʼt can‘t can`t can´t can＇t can′t", Array(8).fill("can't").join(' ')],
    ['Hawaiʻi ʿAlī צ׳ Saltꞌaw', "hawai'i 'ali צ' salt'aw"],
  ])('%s is %s', (text, folded) => {
    expect(foldCase(text)).toBe(folded);
    expect(foldQuickly(text)).toBe(folded);
  });

  test('changes nothing more when it is done again', () => {
    for (let code = 0; code < 0x1_fb00; code += 1) {
      const folded = foldCase(String.fromCodePoint(code));
      if (foldCase(folded) !== folded) expect.fail(`U+${code.toString(16)}`);
    }
  });

  test('gives the same quickly for each character', () => {
    for (let code = 0; code < 0x1_fb00; code += 1) {
      const letter = String.fromCodePoint(code);
      if (foldQuickly(`x${letter}`) !== foldCase(`x${letter}`)) expect.fail(`U+${code.toString(16)}`);
    }
  });

  test('gives the same quickly for any text', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ...Array.from('aßéİΣςйёが゛ﾞ㎏ㅎㅏ학क'),
        'e\u0301',
        'か\u3099',
        '\u1112\u1161',
        '\ufe0f',
        '\u0307',
        '\u064e',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (all) => {
        expect(foldQuickly(all.join(''))).toBe(foldCase(all.join('')));
      }),
      { numRuns: 5000 },
    );
  });
});

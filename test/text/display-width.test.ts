// What is counted without asking is what the library would answer.

import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';

const LAST = 0x2fff;

test('every character takes as many cells as the library says, alone and beside any other', () => {
  const characters = Array.from({ length: LAST }, (_, code) => String.fromCodePoint(code));
  const besides = ['', 'a', '\ufe0f', '\u0301', '\u20e3', '\u{1f600}', '語', '\u001b[1m'];
  const wrong = characters.flatMap((one) =>
    besides.map((other) => one + other).filter((text) => displayWidth(text) !== stringWidth(text)),
  );
  expect(wrong).toEqual([]);
});

test('so does every text', () => {
  const letters = fc.constantFrom(...Array.from('abc \u00e9ß№—…“”ёжЖΩ語ア😀\u200d\u200b\ufe0f\u0301\u00ad\t'));
  fc.assert(
    fc.property(
      fc.array(letters).map((parts) => parts.join('')),
      (text) => {
        expect(displayWidth(text)).toBe(stringWidth(text));
      },
    ),
  );
});

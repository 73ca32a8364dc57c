// What is counted without asking is what the library would answer.

import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';

const LAST = 0xffff;

/** What glibc's wcwidth says, and with it tmux, and xterm.js. */
test.each([
  ['हिन्दी में लिखना', 13],
  ['தமிழ் மொழி', 9],
  ['বাংলা ভাষা', 10],
  ['မြန်မာစာ', 7],
  ['ភាសាខ្មែរ', 8],
  ['മലയാളം ഭാഷ', 10],
  ['ไทยน้ำ', 5],
  ['བོད་སྐད', 5],
  ['한국어 글', 9],
  ['〮ㅏ', 4],
])('%s takes %i cells', (text, cells) => {
  expect(displayWidth(text)).toBe(cells);
});

test('every other character takes as many cells as the library says, alone and beside any other', () => {
  const codes = Array.from({ length: LAST }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
  const emoji = Array.from({ length: 0x400 }, (_, index) => 0x1f300 + index);
  const characters = [...codes, ...emoji].map((code) => String.fromCodePoint(code));
  const besides = ['', 'a', '\ufe0f', '\u0301', '\u20e3', '\u{1f600}', '語', '\u001b[1m'];
  const wrong = characters.flatMap((one) =>
    besides.map((other) => one + other).filter((text) => displayWidth(text) !== stringWidth(text) + spacingMarks(text)),
  );
  expect(wrong).toEqual([]);
});

/** The library gives them no cell. */
function spacingMarks(text: string): number {
  return text.match(/(?![\u302e\u302f])\p{Mc}/gu)?.length ?? 0;
}

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

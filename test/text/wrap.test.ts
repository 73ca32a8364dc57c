import fc from 'fast-check';
import { wrapAnsi } from 'fast-wrap-ansi';
import { expect, test } from 'vitest';
import { wrapText } from '../../src/text/wrap.ts';

/** Letters of one cell and of two, and what joins with them; U+3000 is white space, U+200B takes none. */
const LETTERS = Array.from(
  'aZ7.\u00e9ёΩ№♥↻—図書한語アｶー🌲😀👍🏽e\u0301\u200d\ufe0f\u20e3🇫🇷\u200b\u3000\u00a0\t\u0915\u0941',
);

const ASCII = fc.stringMatching(/^[!-~]$/);
const OF_ALL_KINDS = fc.constantFrom(...LETTERS);

test.each([
  ['words of ASCII', ASCII],
  ['words of all kinds', OF_ALL_KINDS],
  ['words of both', fc.oneof({ weight: 5, arbitrary: ASCII }, OF_ALL_KINDS)],
])('%s are wrapped as wrap-ansi wraps them', (_, letter) => {
  const wordOf = (most: number): fc.Arbitrary<string> =>
    fc.array(letter, { minLength: 1, maxLength: most }).map((letters) => letters.join(''));
  const word = fc.oneof({ weight: 9, arbitrary: wordOf(9) }, { weight: 1, arbitrary: wordOf(50) });
  const words = fc.array(word, { minLength: 1, maxLength: 60 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 100 }), (typed, width) => {
      const line = typed.trim();
      // What fits is left as it is.
      fc.pre(line.length > width && !/https?:/i.test(line));
      const rows = wrapAnsi(line, width, { hard: true }).split('\n');
      expect(wrapText(line, width)).toEqual(rows.map((row) => row.trimEnd()));
    }),
    { numRuns: 4000 },
  );
});

import fc from 'fast-check';
import { wrapAnsi } from 'fast-wrap-ansi';
import { expect, test } from 'vitest';
import { wrapText } from '../../src/text/wrap.ts';

const word = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[!-~]{1,9}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,50}$/) },
);
const words = fc.array(word, { minLength: 1, maxLength: 60 }).map((all) => all.join(' '));

test('words of ASCII are wrapped as wrap-ansi wraps them', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 100 }), (line, width) => {
      fc.pre(!/https?:/i.test(line));
      expect(wrapText(line, width)).toEqual(wrapAnsi(line, width, { hard: true }).split('\n'));
    }),
    { numRuns: 2000 },
  );
});

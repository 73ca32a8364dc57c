import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markup } from '../../src/text/html.ts';
import { sanitize } from '../../src/text/sanitize.ts';

const texts = fc.array(fc.constantFrom(...Array.from('&<>"\'a é図\t\n\0'), '\u2028', '\u202e', 'words'), {
  maxLength: 9,
});

test('whatever text goes into a template is harmless and escaped', () => {
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const escaped = sanitize(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
      expect(markup`<b title="${text}">${text}</b>`.toString()).toBe(`<b title="${escaped}">${escaped}</b>`);
    }),
    { numRuns: 1000 },
  );
});

test('templates, lists of them and numbers go into a template as they are, and null is nothing', () => {
  const list = ['<', markup`<i>${'>'}</i>`, [1, null, [-2.5]]];
  expect(markup`<p>${list}${null}</p>`.toString()).toBe('<p>&#60;<i>&#62;</i>1-2.5</p>');
});

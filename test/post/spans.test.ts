// Spans read in the fast way are those that were written.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSpans } from '../../src/post/spans.ts';
import type { Span } from '../../src/post/post.ts';

const spans = fc.array(
  fc.record({
    type: fc.constantFrom<Span['type']>('link', 'mention', 'hashtag', 'cashtag'),
    start: fc.nat(),
    end: fc.nat(),
    url: fc.oneof(fc.constant(null), fc.webUrl(), fc.string({ unit: 'binary' }), fc.constant('"},{"type":"')),
  }),
  { maxLength: 5 },
);

test('spans of any address come back as JSON.parse gives them', () => {
  fc.assert(
    fc.property(spans, (given) => {
      const json = JSON.stringify(given);
      expect(parseSpans(json)).toEqual(JSON.parse(json));
    }),
    { numRuns: 500 },
  );
});

test.each([
  '[]',
  '[ {"type":"link","start":0,"end":1,"url":null} ]',
  '[{"url":null,"start":0,"end":2,"type":"hashtag"}]',
])('%s is read, however it was written', (json) => {
  expect(parseSpans(json)).toEqual(JSON.parse(json));
});

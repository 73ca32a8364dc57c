// Facets count bytes of UTF-8; what they say must never change a text but for links that the app had shortened.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toRichText, withLink } from '../../../src/archive/bluesky/rich-text.ts';

const FACET = 'app.bsky.richtext.facet';
const link = (uri: string): object => ({ $type: `${FACET}#link`, uri });
const tag = (name: string): object => ({ $type: `${FACET}#tag`, tag: name });
const mention = (did: string): object => ({ $type: `${FACET}#mention`, did });

function facet(byteStart: unknown, byteEnd: unknown, ...features: object[]): object {
  return { index: { byteStart, byteEnd }, features };
}

/** A facet over the first place where something stands in a text. */
function over(text: string, part: string, feature: object): object {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`${part} is not in ${text}`);
  const start = Buffer.byteLength(text.slice(0, at));
  return facet(start, start + Buffer.byteLength(part), feature);
}

/** Each span with what stands there. */
function spansOf(text: string, facets: unknown): unknown[] {
  const rich = toRichText(text, facets);
  return rich.spans.map(({ type, start, end, url }) => [type, rich.text.slice(start, end), url]);
}

describe('facets', () => {
  test('are links, mentions and tags', () => {
    const text = 'With @otter.example at the weir #herons, see the map';
    const facets = [
      over(text, 'the map', link('https://example.com/map')),
      over(text, '@otter.example', mention('did:plc:otter')),
      over(text, '#herons', tag('herons')),
    ];
    expect(toRichText(text, facets).text).toBe(text);
    expect(spansOf(text, facets)).toEqual([
      ['mention', '@otter.example', 'https://bsky.app/profile/did:plc:otter'],
      ['hashtag', '#herons', 'https://bsky.app/hashtag/herons'],
      ['link', 'the map', 'https://example.com/map'],
    ]);
  });

  test.each([
    ['emoji of several parts', '👩‍👩‍👧‍👦🇳🇱 #gezin 🦆'],
    ['combining marks', 'Cafe\u0301 in Gene\u0300ve #gezin\u0301'],
    ['wide characters', '今日は＃鳥 #gezin を見た'],
    ['an emoji right before', '🐦#gezin'],
  ])('stand where they should behind %s', (_, text) => {
    const shown = /#\S+/u.exec(text)?.[0] ?? '';
    expect(spansOf(text, [over(text, shown, tag('gezin'))])).toEqual([
      ['hashtag', shown, 'https://bsky.app/hashtag/gezin'],
    ]);
  });

  test.each([
    ['within a character', 1, 4],
    ['ending within one', 0, 3],
    ['behind the end', 10, 400],
    ['of no length', 4, 4],
    ['backwards', 9, 4],
    ['below zero', -4, 4],
    ['no whole number', 0.5, 4],
    ['a text', '0', '4'],
    ['missing', undefined, undefined],
  ])('are left out when their place is none: %s', (_, start, end) => {
    const text = '🦆 quacks';
    expect(toRichText(text, [facet(start, end, link('https://example.com/duck...'))])).toEqual({ text, spans: [] });
  });

  test('over one another are one, the first', () => {
    const text = '#herons and more';
    const facets = [facet(0, 7, tag('herons')), facet(3, 11, link('https://example.com')), facet(0, 7, tag('again'))];
    expect(spansOf(text, facets)).toEqual([['hashtag', '#herons', 'https://bsky.app/hashtag/herons']]);
  });

  test('with several meanings have the first one that is known', () => {
    const unknown = { $type: 'com.example.facet#colour', colour: 'red' };
    const text = 'red link';
    expect(spansOf(text, [facet(0, 3, unknown), facet(4, 8, unknown, link('https://example.com'))])).toEqual([
      ['link', 'link', 'https://example.com'],
    ]);
  });

  test.each([null, 'none', 7, {}, [null, 3, 'x', {}, { index: 4, features: 5 }, { features: [{}] }]])(
    'may be anything: %j',
    (facets) => {
      expect(toRichText('The heron.', facets)).toEqual({ text: 'The heron.', spans: [] });
    },
  );
});

describe('links', () => {
  test.each([
    ['example.com/a-long-nam...', 'https://example.com/a-long-name/of-a-page'],
    ['www.example.com/a-lo…', 'https://www.example.com/a-long-name'],
    ['https://Example.com/a...', 'https://example.com/abc'],
  ])('that the app shortened are whole again: %s', (shown, url) => {
    const text = `🦆 See ${shown} for more`;
    const rich = toRichText(text, [over(text, shown, link(url))]);
    expect(rich.text).toBe(`🦆 See ${url} for more`);
    expect(spansOf(text, [over(text, shown, link(url))])).toEqual([['link', url, url]]);
  });

  test.each([
    ['example.com', 'https://example.com'],
    ['the whole story...', 'https://example.com/story'],
    ['bank.example/login...', 'https://evil.example/login-now'],
  ])('that are words or another address stay as they are: %s', (shown, url) => {
    const text = `See ${shown}`;
    expect(toRichText(text, [over(text, shown, link(url))]).text).toBe(text);
    expect(spansOf(text, [over(text, shown, link(url))])).toEqual([['link', shown, url]]);
  });

  test('move what comes after them', () => {
    const text = 'example.com/abc... by @otter.example #herons';
    const url = 'https://example.com/abcdefghijkl';
    const facets = [
      over(text, 'example.com/abc...', link(url)),
      over(text, '@otter.example', mention('did:plc:otter')),
      over(text, '#herons', tag('herons')),
    ];
    expect(spansOf(text, facets)).toEqual([
      ['link', url, url],
      ['mention', '@otter.example', 'https://bsky.app/profile/did:plc:otter'],
      ['hashtag', '#herons', 'https://bsky.app/hashtag/herons'],
    ]);
  });

  test('stand behind a text with a space, and alone without one', () => {
    const url = 'https://example.com/';
    expect(withLink({ text: 'See', spans: [] }, url)).toEqual({
      text: `See ${url}`,
      spans: [{ type: 'link', start: 4, end: 4 + url.length, url }],
    });
    expect(withLink({ text: '', spans: [] }, url).text).toBe(url);
  });
});

describe('whatever facets say', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((written) => written.trimEnd());
  const place = fc.integer({ min: -3, max: 170 });
  const feature = fc.oneof(fc.webUrl().map(link), fc.string().map(tag), fc.constant(mention('did:plc:otter')));
  const facets = fc.array(fc.tuple(place, place, feature).map(([start, end, what]) => facet(start, end, what)));

  test('the text stays, and spans are in order, within it, and never split a character', () => {
    fc.assert(
      fc.property(text, facets, (written, all) => {
        const { text: readable, spans } = toRichText(written, all);
        expect(readable).toBe(written);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(readable.length);
          for (const at of [start, end]) expect(/^[\udc00-\udfff]/.test(readable.slice(at))).toBe(false);
          last = end;
        }
      }),
    );
  });

  test('a facet over a part of the text is a span over this part', () => {
    const parts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.nat(), (pieces, which) => {
        const index = which % (pieces.length - 1);
        const before = pieces.slice(0, index).join('');
        const part = pieces[index] ?? '';
        const whole = `${pieces.join('')}.`;
        const start = Buffer.byteLength(before);
        const { text: readable, spans } = toRichText(whole, [facet(start, start + Buffer.byteLength(part), tag('x'))]);
        expect(spans.map((span) => readable.slice(span.start, span.end))).toEqual([part]);
      }),
    );
  });
});

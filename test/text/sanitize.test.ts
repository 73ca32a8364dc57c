import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAddress, sanitize, sanitizeLine, isWebAddress } from '../../src/text/sanitize.ts';

const code = (...points: number[]): string => String.fromCodePoint(...points);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const CONTROLS = [...range(0x00, 0x08), ...range(0x0b, 0x1f), ...range(0x7f, 0x9f)];
/** Embeddings, overrides, isolates and what ends them. */
const DIRECTIONS = [...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];

describe('harmless text', () => {
  test('has no control characters, neither C0 nor C1', () => {
    for (const point of CONTROLS) expect(sanitize(`a${code(point)}b`), point.toString(16)).toBe('ab');
  });

  test('has nothing that overrides the direction of what follows', () => {
    for (const point of DIRECTIONS) expect(sanitize(`a${code(point)}b`), point.toString(16)).toBe('ab');
  });

  test.each([
    ['colours', `${code(0x1b)}[31mred`, '[31mred'],
    ['a window title', `${code(0x1b)}]0;title${code(0x07)}text`, ']0;titletext'],
    ['a hyperlink', `${code(0x1b)}]8;;https://evil.example${code(0x1b)}\\text`, ']8;;https://evil.example\\text'],
    ['the one-byte form of escape sequences', `${code(0x9b)}2Jtext`, '2Jtext'],
    ['overwriting the line', 'safe\rEVIL', 'safeEVIL'],
    ['backspaces', 'ok\b\bno', 'okno'],
  ])('leaves of %s only letters', (_what, text, left) => {
    expect(sanitize(text)).toBe(left);
  });

  test('keeps new lines, and makes the other line ends into new lines and tabs into spaces', () => {
    expect(sanitize(`a\nb${code(0x2028)}c${code(0x2029)}d\te\r\nf`)).toBe('a\nb\nc\nd    e\nf');
  });

  test.each(['👩‍👩‍👧', 'é', 'e\u0301', '今日は', 'صباح الخير', 'a\u200fb', '🏳️‍🌈 ok'])('keeps %s as it is', (text) => {
    expect(sanitize(text)).toBe(text);
  });

  test('of whatever text has nothing of all that', () => {
    const bad = new Set([...CONTROLS, ...DIRECTIONS, 0x09, 0x2028, 0x2029].map((point) => code(point)));
    const hostile = fc
      .array(fc.oneof(fc.constantFrom(...bad), fc.string({ unit: 'grapheme' })))
      .map((parts) => parts.join(''));
    fc.assert(fc.property(hostile, (text) => !Array.from(sanitize(text)).some((character) => bad.has(character))));
  });
});

test('a harmless line is one line', () => {
  expect(sanitizeLine(`  Wren\n\tWrites${code(0x1b)}[1m  `)).toBe('Wren Writes[1m');
});

describe('an address that may become a link', () => {
  test.each([
    'https://example.com',
    'http://example.com/a?b=1&c=ü#d',
    'HTTPS://EXAMPLE.COM/',
    'https://x.com/a/status/1',
    "http://en.wikipedia.org/wiki/Brooks's_law",
    'https://example.com/a|b?q={c}^`d`',
  ])('is %s', (url) => {
    expect(isWebAddress(url)).toBe(true);
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,hello',
    'mailto:a@example.com',
    'ftp://example.com',
    'example.com',
    '',
    'https://',
    ' https://example.com',
    'https://example.com/a b',
    'https://example.com/"onload="x',
    'https://example.com/<script>',
    'https://example.com/\nx',
    `https://example.com/${code(0x1b)}[31m`,
    `https://example.com/${code(0x07)}`,
    `https://example.com/${code(0x202e)}gpj.exe`,
    'xhttps://example.com',
    'https://exa^mple.com/',
  ])('is not %j', (url) => {
    expect(isWebAddress(url)).toBe(false);
  });
});

test('an address with an umlaut may become a link however often that is asked', () => {
  for (let times = 0; times < 20_000; times += 1) {
    if (!isWebAddress('https://müller.example/')) expect.fail(`not the ${times}th time`);
  }
});

test('whether an address may become a link does not depend on how plain it looks', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      'https://',
      'http:/',
      '/',
      '.',
      '-',
      '--',
      ':',
      '@',
      '?',
      '#',
      '%',
      '0x',
      '1.2',
      'xn--',
      '\\',
      '"',
      ' ',
    ),
    fc.constantFrom('com', 'EXAMPLE', 'a1', '9', 'ü', '図', '\ud800', '\u202e', '\u0007', '[', '|', '_', '!'),
  );
  const addresses = fc
    .tuple(fc.constantFrom('https://', 'http://', 'HTTPS://', ''), fc.array(pieces, { maxLength: 9 }))
    .map(([scheme, rest]) => scheme + rest.join(''));
  const isParsed = (url: string): boolean => {
    try {
      return new URL(url).href !== '';
    } catch {
      return false;
    }
  };
  const mayBeLinked = (url: string): boolean =>
    /^https?:\/\/[^\s"<>\\\p{Surrogate}]+$/iu.test(url) && sanitize(url) === url && isParsed(url);
  fc.assert(
    fc.property(addresses, (url) => {
      expect(isWebAddress(url)).toBe(mayBeLinked(url));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['https://example.com/a|b?q={c}^`d`', 'https://example.com/a%7Cb?q=%7Bc%7D%5E%60d%60'],
  ["http://en.wikipedia.org/wiki/Brooks's_law", "http://en.wikipedia.org/wiki/Brooks's_law"],
  ['https://example.com/%7B', 'https://example.com/%7B'],
])('a link to %s leads to %s', (url, link) => {
  expect(encodeAddress(url)).toBe(link);
});

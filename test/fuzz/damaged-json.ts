// JSON as no exporter writes it. Each function damages the text of one file in one way.

import type { Random } from './random.ts';

type Damage = (text: string, random: Random) => string;

/** Strings that some pattern might take forever over, or some memory might not hold. */
const REPEATED = [
  'a',
  '<',
  ' ',
  '(',
  '@',
  '#',
  '$',
  '&',
  '&amp;',
  '-',
  '.',
  '/',
  '\\n',
  '\\"',
  '\\\\',
  'http',
  'https://',
];

const ODD = [
  'é',
  '\u0301',
  '한',
  '👍',
  '👩‍',
  '\u202e',
  '\\u0000',
  '\\ud83d',
  '\\udc4d',
  '\\u001b[31m',
  'RT @a',
  '<a href="',
  '1',
  '😀é',
];

const MARKUP = [
  '<p>a',
  '</p>',
  '<a href="https://example.org/x">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="https://example.org/\u202eabc" class="mention">@<span>x</span></a>',
  '<a href="x" class="mention hashtag">#<span>\u0301</span></a>',
  '<blockquote><ul><li>',
  '<pre><code>\n\n  x',
  '<b><i><del>',
  '<ol start="999999999"><li value="-1">',
  '<!--',
  '<script>alert(1)</script>',
  '<svg><title>x</title></svg><style>p{}</style>',
  '&lt;&amp;&#x1F600;&#xD800;&#0;&notit;',
  '<span class="quote-inline">',
  '<img alt="\u001b[31m" src=x onerror=alert(1)>',
];

const WRONG = [
  'null',
  'true',
  'false',
  '0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '-0',
  '[]',
  '{}',
  '""',
  '" "',
  '"x"',
  '[null]',
  '[[[]]]',
  '{"":{}}',
  '"99999999999999999999999"',
  '"9223372036854775807"',
  '"9223372036854775808"',
  '"-5"',
  '"0"',
  '"NaN"',
  '"../../../etc/passwd"',
  '"Wed Feb 30 25:61:61 +9999 9999"',
  '"Thu Jan 01 00:00:00 +0000 1970"',
  '"javascript:alert(1)"',
];

export const JSON_DAMAGE: Readonly<Record<string, Damage>> = {
  cut: (text, random) => text.slice(0, random.below(text.length + 1)),
  'cut at the front': (text, random) => text.slice(random.below(text.length + 1)),
  doubled: (text, random) => text + random.one(['', '\n', ',', ';']) + text,
  'a part doubled': (text, random) => {
    const [from, to] = range(text, random);
    return text.slice(0, to) + text.slice(from);
  },
  'a part missing': (text, random) => {
    const [from, to] = range(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  'a sign too many': (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.one(['{', '}', '[', ']', ',', ':', '"', '\\', '\n', '=', ';']) + text.slice(at);
  },
  nested: (text, random) => {
    const depth = random.one([10, 1000, 100_000, 400_000]);
    const [open, close] = random.one([
      ['[', ']'],
      ['{"a":', '}'],
    ]);
    return withValue(text, random, `${open.repeat(depth)}1${random.one([close.repeat(depth), ''])}`);
  },
  'a huge string': (text, random) => {
    const pattern = random.one([...REPEATED, ...ODD]);
    const tail = random.one(['', 'x', '…', ' ', ')', '>']);
    const length = random.one([1000, 40_000, 400_000]);
    return withValue(text, random, `"${pattern.replaceAll('href="', 'href=').repeat(length / pattern.length)}${tail}"`);
  },
  'odd markup': (text, random) => {
    const count = random.one([1, 3, 500, 20_000]);
    return withValue(text, random, JSON.stringify(random.one(MARKUP).repeat(count)));
  },
  'very many values': (text, random) => {
    const item = random.one(['{}', '[]', '"x"', '{"url":"http://t.co/x","indices":["0","1"]}', 'null', '1']);
    return withValue(
      text,
      random,
      `[${Array<string>(random.one([100, 30_000]))
        .fill(item)
        .join(',')}]`,
    );
  },
  'a wrong type': (text, random) => withValue(text, random, random.one(WRONG)),
  'half a character': (text, random) =>
    withValue(text, random, `"a${random.one(['\\ud83d', '\\udc4d', '\ud83d', '\udc4d'])}b"`),
  NUL: (text, random) => {
    const at = random.below(text.length + 1);
    return random.below(2) === 0 ? withValue(text, random, '"a\\u0000b"') : `${text.slice(0, at)}\0${text.slice(at)}`;
  },
  'an odd key': (text, random) => {
    const key = random.one(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', '', 'length']);
    return replaced(text, random, /"\w+"(?=\s*:)/g, JSON.stringify(key));
  },
  'an odd prototype': (text, random) =>
    replaced(
      text,
      random,
      /\{(?=\s*")/g,
      `{"__proto__":${random.one(WRONG)},"constructor":{"prototype":{"id_str":"1"}},`,
    ),
  'a space too many': (text, random) =>
    replaced(
      text,
      random,
      /[{}[\],:=]/g,
      random.one([' ', '\n', '\t', '\ufeff', '\u00a0']).repeat(random.one([1, 300_000])),
    ),
};

function range(text: string, random: Random): [number, number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + random.below(random.one([10, 1000, text.length + 1])))];
}

/** Another value in one place. */
function withValue(text: string, random: Random, value: string): string {
  return replaced(text, random, /(?<=:\s*)(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\[ ?\]|\{(?=\s*"))/g, value);
}

function replaced(text: string, random: Random, places: RegExp, by: string): string {
  const found = [...text.matchAll(places)];
  if (found.length === 0) return text + by;
  const { 0: old, index } = random.one(found);
  return text.slice(0, index) + by + text.slice(index + old.length);
}

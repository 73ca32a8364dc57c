// What the site's search finds and shows of it, without a browser. test/exports/html.test.ts has it in one.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressOf,
  dateName,
  isMatch,
  statusOf,
  termsOf,
  type Entry,
  type Link,
} from '../../../src/export/site/search/engine.ts';
import { excerptOf, linkAddress, type Run } from '../../../src/export/site/search/excerpt.ts';
import { foldCase } from '../../../src/text/folding.ts';

/** As the index has a text. */
function entryOf(text: string): Entry {
  const words = foldCase(text);
  return ['2019-11-22', '1198000000000000000', text, words === text.toLowerCase() ? 0 : words];
}

function finds(typed: string, text: string): boolean {
  return isMatch(entryOf(text), termsOf(typed));
}

function piecesOf(runs: readonly Run[]): Run['pieces'][number][] {
  return runs.flatMap(({ pieces }) => pieces);
}

/** The excerpt with its marks as brackets. */
function shown(typed: string, text: string): string {
  return piecesOf(excerptOf(text, termsOf(typed)))
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('what is typed', () => {
  test.each([
    ['', []],
    ['  \t ', []],
    ['""', []],
    ['Heron', ['heron']],
    ['heron  pond', ['heron', 'pond']],
    ['"Ice Cream" pond', ['ice cream', 'pond']],
    ['“ice cream” «le lac» „am See“', ['ice cream', 'le lac', 'am see']],
    ['"never closed', ['never closed']],
    ['pond"ice cream"', ['pond', 'ice cream']],
    ['Straße CAFÉ ＦＵＬＬ', ['strasse', 'cafe', 'full']],
  ])('%j is the terms %j', (typed, texts) => {
    expect(termsOf(typed).map(({ text }) => text)).toEqual(texts);
  });
});

describe('a tweet', () => {
  test.each([
    ['heron', 'The Heron is back.'],
    ['back heron', 'The heron is back.'],
    ['her', 'The heron is back.'],
    ['"is back"', 'The heron is\nback.'],
    ['cafe creme', 'The café, with crème brûlée.'],
    ['CAFÉ', 'a cafe'],
    ["don't", 'I don’t know'],
    ['don’t', "I don't know"],
    ['donʼt', 'I don’t know'],
    ["l'ecole", 'à l’école'],
    ['strasse', 'In der Straße'],
    ['猫', '図書館の猫に'],
    ['fish', '猫fish'],
    ['#birds', 'Many #birds today'],
    ['c++', 'I like C++ a lot'],
    ['(sic)', 'as it was (sic)'],
    ['a.b', 'see a.b'],
    ['[x] \\d', 'it is [x] and \\d'],
  ])('is found by %j: %j', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test.each([
    ['ron', 'The heron is back.'],
    ['heron otter', 'The heron is back.'],
    ['"back is"', 'The heron is back.'],
    ['a.b', 'see axb'],
    ['レモン', '檸檬'],
    ['ete', 'the étage has no completed word'],
  ])('is not found by %j: %j', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });

  test('is found by any of its own words, however they are written, and marked there', () => {
    const word = fc.constantFrom(
      'heron',
      'Straße',
      'CAFÉ',
      'e\u0301tude',
      'ｶﾞｷﾞ',
      '猫',
      'हिन्दी',
      'Łódź',
      '½',
      'ﬁne',
      'İstanbul',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (words, pick) => {
        const typed = words[pick % words.length] ?? '';
        const text = words.join(' ');
        expect(finds(typed, text)).toBe(true);
        const marked = piecesOf(excerptOf(text, termsOf(typed))).filter(({ isMarked }) => isMarked);
        expect(marked.map((piece) => foldCase(piece.text))).toContain(foldCase(typed));
      }),
    );
  });
});

describe('the excerpt', () => {
  test.each([
    ['heron', 'The Heron and the herons.', 'The [Heron] and the [heron]s.'],
    ['creme', 'with crème brûlée', 'with [crème] brûlée'],
    ['creme', 'with cre\u0300me', 'with [cre\u0300me]'],
    ['"is back"', 'it is  back', 'it [is  back]'],
    ['strasse', 'die Straße 5', 'die [Straße] 5'],
    ['キロ', '５㌔走った', '５[㌔]走った'],
    ['her heron', 'a heron', 'a [her][on]'],
    ['absent', 'a heron', 'a heron'],
  ])('for %j of %j is %j', (typed, text, marked) => {
    expect(shown(typed, text)).toBe(marked);
  });

  test('of a long text begins at a word not long before the first match, and ends at one', () => {
    const text = `${'before '.repeat(100)}heron ${'after '.repeat(100)}`;
    const excerpt = shown('heron', text);
    expect(excerpt).toMatch(/^… before (?:before )+\[heron\] (?:after )+after…$/);
    expect(excerpt.length).toBeLessThanOrEqual(504);
  });

  test('of a long text without spaces begins at the match', () => {
    expect(shown('猫', `${'あ'.repeat(600)}猫${'い'.repeat(600)}`)).toBe(`…[猫]${'い'.repeat(499)}…`);
  });

  test('is the text, whatever that is, cut only where it is long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 5 }), (text, typed) => {
        expect(
          piecesOf(excerptOf(text, termsOf(typed)))
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a link in the excerpt', () => {
  /** Links as `(words -> address)`. */
  function linked(typed: string, text: string, ...links: Link[]): string {
    const runs = excerptOf(text, termsOf(typed), links);
    return runs
      .map(({ address, pieces }) => {
        const words = pieces.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text)).join('');
        return address === null ? words : `(${words} -> ${address})`;
      })
      .join('');
  }

  test('leads where it says, or where its words do, with its marks inside', () => {
    expect(linked('otter', 'Hello @otter_eats!', [6, 11])).toBe('Hello (@[otter]_eats -> https://x.com/otter_eats)!');
    expect(linked('see', 'see https://example.org/a', [4, 21])).toBe('[see] (example.org/a -> https://example.org/a)');
    expect(linked('a', 'a #b $C', [2, 2], [5, 2])).toBe(
      '[a] (#b -> https://x.com/hashtag/b) ($C -> https://x.com/search?q=%24C)',
    );
    expect(linked('x', 'tco', [0, 3, 'https://example.org/'])).toBe('(tco -> https://example.org/)');
  });

  test('is cut with the text, and then still leads there', () => {
    const long = 'b'.repeat(600);
    expect(linked('heron', `heron @${long}`, [6, 601])).toBe(`[heron] (@${'b'.repeat(493)} -> https://x.com/${long})…`);
  });

  test('without an address of its own may be a tag that leads nowhere', () => {
    expect(linkAddress('#\ud800')).toBe('');
  });
});

test('what is typed is never a pattern', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
      expect(() => finds(typed, 'any text at all')).not.toThrow();
    }),
  );
});

test('a tweet is named by its day and leads to its place there', () => {
  const entry: Entry = ['2016-02-09', '696969696969696969', 'any', 0];
  expect(dateName(entry)).toBe('9 February 2016');
  expect(addressOf(entry)).toBe('days/02-09.html#t696969696969696969');
});

test.each([
  [0, 50, true, 'Nothing found.'],
  [1, 50, true, '1 post'],
  [50, 50, true, '50 posts'],
  [1234, 50, true, '1,234 posts, the newest 50 of them here'],
  [0, 50, false, '0 posts so far …'],
  [1234, 50, false, '1,234 posts so far …'],
])('with %i found and %i shown, at the end: %s, it says %j', (count, most, isDone, words) => {
  expect(statusOf(count, most, isDone)).toBe(words);
});

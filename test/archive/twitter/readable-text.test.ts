import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toReadableText, type Mark, type ReadableText } from '../../../src/archive/twitter/readable-text.ts';

/** A mark on the (only) place where `written` stands, in code points. */
function mark(text: string, written: string, type: Mark['type'], expanded?: string): Mark {
  const start = Array.from(text.slice(0, text.indexOf(written))).length;
  return { start, end: start + Array.from(written).length, type, written, expanded };
}

function link(text: string, expanded: string | undefined, written = 'https://t.co/a1B2c3D4e5'): Mark {
  return mark(text, written, 'link', expanded);
}

/** What the spans cover. */
function covered({ text, spans }: ReadableText): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}

const TCO = 'https://t.co/a1B2c3D4e5';

describe('escapes', () => {
  test.each([
    ['salt &amp; vinegar', 'salt & vinegar'],
    ['5 &lt; 6 &gt; 4', '5 < 6 > 4'],
    ['write &amp;lt; for &lt;', 'write &lt; for <'],
    ['&amp;amp;amp;', '&amp;amp;'],
    ['Bread with &buttr;', 'Bread with &buttr;'],
    ['R&B & more', 'R&B & more'],
    ['it&#39;s &quot;so&quot; &#8230; it&#8217;s', 'it\'s "so" … it’s'],
    ['&#x1F33E; &hearts;', '🌾 ♥'],
    ['&lt without its end', '&lt without its end'],
    ['<b>&', '<b>&'],
  ])('of "%s" are decoded once: "%s"', (written, text) => {
    expect(toReadableText(written, []).text).toBe(text);
  });

  test('stay as they are in texts that were never escaped', () => {
    expect(toReadableText('&amp; < &lt;', [], false).text).toBe('&amp; < &lt;');
  });

  test('stay as they are in addresses, which are not escaped', () => {
    const text = `wet ${TCO} &amp; cold`;
    const address = 'https://example.com/?boots=2&amp=1&lt;=3';
    expect(toReadableText(text, [link(text, address)]).text).toBe(`wet ${address} & cold`);
  });
});

describe('positions', () => {
  test('count code points of the escaped text, before emoji and escapes are anything else', () => {
    const text = `🌊🌊 &amp; ${TCO} #saltmarsh with @marsh_light 🦦 $TIDE`;
    const marks = [
      link(text, 'https://example.com/tides'),
      mark(text, '#saltmarsh', 'hashtag'),
      mark(text, '@marsh_light', 'mention'),
      mark(text, '$TIDE', 'cashtag'),
    ];
    expect(marks.map(({ start }) => start)).toEqual([9, 33, 49, 64]);
    const found = toReadableText(text, marks);
    expect(found.text).toBe('🌊🌊 & https://example.com/tides #saltmarsh with @marsh_light 🦦 $TIDE');
    expect(covered(found)).toEqual(['https://example.com/tides', '#saltmarsh', '@marsh_light', '$TIDE']);
    expect(found.spans.map(({ type, url }) => [type, url])).toEqual([
      ['link', 'https://example.com/tides'],
      ['hashtag', null],
      ['mention', 'https://x.com/marsh_light'],
      ['cashtag', null],
    ]);
  });

  test('may come in any order', () => {
    const text = `a ${TCO} b @marsh_light`;
    const marks = [mark(text, '@marsh_light', 'mention'), link(text, 'https://example.com')];
    expect(toReadableText(text, marks)).toEqual(toReadableText(text, marks.toReversed()));
  });

  test.each([
    ['too small', -2],
    ['too large', 2],
    ['far too large', 900],
    ['negative', -100],
  ])('that are %s do no harm: the link is found where it stands', (_what, shift) => {
    const text = `a 🌊 ${TCO} b`;
    const right = link(text, 'https://example.com');
    const wrong = { ...right, start: right.start + shift, end: right.end + shift };
    expect(toReadableText(text, [wrong])).toEqual(toReadableText(text, [right]));
    expect(toReadableText(text, [right]).text).toBe('a 🌊 https://example.com b');
  });

  test('counted from the end do no harm either', () => {
    const text = `a ${TCO}!`;
    expect(toReadableText(text, [{ ...link(text, 'https://example.com'), start: -24, end: -1 }]).text).toBe(
      'a https://example.com!',
    );
  });

  test('of names and tags that stand elsewhere change nothing', () => {
    const text = 'Hello @marsh_light and #soup';
    const marks: Mark[] = [
      { ...mark(text, '@marsh_light', 'mention'), start: 0, end: 5 },
      { ...mark(text, '#soup', 'hashtag'), start: 8, end: 80 },
      { start: 2, end: 9, type: 'mention', written: '@nobody' },
    ];
    const found = toReadableText(text, marks);
    expect([found.text, ...covered(found)]).toEqual([text, '@marsh_light', '#soup']);
  });

  test('of names that stand elsewhere do not find names in other words', () => {
    const text = 'mail wren@example.com';
    expect(toReadableText(text, [{ start: 0, end: 8, type: 'mention', written: '@example' }])).toEqual({
      text,
      spans: [],
    });
  });

  test('that overlap are taken once, the first and longest', () => {
    const text = `see ${TCO} there`;
    const whole = link(text, 'https://example.com');
    const part: Mark = { ...mark(text, 'https://t.co/a1', 'link', 'https://example.org'), start: whole.start };
    for (const marks of [
      [whole, part],
      [part, whole],
      [whole, whole],
    ]) {
      expect(toReadableText(text, marks).text).toBe('see https://example.com there');
    }
  });

  test.each(['', '@', '#'])('of something without a name ("%s") add nothing', (written) => {
    const text = 'Hello 🌊 @ #';
    for (const [start, end] of [
      [-1, -1],
      [0, 0],
      [5, 5],
      [8, 9],
      [900, 900],
    ] as const) {
      for (const type of ['link', 'media', 'mention', 'hashtag'] as const) {
        const found = toReadableText(text, [{ start, end, type, written, expanded: 'https://example.com' }]);
        expect(found).toEqual({ text, spans: [] });
      }
    }
  });
});

describe('links', () => {
  test('become the address that they stand for', () => {
    const text = `Look: ${TCO}.`;
    const found = toReadableText(text, [link(text, 'https://example.com/soup')]);
    expect(found).toEqual({
      text: 'Look: https://example.com/soup.',
      spans: [{ type: 'link', start: 6, end: 30, url: 'https://example.com/soup' }],
    });
  });

  test('stay t.co links where nobody kept the address', () => {
    const text = `Look: ${TCO}`;
    for (const expanded of [undefined, '', ' ']) {
      const found = toReadableText(text, [link(text, expanded)]);
      expect([found.text, ...covered(found)]).toEqual([text, TCO]);
    }
  });

  test('that are part of a longer address do not cut it', () => {
    const text = 'Look: https://t.co/abcdef';
    const wrong: Mark = {
      start: 0,
      end: 3,
      type: 'link',
      written: 'https://t.co/abc',
      expanded: 'https://example.com',
    };
    expect(toReadableText(text, [wrong]).text).toBe(text);
  });

  test('lose spaces around their address', () => {
    const text = `Look: ${TCO} there`;
    const found = toReadableText(text, [link(text, ' https://example.com\n')]);
    expect([found.text, ...covered(found)]).toEqual(['Look: https://example.com there', 'https://example.com']);
  });
});

describe("the address of the tweet's own media", () => {
  test.each([
    [`Otter ${TCO}`, 'Otter'],
    [`Otter\n${TCO}`, 'Otter'],
    [`Otter ${TCO} again`, 'Otter again'],
    [`${TCO} Otter`, 'Otter'],
    [`Otter${TCO}!`, 'Otter!'],
    [TCO, ''],
  ])('is left out of "%s"', (text, shown) => {
    expect(toReadableText(text, [mark(text, TCO, 'media')])).toEqual({ text: shown, spans: [] });
  });

  test('is left out once for all photos, and even where its position is wrong', () => {
    const text = `Otter ${TCO}`;
    const photo = mark(text, TCO, 'media');
    expect(toReadableText(text, [photo, photo, photo, photo]).text).toBe('Otter');
    expect(toReadableText(text, [{ ...photo, start: 0, end: 23 }]).text).toBe('Otter');
  });

  test.each([
    ['two photos\n', '', 'two photos'],
    ['潮聯', '', '潮聯'],
    ['one ', '', 'one'],
    ['', '', ''],
    ['', ' more', ' more'],
  ])('is left out twice of "%s… …%s", where two stand side by side', (before, after, shown) => {
    const other = 'https://t.co/bbbbbbbbbb';
    const text = `${before}${TCO} ${other}${after}`;
    const marks = [mark(text, TCO, 'media'), mark(text, other, 'media')];
    expect(toReadableText(text, marks)).toEqual({ text: shown, spans: [] });
    expect(toReadableText(text, marks.toReversed())).toEqual({ text: shown, spans: [] });
  });

  test('does not take the link before it along', () => {
    const text = `${TCO} https://t.co/bbbbbbbbbb`;
    const marks = [link(text, 'https://example.com/'), mark(text, 'https://t.co/bbbbbbbbbb', 'media')];
    const found = toReadableText(text, marks);
    expect([found.text, ...covered(found)]).toEqual(['https://example.com/', 'https://example.com/']);
  });
});

describe('names and tags', () => {
  test('stay as they were typed, also where the entity spells them otherwise', () => {
    // Without a space before them, only their entities tell that these are names and tags.
    const text = '霧と@Marsh_Light と＠otter_eats と#SoupDay と＃霧';
    const marks: Mark[] = [
      { ...mark(text, '@Marsh_Light', 'mention'), written: '@marsh_light' },
      { ...mark(text, '＠otter_eats', 'mention'), written: '@otter_eats' },
      { ...mark(text, '#SoupDay', 'hashtag'), written: '#soupday' },
      { ...mark(text, '＃霧', 'hashtag'), written: '#霧' },
    ];
    const found = toReadableText(text, marks);
    expect([found.text, ...covered(found)]).toEqual([text, '@Marsh_Light', '＠otter_eats', '#SoupDay', '＃霧']);
    expect(found.spans.map(({ url }) => url)).toEqual([
      'https://x.com/Marsh_Light',
      'https://x.com/otter_eats',
      null,
      null,
    ]);
  });
});

describe('in texts without entities', () => {
  test.each([
    ['Reading http://example.com/tides/2008 again', ['http://example.com/tides/2008']],
    ['(see http://example.com/tides), or http://example.org.', ['http://example.com/tides', 'http://example.org']],
    ['http://example.com/Bay_(sea), http://example.com/a(b', ['http://example.com/Bay_(sea)', 'http://example.com/a']],
    ['http://example.com/?a=1&amp;b=2&gt;', ['http://example.com/?a=1&b=2']],
    ['「http://example.com/kiri」。http://example.com/霧、', ['http://example.com/kiri', 'http://example.com/霧']],
    ['HTTPS://EXAMPLE.COM', ['HTTPS://EXAMPLE.COM']],
    ['http:// and http://... and https://…', []],
    ['thanks @marsh_light, @otter_eats!', ['@marsh_light', '@otter_eats']],
    ['.@marsh_light "@otter_eats" (@tide_table)', ['@marsh_light', '@otter_eats', '@tide_table']],
    ['@twenty_one_letters_xx is too long', []],
    ['with @wrenstraightwrite and @twenty_letters_are_o', ['@wrenstraightwrite', '@twenty_letters_are_o']],
    ['mail wren@example.com or a.b@c.example', []],
    ['@wren@example.social is elsewhere', []],
    ['霧＠otter_eats', []],
    ['霧 ＠otter_eats', ['＠otter_eats']],
    ['#soup, #2day #day29 #霧 #طيور', ['#soup', '#2day', '#day29', '#霧', '#طيور']],
    ['we are #1 and #2026', []],
    ['#TookMyBreathAwayhttp://is.gd/a', ['#TookMyBreathAway', 'http://is.gd/a']],
    ['#霧https://is.gd/b #HTTP http #httpd', ['#霧', 'https://is.gd/b', '#HTTP', '#httpd']],
    ['#http://is.gd/c', ['http://is.gd/c']],
    ['C#sharp, a&#b, http://example.com/#here', ['http://example.com/#here']],
    ['&#64;otter_eats &#35;soup', ['@otter_eats', '#soup']],
    ['看http://is.gd/69Ux4；译文：http://is.gd/6aajQ', ['http://is.gd/69Ux4', 'http://is.gd/6aajQ']],
    ['http://is.gd/a http://is.gd/b,http://is.gd/c', ['http://is.gd/a', 'http://is.gd/b', 'http://is.gd/c']],
    ['http://is.gd/ahttps://is.gd/b', ['http://is.gd/a', 'https://is.gd/b']],
    ['http://web.archive.org/web/2009/http://example.org/', ['http://web.archive.org/web/2009/http://example.org/']],
    ['http://example.org/?u=http://example.com/', ['http://example.org/?u=http://example.com/']],
    ['“@otter_eats: http://bit.ly/9eUpD0”', ['@otter_eats', 'http://bit.ly/9eUpD0']],
    [
      '»http://example.org/a« ‘http://example.org/b’ „http://example.org/c“',
      ['http://example.org/a', 'http://example.org/b', 'http://example.org/c'],
    ],
    ['http://example.org/a’s, http://example.org/b–then', ['http://example.org/a’s', 'http://example.org/b']],
    ['http://t.co and http://t.co/N', []],
    ['الْيَمَنُ\u064e#Yemen ❤️#soup', ['#soup']],
  ])('"%s" has %j', (text, expected) => {
    expect(covered(toReadableText(text, []))).toEqual(expected);
  });

  test('what is found leads where it says', () => {
    const { spans } = toReadableText('http://example.com ＠otter_eats #soup', []);
    expect(spans.map(({ type, url }) => [type, url])).toEqual([
      ['link', 'http://example.com'],
      ['mention', 'https://x.com/otter_eats'],
      ['hashtag', null],
    ]);
  });

  test('a name or tag right behind a link is part of what it leads to', () => {
    for (const sign of ['#', '@']) {
      const text = `${TCO}${sign}soup`;
      const found = toReadableText(text, [{ ...link(text, 'http://example.com/?a='), end: TCO.length }]);
      expect(covered(found)).toEqual(['http://example.com/?a=']);
    }
  });

  test('a name right behind a word that an entity ends is none', () => {
    const text = '#wren@example';
    expect(covered(toReadableText(text, [mark(text, '#wren', 'hashtag')]))).toEqual(['#wren']);
  });
});

test('line ends of every system become one', () => {
  const text = `one\r\ntwo\rthree\nfour ${TCO}\r\n@otter_eats`;
  const found = toReadableText(text, [link(text, 'https://example.com'), mark(text, '@otter_eats', 'mention')]);
  expect(found.text).toBe('one\ntwo\nthree\nfour https://example.com\n@otter_eats');
  expect(covered(found)).toEqual(['https://example.com', '@otter_eats']);
});

test('white space at the end goes, at the beginning it stays', () => {
  expect(toReadableText('  indented  \n\n', []).text).toBe('  indented');
});

describe('any text with any marks', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '@otter_eats',
      '#soup',
      '$TEA',
      TCO,
      'https://t.co/b',
      'http://example.com/a(b)',
      '🌊',
      '&amp;',
      '&',
    ),
    fc.constantFrom(' ', '\r\n', '\n', '@', '#', '…', '）', 'wren@example.com', 'word', '&#32;', '＠'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
  const position = fc.oneof(fc.integer({ min: -3, max: 60 }), fc.double());
  const anyMark: fc.Arbitrary<Mark> = fc.record({
    start: position,
    end: position,
    type: fc.constantFrom('link', 'media', 'mention', 'hashtag', 'cashtag'),
    written: word,
    expanded: fc.option(word, { nil: undefined }),
  });

  /** Marks that stand where they say, beside such that do not. */
  const marked = text.chain((written) => {
    const points = Array.from(written);
    const right = fc
      .tuple(fc.nat(points.length), fc.nat(points.length), anyMark)
      .map(([start, end, one]): Mark => ({ ...one, start, end, written: points.slice(start, end).join('') }));
    return fc.tuple(fc.constant(written), fc.array(fc.oneof(right, anyMark), { maxLength: 6 }));
  });

  test('has spans in order, within the text, apart from each other, and with something in them', () => {
    fc.assert(
      fc.property(marked, fc.boolean(), ([written, marks], escaped) => {
        const found = toReadableText(written, marks, escaped);
        let from = 0;
        for (const { start, end } of found.spans) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(found.text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('has spans that point at what they name', () => {
    fc.assert(
      fc.property(marked, fc.boolean(), ([written, marks], escaped) => {
        const { text: shown, spans } = toReadableText(written, marks, escaped);
        for (const { type, start, end, url } of spans) {
          const part = shown.slice(start, end);
          if (type === 'link') expect(url).toBe(part);
          else expect(url).toBe(type === 'mention' ? `https://x.com/${part.slice(1)}` : null);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('loses no word but the links that marks replace or remove', () => {
    fc.assert(
      fc.property(marked, ([written, marks]) => {
        const removable = marks.filter(({ type }) => type === 'link' || type === 'media');
        const bare = marks.filter((one) => !removable.includes(one));
        expect(toReadableText(written, bare, false).text).toBe(written.replace(/\r\n?/g, '\n').trimEnd());
      }),
      { numRuns: 500 },
    );
  });
});

// The text of posts as Mastodon, and what speaks with it, writes it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHtml, type HtmlOptions } from '../../../src/archive/mastodon/readable-html.ts';
import type { StyledText } from '../../../src/archive/mastodon/text-builder.ts';

const SERVER = 'example.social';

function read(html: string, options: Partial<HtmlOptions> = {}): StyledText {
  const found = readHtml(html, { server: SERVER, ...options });
  if (!found) throw new Error('it is too much');
  return found;
}

function textOf(html: string, options: Partial<HtmlOptions> = {}): string {
  return read(html, options).text;
}

/** Each span as its type, its text and where it leads. */
function spansOf(html: string, options: Partial<HtmlOptions> = {}): (string | null)[][] {
  const { text, spans } = read(html, options);
  return spans.map(({ type, start, end, url }) => [type, text.slice(start, end), url]);
}

/** A link as Mastodon writes it: cut in three, of which only the middle is seen. */
function shortened(address: string, [from, to]: readonly [number, number]): string {
  const [before, middle, after] = [address.slice(0, from), address.slice(from, to), address.slice(to)];
  const spans = `<span class="invisible">${before}</span><span class="ellipsis">${middle}</span><span class="invisible">${after}</span>`;
  return `<a href="${address}" target="_blank" rel="nofollow noopener noreferrer">${spans}</a>`;
}

function mention(server: string, name: string): string {
  return `<span class="h-card"><a href="https://${server}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`;
}

describe('paragraphs and lines', () => {
  test('stand as they are seen', () => {
    expect(textOf('<p>One</p><p>Two<br>three<br />four</p>')).toBe('One\n\nTwo\nthree\nfour');
    expect(textOf('<p>One<br></p>\n\n<p>  Two\n  three </p>\n')).toBe('One\n\nTwo three');
    expect(textOf('<p>Poem<br><br><br>far below</p>')).toBe('Poem\n\n\nfar below');
    expect(textOf('<div>One</div><div>Two</div>')).toBe('One\nTwo');
    expect(textOf('One<hr>Two')).toBe('One\n\n———\n\nTwo');
  });

  test('have words with spaces between them wherever there is white space', () => {
    expect(textOf('<p>a <b> b</b> c<i> d </i>e</p>')).toBe('a b c d e');
    expect(textOf('a<b>b</b>c')).toBe('abc');
    expect(textOf('10&nbsp;km &nbsp; on')).toBe('10\u00a0km \u00a0 on');
  });

  test('may be missing', () => {
    for (const html of ['', ' ', '<p></p>', '<p><br></p>', '<blockquote></blockquote>', '<ul><li></li></ul>']) {
      expect(read(html)).toEqual({ text: '', spans: [], styles: [] });
    }
    expect(textOf('No tags at all &amp; no end <')).toBe('No tags at all & no end <');
  });
});

describe('quotes, lists and code', () => {
  test('quotes have a mark on every line', () => {
    expect(textOf('<blockquote><p>One<br>two</p><p>three</p></blockquote><p>Yes!</p>')).toBe(
      '> One\n> two\n\n> three\n\nYes!',
    );
    expect(textOf('<blockquote>a<blockquote>b</blockquote></blockquote>')).toBe('> a\n\n> > b');
  });

  test('lists have dots or numbers', () => {
    expect(textOf('<p>Buy</p><ul><li>milk</li><li><p>bread</p><p>rye</p></li></ul><p>!</p>')).toBe(
      'Buy\n\n• milk\n• bread\n  rye\n\n!',
    );
    expect(textOf('<ol start="3"><li>c</li><li value="7">g<ul><li>inner</li></ul></li><li>h</li></ol>')).toBe(
      '3. c\n7. g\n   • inner\n8. h',
    );
  });

  test('code keeps its lines and spaces', () => {
    expect(textOf('<p>So:</p><pre><code>\nif (x) {\n  y();\n}\n</code></pre><p>and <code>z  z</code></p>')).toBe(
      'So:\n\nif (x) {\n  y();\n}\n\nand z z',
    );
  });

  test('what was struck out still is', () => {
    expect(textOf('a <del>bad</del> good <s>day</s>')).toBe('a ~~bad~~ good ~~day~~');
  });

  test('words above words, rows and descriptions of pictures stay', () => {
    expect(textOf('<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>')).toBe('漢(kan)');
    expect(textOf('<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>')).toBe('漢(kan)字(ji)');
    expect(textOf('<ruby>漢<rp>（</rp><rt>kan<rp>）</rp>字<rp>（</rp><rt>ji<rp>）</rp></ruby> go')).toBe(
      '漢(kan)字(ji) go',
    );
    expect(textOf('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>')).toBe('a b\nc');
    expect(textOf('hi <img class="emoji" src="x" alt=":blobcat:"> !')).toBe('hi :blobcat: !');
  });
});

describe('styles', () => {
  test('are bold and italic', () => {
    const { text, styles } = read('<p>a <strong>b <em>c</em></strong></p><h2>D</h2>');
    expect(text).toBe('a b c\n\nD');
    expect(styles).toEqual([
      { type: 'bold', start: 2, end: 5 },
      { type: 'italic', start: 4, end: 5 },
      { type: 'bold', start: 7, end: 8 },
    ]);
  });

  test('begin and end at words, and are one inside each other', () => {
    expect(read('a<b> <b>b</b> c </b>d<i></i>').styles).toEqual([{ type: 'bold', start: 2, end: 5 }]);
    expect(read('<blockquote><b>x<br>y').styles).toEqual([{ type: 'bold', start: 2, end: 7 }]);
  });
});

describe('links', () => {
  const LONG = 'https://www.example.org/a/long/way/to/somewhere?and=more';

  test('are shown whole, however they were shortened', () => {
    expect(textOf(`See ${shortened(LONG, [12, 30])}.`)).toBe(`See ${LONG}.`);
    expect(spansOf(`See ${shortened(LONG, [12, 30])}.`)).toEqual([['link', LONG, LONG]]);
    for (const seen of [LONG, 'example.org/a/long/way/…', 'www.example.org/a/lon...', LONG.slice(12)]) {
      expect(textOf(`<a href="${LONG}">${seen}</a>`)).toBe(LONG);
    }
  });

  test('with words of their own have these, and the address behind them', () => {
    expect(textOf('on <a href="https://a.example/b?c=1&amp;d=2"> my <b>blog</b> </a>today')).toBe(
      'on my blog (https://a.example/b?c=1&d=2) today',
    );
    expect(spansOf('<a href="https://evil.example/">https://bank.example/</a>')).toEqual([
      ['link', 'https://evil.example/', 'https://evil.example/'],
    ]);
    expect(textOf('<a href="https://evil.example/">https://bank.example/</a>')).toContain('https://bank.example/ (');
  });

  test('lead nowhere but to the web', () => {
    for (const href of [
      'javascript:alert(1)',
      'data:text/html,x',
      'mailto:a@b.example',
      'https://a b',
      '',
      '#x',
      'file:///etc',
    ]) {
      expect(spansOf(`<a href="${href}">words</a>`)).toEqual([]);
      expect(textOf(`<a href="${href}">words</a>`)).toBe('words');
    }
    expect(spansOf('<a href="/about">about</a>')[0]?.[1]).toBe('https://example.social/about');
  });
});

describe('names', () => {
  test('on the own server have none, on others theirs', () => {
    expect(spansOf(`${mention(SERVER, 'otter')} ${mention('far.example', 'finch')}`)).toEqual([
      ['mention', '@otter', `https://${SERVER}/@otter`],
      ['mention', '@finch@far.example', 'https://far.example/@finch'],
    ]);
    expect(textOf(`<a class="mention" href="https://${SERVER}/@otter">@otter@${SERVER}</a>`)).toBe('@otter');
    expect(textOf('<a class="mention" href="https://far.example/u/1">@finch@far.example</a>')).toBe(
      '@finch@far.example',
    );
  });

  test('have the server that people write where its pages are elsewhere', () => {
    const html = mention('social.far.example', 'finch');
    expect(textOf(html, { mentioned: ['@finch@far.example'] })).toBe('@finch@far.example');
    const both = ['@finch@near.example', '@Finch@social.far.example'];
    expect(textOf(html, { mentioned: both })).toBe('@finch@social.far.example');
    expect(textOf(html, { mentioned: ['@finch@near.example', '@finch@far.example'] })).toBe(
      '@finch@social.far.example',
    );
  });
});

test('tags lead to the server that has them', () => {
  const html = `<a href="https://${SERVER}/tags/caturday" class="mention hashtag" rel="tag">#<span>Caturday</span></a>`;
  expect(spansOf(html)).toEqual([['hashtag', '#Caturday', `https://${SERVER}/tags/caturday`]]);
});

test('the line for servers without quotes is left out where the quote is known', () => {
  const html = `<p class="quote-inline">RE: ${shortened('https://far.example/@finch/1', [8, 28])}</p><p>So true</p>`;
  expect(textOf(html)).toBe('RE: https://far.example/@finch/1\n\nSo true');
  expect(textOf(html, { withoutQuoteLine: true })).toBe('So true');
  const older = '<p>So true<span class="quote-inline"><br><br>RE: <span>x</span></span></p>';
  expect(textOf(older, { withoutQuoteLine: true })).toBe('So true');
});

describe('hostile HTML', () => {
  test('says nothing that is not seen', () => {
    expect(textOf('a<script>alert("<p>")</script>b<style>p{}</style>c<iframe src="x">d</iframe><!-- e -->f')).toBe(
      'abcf',
    );
    expect(textOf('<svg><a href="javascript:x">b</a></svg>a<template>c</template>')).toBe('a');
    expect(textOf('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe('<script>alert(1)</script>');
  });

  test('has no control characters', () => {
    expect(textOf('a\u001b[31mb&#27;c\u0000d&#x9b;e\u202ef')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(textOf('<a href="https://a.example/\u001b">x\u001b\u0007</a>')).not.toMatch(/\p{Cc}/u);
  });

  test('of nothing but tags is refused, and of many it is read soon', () => {
    expect(readHtml('<b>'.repeat(100_000), { server: SERVER })).toBeNull();
    expect(textOf(`${'<b>'.repeat(9000)}x${'</i>'.repeat(9000)}`)).toBe('x');
    expect(textOf('<blockquote><p>x'.repeat(5000)).length).toBeLessThan(200_000);
  });
});

/** Words in elements in elements, and what must be read of them. */
interface Piece {
  readonly html: string;
  readonly words: readonly string[];
}

const word = fc.stringMatching(/^(?:[a-zäßж漢😀]|👩‍🚀){1,6}$/u);
const TAGS = ['p', 'b', 'em', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'span', 'del', 'div', 'h1', 'unknown'];
const LEAVES: fc.Arbitrary<Piece>[] = [
  word.map((one) => ({ html: ` ${one} `, words: [one] })),
  word.map((one) => ({ html: `<a href="https://a.example/">${one}</a>`, words: [one, 'https://a.example/'] })),
  word.map((one) => ({ html: `<a href="javascript:x"><b>${one}</b></a>`, words: [one] })),
  word.map((one) => ({ html: mention('far.example', `n${one}`), words: [`@n${one}@far.example`] })),
  fc.constantFrom('<br>', '&#13;', '\n', '\t', '<hr>', '&nbsp;').map((html) => ({ html, words: [] })),
  fc.constant({ html: '&lt;&amp;&#x1F600;', words: ['<&😀'] }),
];

const { tree } = fc.letrec<{ tree: Piece }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    ...LEAVES,
    fc
      .tuple(fc.constantFrom(...TAGS), fc.array(tie('tree'), { maxLength: 5 }), fc.boolean())
      .map(([tag, inner, isClosed]) => ({
        html: `<${tag}>${inner.map(({ html }) => html).join('')}${isClosed ? `</${tag}>` : ''}`,
        words: inner.flatMap(({ words }) => words),
      })),
  ),
}));

function assertSound({ text, spans, styles }: StyledText): void {
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  expect(text).not.toMatch(/\p{Surrogate}/u);
  for (const { start, end } of [...spans, ...styles]) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    for (const piece of [text.slice(0, start), text.slice(start, end), text.slice(end)]) {
      expect(piece).not.toMatch(/\p{Surrogate}/u);
    }
  }
}

describe('whatever the HTML is', () => {
  test('no word is lost, and they come in their order', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 8 }), (pieces) => {
        const found = read(pieces.map(({ html }) => html).join(''));
        assertSound(found);
        let at = 0;
        for (const one of pieces.flatMap(({ words }) => words)) {
          const next = found.text.indexOf(one, at);
          expect(next, one).toBeGreaterThanOrEqual(at);
          at = next + one.length;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('spans and styles stand at whole characters', () => {
    const bits = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<a href="',
        '">',
        '</a>',
        '<p',
        '>',
        '</p>',
        '&#',
        ';',
        '<b>',
        '\ud800',
        '\udfff',
        '#',
        '@',
        '<pre>',
      ),
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 30 }), (parts) => {
        assertSound(read(parts.join('')));
      }),
      { numRuns: 500 },
    );
  });
});

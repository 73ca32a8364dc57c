// Links, names and tags in a text, and how lines are broken.

import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../../src/post/post.ts';
import { addressText, linked, textLines } from '../../../src/views/terminal/post-text.ts';
import { wrapText } from '../../../src/text/wrap.ts';
import { shortenAddress } from '../../../src/text/sanitize.ts';
import { memory, terminal, type TerminalDraft } from '../../support/memory.ts';

const LINKING = { hyperlinks: true } as const;
const link = (url: string, text: string): string => `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;

/** One text with the spans that stand in it. */
function lines(text: string, draft: TerminalDraft = {}, spans: readonly Span[] = memory({ text }).spans): string[] {
  return textLines(text, spans, terminal(draft), 73);
}

describe('names, tags and links in a text', () => {
  test('have colours of their own, the text around them has none', () => {
    const link = '\u001b[4mhttps://example.org\u001b[24m';
    expect(lines('See @wren at https://example.org #fog', { level: 1 })).toEqual([
      `See \u001b[36m@wren\u001b[39m at ${link} \u001b[36m#fog\u001b[39m`,
    ]);
  });

  test('keep their places behind emoji and between lines', () => {
    expect(lines('🦦🦦 @wren\n#fog', { level: 1 })).toEqual([
      '🦦🦦 \u001b[36m@wren\u001b[39m',
      '\u001b[36m#fog\u001b[39m',
    ]);
  });

  test('are links where the terminal has them, tags are not', () => {
    expect(lines('@wren #fog', LINKING)).toEqual([`${link('https://x.com/wren', '@wren')} #fog`]);
  });

  test.each([
    ['the map', 'https://example.org/map', 'the map (https://example.org/map)'],
    ['bank.example', 'https://evil.example', 'bank.example (https://evil.example)'],
    ['Example.org', 'https://www.example.org/', 'Example.org'],
    ['http://example.org/é', 'https://example.org/%C3%A9', 'http://example.org/é'],
    ['click', 'javascript:alert(1)', 'click'],
  ])('say where words lead that terminals and mails without links show: %s', (text, url, shown) => {
    const span: Span = { type: 'link', start: 0, end: text.length, url };
    expect(lines(`${text}, see?`, {}, [span])).toEqual([`${shown}, see?`]);
    expect(lines(text, LINKING, [span]).join('')).not.toContain('(');
  });

  test('stay links on every line they are broken into', () => {
    const name = '@'.padEnd(100, 'n');
    const rows = textLines(
      name,
      [{ type: 'mention', start: 0, end: 100, url: 'https://x.com/n' }],
      terminal(LINKING),
      60,
    );
    expect(rows).toEqual([link('https://x.com/n', name.slice(0, 60)), link('https://x.com/n', name.slice(60))]);
  });

  test.each([0, 20, 55, 70, 140, 190, 260])(
    'end in the row that they stand in, and break no row early, however long their address is, behind %i cells',
    (before) => {
      const words = 'ab '.repeat(before / 3);
      const rest = ' and what comes after it, which needs another row or two of its own, or even three of them all';
      for (let length = 20; length < 500; length += 7) {
        const url = `https://example.org/${'x'.repeat(length)}`;
        const shown = `\u001b[4m${shortenAddress(url)}\u001b[24m`;
        const rows = wrapText(words + link(url, shown) + rest, 60);
        for (const row of rows) {
          expect(row.split('\u001b]8;;https').length).toBe(row.split('\u001b]8;;\u0007').length);
          expect(row.split('\u001b[4m').length).toBe(row.split('\u001b[24m').length);
        }
        expect(
          rows
            .map((row) => row.replaceAll(link(url, ''), '').replaceAll(`\u001b]8;;${url}\u0007`, ''))
            .map((row) => row.replaceAll('\u001b]8;;\u0007', '')),
        ).toEqual(wrapText(words + shown + rest, 60));
      }
    },
  );

  test('end in the row that they stand in where their text takes no room', () => {
    const rows = wrapText(`${link('https://x.com/n', `#a${'\u0301\u0302'.repeat(300)}`)} and more of it`, 20);
    for (const row of rows) expect(row.split('\u001b]8;;https').length).toBe(row.split('\u001b]8;;\u0007').length);
  });

  test('that overlap are marked once, and the text is written once', () => {
    const spans: Span[] = [
      { type: 'mention', start: 0, end: 5, url: null },
      { type: 'hashtag', start: 3, end: 7, url: null },
    ];
    expect(lines('@wren#a b', { level: 1 }, spans)).toEqual(['\u001b[36m@wren\u001b[39m#a b']);
  });

  test('with a line end inside stay on one line, so that no link is left open', () => {
    const spans: Span[] = [{ type: 'link', start: 0, end: 3, url: 'https://example.com/' }];
    expect(lines('a\nb', LINKING, spans)).toEqual([link('https://example.com/', 'a b')]);
  });
});

describe('a link’s target', () => {
  test.each([
    ['https://example.com/a%2Fb%20c?d=100%25', 'https://example.com/a%2Fb%20c?d=100%25', 'what is encoded already'],
    ['https://example.com/100%/%41', 'https://example.com/100%/%41', 'a stray per cent sign'],
    [
      'https://example.com/über/霧?🦦',
      'https://example.com/%C3%BCber/%E9%9C%A7?%F0%9F%A6%A6',
      'other letters, encoded',
    ],
    ['https://[::1]/a[]', 'https://[::1]/a[]', 'brackets'],
    ['HTTP://EXAMPLE.COM', 'HTTP://EXAMPLE.COM', 'capitals'],
  ])('of %s is %s: it keeps %s', (url, target) => {
    expect(linked('x', url, terminal(LINKING))).toBe(link(target, 'x'));
  });

  test.each([
    null,
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://example.com',
    'https://example.com/\u0007\u001b]8;;',
    'https://example.com/\ud83d',
    'https://example.com/a b',
    '',
  ])('is not %j', (url) => {
    expect(linked('x', url, terminal(LINKING))).toBe('x');
  });

  test('is no link in a terminal without links', () => {
    expect(linked('x', 'https://example.com', terminal())).toBe('x');
  });
});

describe('an address', () => {
  test.each([
    ['https://www.example.org/', 'example.org'],
    ['http://example.org/a/b?c=d#e', 'example.org/a/b?c=d#e'],
    [`https://example.org/${'a'.repeat(28)}`, `example.org/${'a'.repeat(28)}`],
    [`https://example.org/${'a'.repeat(29)}`, `example.org/${'a'.repeat(27)}…`],
    [`https://example.org/${'🦦'.repeat(40)}`, `example.org/${'🦦'.repeat(27)}…`],
    [`https://${'long.'.repeat(10)}example.org/a`, `${'long.'.repeat(10)}example.org…`],
  ])('%s is %s for short', (address, short) => {
    expect(shortenAddress(address)).toBe(short);
  });

  test('is short only where it is a link, since else it would be lost', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;
    expect(addressText(address, terminal())).toBe(address);
    expect(addressText(address, terminal(LINKING))).toBe(link(address, shortenAddress(address)));
    expect(addressText(`${address}"`, terminal(LINKING))).toBe(`${address}"`);
    expect(lines(`${address}"s`, LINKING, [{ type: 'link', start: 0, end: 82, url: `${address}"s` }])).toEqual([
      `${address}"s`,
    ]);
    expect(addressText(`${address}'s|`, terminal(LINKING))).toBe(
      link(`${address}'s%7C`, shortenAddress(`${address}'s|`)),
    );
  });
});

describe('a line', () => {
  test.each([
    ['  two', ['  two'], 'spaces'],
    ['\u3000霧', ['  霧'], 'a wide space, as two'],
    ['\u00a0 one', ['  one'], 'a space that does not break'],
    ['    aaa bbb ccc', ['    aaa', '    bbb', '    ccc'], 'and goes on under itself'],
    [`${' '.repeat(30)}aaa bbb`, ['     aaa', '     bbb'], 'but never by more than half the width'],
    ['a  b', ['a  b'], 'and the spaces inside it'],
    ['end   ', ['end'], 'but not the spaces at its end'],
    ['   ', [''], 'unless there is nothing else'],
  ])('of %j keeps what indents it: %j (%s)', (line, rows) => {
    expect(wrapText(line, 10)).toEqual(rows);
  });

  test('is broken between words, or within one that is too long', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghijkl', 5)).toEqual(['abcde', 'fghij', 'kl']);
  });

  test('is broken by cells, not by letters', () => {
    expect(wrapText('霧霧霧霧霧', 5)).toEqual(['霧霧', '霧霧', '霧']);
    expect(wrapText('e\u0301e\u0301e\u0301e\u0301', 2)).toEqual(['éé', 'éé']);
  });

  test('gives a long address a row of its own, with the bracket before it', () => {
    const long = `https://example.org/${'a'.repeat(20)}`;
    expect(wrapText(`  see (${long}), or ${long}.`, 20)).toEqual(['  see', `  (${long}),`, '  or', `  ${long}.`]);
    expect(wrapText(`see http://a.io/b or not`, 20)).toEqual(['see http://a.io/b or', 'not']);
  });

  test('breaks what only contains an address somewhere', () => {
    for (const row of wrapText(`${'霧'.repeat(20)}https://example.org/`, 20))
      expect(stringWidth(row)).toBeLessThanOrEqual(20);
  });
});

import { describe, expect, test } from 'vitest';
import { parseMailbox } from '../../src/mail/mailbox.ts';

describe('a mailbox is read from', () => {
  test.each([
    ['wren@example.org', null, 'wren@example.org'],
    ['  wren@example.org ', null, 'wren@example.org'],
    ['<wren@example.org>', null, 'wren@example.org'],
    ['Wren <wren@example.org>', 'Wren', 'wren@example.org'],
    ['Wren<wren@example.org>', 'Wren', 'wren@example.org'],
    ['Wren the Bird (home) <wren@example.org>', 'Wren the Bird (home)', 'wren@example.org'],
    ['"Bird, Wren; the <small> one" <wren@example.org>', 'Bird, Wren; the <small> one', 'wren@example.org'],
    [String.raw`"Wren \"Jenny\" \\ Bird" <wren@example.org>`, String.raw`Wren "Jenny" \ Bird`, 'wren@example.org'],
    ['"" <wren@example.org>', null, 'wren@example.org'],
    ['Zaunkönig 🐦 <wren@example.org>', 'Zaunkönig 🐦', 'wren@example.org'],
    ['ミソサザイ <wren@example.org>', 'ミソサザイ', 'wren@example.org'],
    ["o'wren+memories/2=x@mail.example.co.uk", null, "o'wren+memories/2=x@mail.example.co.uk"],
    ['Wren@Example.ORG', null, 'Wren@example.org'],
    ['wren@localhost', null, 'wren@localhost'],
    ['wren@bücher.example', null, 'wren@xn--bcher-kva.example'],
    ['wren@例え.テスト', null, 'wren@xn--r8jz45g.xn--zckzah'],
    ['wren@xn--bcher-kva.example', null, 'wren@xn--bcher-kva.example'],
  ])('%j has the right name and address', (text, name, address) => {
    expect(parseMailbox(text)).toEqual({ name, address });
  });
});

describe('no mailbox is', () => {
  test.each([
    [''],
    ['wren'],
    ['@example.org'],
    ['wren@'],
    ['wren@@example.org'],
    ['a@b@example.org'],
    ['wren @example.org'],
    ['wren@exam ple.org'],
    ['wren@-example.org'],
    ['wren@example..org'],
    ['wren@example.org.'],
    ['.wren@example.org'],
    ['wren.@example.org'],
    ['wren@127.0.0.1'],
    ['wren@[127.0.0.1]'],
    ['wren@example.org/x'],
    ['wren@example.org:25'],
    ['wren@ex%61mple.org'],
    ['"wren bird"@example.org'],
    ['zaunkönig@example.org'],
    [`${'w'.repeat(65)}@example.org`],
    [`wren@${'a'.repeat(64)}.org`],
    [`${'W'.repeat(2000)} <wren@example.org>`],
    ['wren@example.org, jenny@example.org'],
    ['Wren <wren@example.org>, Jenny <jenny@example.org>'],
    ['wren@example.org; jenny@example.org'],
    ['Bird, Wren <wren@example.org>'],
    ['jenny@example.org <wren@example.org>'],
    ['<jenny@example.org> <wren@example.org>'],
    ['Wren <wren@example.org> Bird'],
    ['Wren "Jenny" <wren@example.org>'],
    ['"Wren <wren@example.org>'],
    ['Wren\r\nBcc: eve@example.org <wren@example.org>'],
    ['"Wren\nBird" <wren@example.org>'],
    ['wren@example.org\nBcc: eve@example.org'],
    ['wren\0@example.org'],
    ['Wren\u2028 <wren@example.org>'],
    ['Wren \u202egro.elpmaxe <wren@example.org>'],
    ['Wren \ud83d <wren@example.org>'],
    ['wren@example.org>'],
    ['<wren@example.org'],
  ])('%j is refused', (text) => {
    expect(parseMailbox(text)).toBeNull();
  });

  test('a long line that nearly is one, and that is known at once', () => {
    for (const piece of ['"\\', 'a.', 'a-', '<', ' ', '"']) expect(parseMailbox(`${piece.repeat(490)}<`)).toBeNull();
  });
});

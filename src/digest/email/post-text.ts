// A post's text in a mail: with its links, in its language and direction, and not longer than a mail can hold.

import type { Span } from '../../post/post.ts';
import { bytesOf, link } from './boxes.ts';
import { look } from './style.ts';
import { languageCode } from '../../post/languages.ts';
import { isWebAddress, shortenAddress } from '../../text/sanitize.ts';
import { Markup, markup } from '../../text/html.ts';
import { addressOf } from '../../views/page/post-text.ts';

/** The most that a text may take of a mail, in bytes: thousands of words. */
const MOST_BYTES = 12_000;

/** In characters. */
const PIECE = 100;

const BREAK = Markup.trusted('<br>');

/** The text, and whether its end is missing. Null for no text. */
export function paragraph(
  text: string,
  spans: readonly Span[],
  lang: string | null,
): { readonly shown: Markup; readonly cut: boolean } | null {
  if (text === '') return null;
  const code = languageCode(lang);
  const language = code === null ? null : markup` lang="${code}"`;
  const name = /^(?:ja|zh|ko)\b/.test(code ?? '') ? 'dense' : 'text';
  const { pieces, cut } = shortened(linked(text, spans));
  return { shown: markup`<p dir="auto"${language}${look(name)}>${pieces}${cut ? '…' : null}</p>`, cut };
}

function shortened(all: Iterable<Markup>): { pieces: readonly Markup[]; cut: boolean } {
  const pieces: Markup[] = [];
  let room = MOST_BYTES;
  for (const piece of all) {
    room -= bytesOf(piece.toString());
    if (room < 0) return { pieces, cut: true };
    pieces.push(piece);
  }
  return { pieces, cut: false };
}

function* linked(text: string, spans: readonly Span[]): Generator<Markup> {
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    yield* words(text.slice(from, span.start));
    yield linkedSpan(span, text.slice(span.start, span.end));
    from = span.end;
  }
  yield* words(text.slice(from));
}

/** Words and line breaks, in pieces of which any number can be shown. */
function* words(text: string): Generator<Markup> {
  for (const [index, line] of text.split(/\r\n|[\n\u2028\u2029]/).entries()) {
    if (index > 0) yield BREAK;
    const characters = Array.from(line);
    for (let at = 0; at < characters.length; at += PIECE) yield markup`${characters.slice(at, at + PIECE).join('')}`;
  }
}

function linkedSpan(span: Span, shown: string): Markup {
  const address = addressOf(span, shown);
  const isShort = span.type === 'link' && isWebAddress(address);
  return markup`${link(address, isShort ? shortenAddress(shown) : shown)}`;
}

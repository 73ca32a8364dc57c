// A post's text with its links, names and tags as real links.

import { languageCode } from '../../post/languages.ts';
import { tagUrl } from '../../post/addresses.ts';
import type { Span } from '../../post/post.ts';
import { encodeAddress, isWebAddress, shortenAddress } from '../../text/sanitize.ts';
import { partsOf, partsOfAddress, type FindMatches, type Part } from '../highlights.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';

/** A text in its own language and direction; nothing for no text. */
export function paragraph(
  text: string,
  spans: readonly Span[],
  lang: string | null,
  matchesIn?: FindMatches,
): Markup | null {
  if (text === '') return null;
  const code = languageCode(lang);
  const language = code === null ? null : markup` lang="${code}"`;
  return markup`<p class="text" dir="auto"${language}>${linked(text, spans, matchesIn)}</p>`;
}

function linked(text: string, spans: readonly Span[], matchesIn: FindMatches | undefined): Piece {
  const matches = matchesIn?.(text, spans) ?? [];
  const pieces: Piece[] = [];
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    const own = partsOf(text, matches, span.start, span.end);
    pieces.push(marked(partsOf(text, matches, from, span.start)), linkedSpan(span, own, matchesIn));
    from = span.end;
  }
  return [...pieces, marked(partsOf(text, matches, from, text.length))];
}

function marked(parts: readonly Part[]): Piece {
  return parts.map(({ text, isMatch }) => (isMatch ? markup`<mark>${text}</mark>` : text));
}

function linkedSpan(span: Span, parts: readonly Part[], matchesIn: FindMatches | undefined): Piece {
  const shown = parts.map(({ text }) => text).join('');
  const address = addressOf(span, shown);
  if (!isWebAddress(address)) return marked(parts);
  if (span.type !== 'link') return link(address, marked(parts), 'name');
  return link(address, marked(partsOfAddress(shortenAddress(shown), matchesIn)), 'address');
}

/** A link, or only its words when the address does not lead to the web. */
export function link(address: string, words: Piece, kind: string): Piece {
  if (!isWebAddress(address)) return words;
  return markup`<a class="${kind}" href="${encodeAddress(address)}" dir="auto" rel="noreferrer noopener">${words}</a>`;
}

/** Where a span leads; nowhere is the empty text. */
export function addressOf({ type, url }: Span, shown: string): string {
  return url ?? tagUrl(type, shown.slice(1));
}

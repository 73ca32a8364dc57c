// The few shapes that a mail is made of. Boxes are tables, since Outlook gives padding and borders to nothing else.

import { look, type LookName } from './style.ts';
import { encodeAddress, isWebAddress } from '../../text/sanitize.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';

const TABLE = Markup.trusted(
  '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed">',
);

export function table(rows: Piece): Markup {
  return markup`${TABLE}${rows}</table>`;
}

/** A box below what comes before it, with a gap between, in pixels. */
export function box(name: LookName, gap: number, content: Piece): Markup {
  return table([spacer(gap), markup`<tr><td${look(name)}>${content}</td></tr>`]);
}

export function spacer(height: number): Markup {
  return markup`<tr><td height="${height}" style="font-size:0;line-height:0"></td></tr>`;
}

/** A link, or only its words when the address does not lead to the web. */
export function link(address: string, words: Piece, name: LookName = 'link'): Piece {
  return isWebAddress(address)
    ? markup`<a href="${encodeAddress(address)}" dir="auto"${look(name)}>${words}</a>`
    : words;
}

export function command(words: string): Markup {
  return markup`<code${look('code')}>${words}</code>`;
}

/** What mails and their limits are measured in. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

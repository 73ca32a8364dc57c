// What a stranger wrote must not drive the terminal, nor turn the words around it about.

import { urlOf } from '../post/url.ts';

/** C0 and C1 controls but the new line, and the characters that override the direction of what follows. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const DANGEROUS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

// eslint-disable-next-line no-control-regex -- these, and what becomes something else
export const UNUSUAL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** The text without control characters and bidirectional overrides; tabs become spaces. */
export function sanitize(text: string): string {
  // Most texts have none of it, and a site asks of millions.
  if (!UNUSUAL.test(text)) return text;
  return text
    .replace(/\t/g, '    ')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(DANGEROUS, '');
}

/** The same on one line. */
export function sanitizeLine(text: string): string {
  return sanitize(text).replace(/\s+/g, ' ').trim();
}

/** Browsers and servers take no longer addresses, in UTF-16 units. */
const LONGEST_ADDRESS = 8192;

/** What most addresses look like: of these nothing else needs to be known. */
const PLAIN_ADDRESS = /^https?:\/\/(?:[a-z\d]+[.-])+[a-z]{2,}\/[\w/.~%?=&#+:;,@!-]*$/i;

/** Whether an address may become a link: only the web's. Half a surrogate pair can't be encoded. */
export function isWebAddress(url: string): boolean {
  if (url.length > LONGEST_ADDRESS) return false;
  if (PLAIN_ADDRESS.test(url)) return true;
  return /^https?:\/\/[^\s"<>\\\p{Surrogate}]+$/iu.test(url) && sanitize(url) === url && urlOf(url) !== null;
}

/** A web address as a link leads to it: people type these characters, and RFC 3986 has no place for them. */
export function encodeAddress(url: string): string {
  if (!/[\^`{|}]/.test(url)) return url;
  return url.replace(/[\^`{|}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** An address's longest short form, in code points. */
const SHORT_ADDRESS = 40;

/** `https://www.example.org/a/long/way/to/somewhere` as `example.org/a/long/way…`; the host is always whole. */
export function shortenAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  const host = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  const characters = Array.from(bare);
  const length = Math.max(SHORT_ADDRESS, Array.from(host).length + 1);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : bare;
}

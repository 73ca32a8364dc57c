// Names with addresses, as people write them.

import { urlOf } from '../post/url.ts';

/** Whom mail goes to or comes from. */
export interface Mailbox {
  readonly name: string | null;
  /** Only ASCII: the domain of an address in another script is in its punycode form (`xn--…`). */
  readonly address: string;
}

/** Longer than any mail server accepts. */
const MAX_LENGTH = 1000;

/**
 * Reads `wren@example.org`, `Wren <wren@example.org>` or `"Wren, the bird" <wren@example.org>`. Null for anything else:
 * several addresses, control characters, line breaks, and addresses that few servers accept, with quotes or non-ASCII
 * letters before the `@`.
 */
export function parseMailbox(text: string): Mailbox | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH || isDangerous(trimmed)) return null;
  const [, before = '', written = trimmed] = /^([^]*?)\s*<([^<>]*)>$/.exec(trimmed) ?? [];
  const name = nameOf(before);
  const address = addressOf(written.trim());
  return name === null || address === null ? null : { name: name === '' ? null : name, address };
}

/** Controls and line breaks, characters that turn the text's direction, and halves of characters. */
function isDangerous(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text);
}

/** Null for what can't be a single name. */
function nameOf(written: string): string | null {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/.exec(written) ?? [];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1').trim();
  // Outside quotes these would start another mailbox.
  return /[",;<>@]/.test(written) ? null : written;
}

function addressOf(written: string): string | null {
  const at = written.lastIndexOf('@');
  const local = written.slice(0, Math.max(at, 0));
  const domain = domainOf(written.slice(at + 1));
  return domain !== null && local.length <= 64 && isLocalPart(local) ? `${local}@${domain}` : null;
}

/** In lower case and ASCII, as mail servers expect it. */
function domainOf(written: string): string | null {
  const url = isDomain(written) ? urlOf(`http://${written}/`) : null;
  return url !== null && isAsciiDomain(url.hostname) ? url.hostname : null;
}

function isLocalPart(text: string): boolean {
  return /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(text);
}

function isDomain(text: string): boolean {
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u.test(
    text,
  );
}

function isAsciiDomain(text: string): boolean {
  return /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*(?=.*[a-z])[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(
    text,
  );
}

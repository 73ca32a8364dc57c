// Links, names and tags as readable text: a link's whole address, a name with the server it is on.

import { urlOf } from '../../post/url.ts';
import { isWebAddress } from '../../text/sanitize.ts';
import type { TextBuilder } from './text-builder.ts';

export interface LinkOptions {
  /** The account's server: names of people there stand without it. */
  readonly server: string;
  /** `@name@server` of the people mentioned. */
  readonly mentioned?: readonly string[];
}

/** @param seen the link's text */
export function addLink(builder: TextBuilder, seen: string, href: string | undefined, options: LinkOptions): void {
  const address = addressIn(href, options.server);
  if (/^[#＃][^\s#＃]+$/.test(seen)) builder.addSpan('hashtag', seen, address);
  else if (address === null) builder.add(seen);
  else if (/^[@＠][^\s@＠]+(?:[@＠][^\s@＠]+)?$/.test(seen)) {
    builder.addSpan('mention', fullName(seen, new URL(address).host, options), address);
  } else if (isShortFor(seen, address)) builder.addSpan('link', address, address);
  else {
    builder.add(`${seen} (`);
    builder.addSpan('link', address, address);
    builder.add(')');
  }
}

/** People on the account's own server are called by their name alone, as everybody there calls them. */
function fullName(seen: string, host: string, { server, mentioned = [] }: LinkOptions): string {
  const [name = '', written] = seen.slice(1).split(/[@＠]/);
  const known = mentioned.filter((one) => one.toLowerCase().startsWith(`@${name.toLowerCase()}@`));
  // A server may be called otherwise than the place where its pages are.
  const named = known.find((one) => one.toLowerCase().endsWith(`@${host}`)) ?? (known.length === 1 ? known[0] : null);
  const its = written ?? named?.slice(name.length + 2) ?? host;
  return its.toLowerCase() === server.toLowerCase() ? `@${name}` : `@${name}@${its}`;
}

/** A web address as it may be shown and followed; null for any other. */
function addressIn(href: string | undefined, server: string): string | null {
  const written = href?.trim() ?? '';
  if (written === '' || written.startsWith('#')) return null;
  if (isWebAddress(written)) return written;
  const whole = urlOf(written, `https://${server}`)?.href ?? '';
  return isWebAddress(whole) ? whole : null;
}

/** Whether a link shows its own address, or a part of it, as Mastodon shortens them. */
function isShortFor(seen: string, address: string): boolean {
  const shown = bare(seen).replace(/(?:…|\.\.\.)$/, '');
  const whole = bare(address);
  return shown === '' || shown === whole || (shown.length > 3 && shown !== bare(seen) && whole.startsWith(shown));
}

/** An address without what many leave out. */
function bare(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

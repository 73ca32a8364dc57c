// A mail server in one line, as in `smtps://wren:secret@smtp.example.org`.

import { urlOf } from '../post/url.ts';
import { acceptAs, refuse, type CheckResult } from './checks.ts';

/** A mail server as one line names it; null for what the line leaves open. */
export interface ServerAddress {
  /** A name or an address of the network, without brackets. */
  readonly host: string;
  readonly port: number | null;
  /** Set for `smtps://`. */
  readonly security: 'tls' | null;
  readonly user: string | null;
  readonly password: string | null;
}

/** `smtp://` or `smtps://`, a host, and perhaps a port, a user and a password. */
export function checkSmtpUrl(raw: unknown): CheckResult<ServerAddress> {
  const address = typeof raw === 'string' ? parseSmtpUrl(raw) : null;
  if (typeof raw === 'string' && address !== null) return acceptAs(address, raw, withoutPassword(raw, address));
  return refuse('an address such as smtp://user@smtp.example.org:587 or smtps://smtp.example.org');
}

function parseSmtpUrl(text: string): ServerAddress | null {
  const url = urlOf(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname))
    return null;
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? null : Number(url.port),
      security: url.protocol === 'smtps:' ? 'tls' : null,
      user: decodeURIComponent(url.username) || null,
      password: decodeURIComponent(url.password) || null,
    };
  } catch {
    // A percent sign that stands for itself must be written %25.
    return null;
  }
}

function withoutPassword(text: string, { password }: ServerAddress): string {
  if (password === null) return text;
  const url = new URL(text);
  url.password = '***';
  return url.href;
}

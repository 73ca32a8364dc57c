// Where a mail server is, and how it is spoken to.

import { isIPv4, isIPv6 } from 'node:net';
import { DeliveryError } from './delivery-error.ts';

/** `tls` from the first byte, `starttls` before anything is said, or `none`. The first two never fall back. */
export type Security = 'tls' | 'starttls' | 'none';

export interface SmtpSettings {
  /** A name or an address of the network, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Null for a server that wants nobody to sign in. */
  readonly user: string | null;
  readonly password: string | null;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** Certificates (PEM) to trust in place of the system's. */
  readonly ca?: string | undefined;
}

/** All in milliseconds. */
export interface Timeouts {
  /** To look up the server's address and connect. */
  readonly connect: number;
  /** For the server's first words, and for the handshake of TLS. */
  readonly greeting: number;
  /** With nothing sent or received. */
  readonly idle: number;
  /** For all of it. */
  readonly whole: number;
}

const TIMEOUTS: Timeouts = { connect: 30_000, greeting: 30_000, idle: 120_000, whole: 300_000 };

export function timeoutsOf({ timeouts }: SmtpSettings): Timeouts {
  return { ...TIMEOUTS, ...timeouts };
}

/** `smtp.example.org:587`. */
export function serverName({ host, port }: SmtpSettings): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether what is sent there stays on this machine. */
export function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.');
  if (isIPv6(host)) return host === '::1' || /^::ffff:127\./i.test(host);
  return /^(?:.+\.)?localhost$/i.test(host);
}

/** Throws a DeliveryError for settings that would give the password away, or that lack it. */
export function assertSafeSettings({ host, security, user, password }: SmtpSettings): void {
  if (user === null) return;
  if (password === null) {
    throw new DeliveryError(`there is no password for ${user} at ${host}`, {
      hint: 'set the password, or leave out the user if the server wants nobody to sign in',
      permanent: true,
    });
  }
  if (security === 'none' && !isLoopback(host)) throw unprotectedError(host);
}

/** A password would go over the network for everybody to read. */
export function unprotectedError(host: string): DeliveryError {
  return new DeliveryError(`the password is not sent to ${host}: the connection would not be encrypted`, {
    hint: 'set the security to starttls (port 587) or tls (port 465)',
    permanent: true,
  });
}

// How to reach a mail server, and how long to wait for it.

import { isIPv4, isIPv6 } from 'node:net';
import { DeliveryError } from './delivery-error.ts';

/** `tls` from the first byte, `starttls` before anything is said, or `none`. The first two never fall back. */
export type Security = 'tls' | 'starttls' | 'none';

export interface SmtpSettings {
  /** A name or an address of the network, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Null for a server without sign-in. */
  readonly user: string | null;
  readonly password: string | null;
  /** An access token (OAuth 2.0), which then takes the place of the password. */
  readonly token?: string | null;
  /** What this machine is called in EHLO; without it, nothing is revealed. */
  readonly helo?: string | null;
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
  /** With nothing sent or received in between. */
  readonly idle: number;
  /** For the whole conversation. */
  readonly whole: number;
}

const MINUTE = 60_000;

/** To sign in without a mail, while somebody waits. */
const SIGN_IN: Timeouts = { connect: MINUTE / 2, greeting: MINUTE, idle: MINUTE, whole: 3 * MINUTE };

/** Milliseconds per byte on the slowest line supported: once the system has buffered the mail, no progress is visible. */
const SLOWEST = { idle: 1 / 4, whole: 1 / 2 };

/**
 * For a mail of this size, as RFC 5321 (4.5.3.2) demands: five minutes for a greeting, and ten for the answer to the end of
 * the mail, since hanging up earlier makes the server deliver copy after copy.
 */
export function timeoutsFor(bytes: number): Timeouts {
  return {
    connect: MINUTE / 2,
    greeting: 5 * MINUTE,
    idle: 10 * MINUTE + bytes * SLOWEST.idle,
    whole: 40 * MINUTE + bytes * SLOWEST.whole,
  };
}

export function timeoutsOf({ timeouts }: SmtpSettings): Timeouts {
  return { ...SIGN_IN, ...timeouts };
}

/** What no word that is shown may repeat. */
export function secretIn({ password, token }: SmtpSettings): string | null {
  return token ?? password;
}

/** `smtp.example.org:587`. */
export function serverName({ host, port }: SmtpSettings): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether the host is this machine. */
export function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.');
  if (isIPv6(host)) return host === '::1' || /^::ffff:127\./i.test(host);
  return /^(?:.+\.)?localhost$/i.test(host);
}

/** Throws a DeliveryError for settings that would reveal the password, or that lack it. */
export function assertSafeSettings({ host, security, user, password, token = null }: SmtpSettings): void {
  if (user === null) return;
  if (password === null && token === null) {
    throw new DeliveryError(`there is no password for ${user} at ${host}`, {
      hint: 'set the password, or leave out the user if the server wants nobody to sign in',
    });
  }
  if (security === 'none' && !isLoopback(host)) throw unprotectedError(host);
}

/** For a password that would cross the network unencrypted. */
export function unprotectedError(host: string): DeliveryError {
  return new DeliveryError(`the password is not sent to ${host}: the connection would not be encrypted`, {
    hint: 'set the security to starttls (port 587) or tls (port 465)',
  });
}

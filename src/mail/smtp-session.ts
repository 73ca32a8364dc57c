// A conversation with a mail server: nodemailer's SMTPConnection as promises. We open the socket ourselves, so that names
// are resolved by the system, a password only leaves this machine encrypted, and everything ends when aborted. Nodemailer's
// SMTPTransport would take a socket too, but it sends without signing in where the server offers no sign-in, never says
// QUIT, and can't abort a verification.

import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DeliveryError } from './delivery-error.ts';
import { loginByToken, signInPlainly } from './sign-in.ts';
import { isLoopback, serverName, timeoutsOf, unprotectedError, type SmtpSettings } from './smtp-settings.ts';
import { unlessAborted, withTimeout } from '../platform/timeout.ts';

/** In milliseconds. */
const QUIT_TIMEOUT = 1000;

/** How long one of several addresses may take before the next is tried, in milliseconds: distant servers are slow. */
const NEXT_ADDRESS = 2000;

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** For a limit of ours that was exceeded, in the form of nodemailer's own errors. */
export function timeoutError(type: 'CONNECT_TIMEOUT' | 'WHOLE_TIMEOUT'): Error {
  return Object.assign(new Error('out of time'), { code: 'ETIMEDOUT', timeoutType: type });
}

/**
 * Connects, greets the server and runs a conversation. Returns as soon as that is over, before the goodbye. Throws what
 * nodemailer or the system throws, or the signal's reason; the connection is closed then.
 */
export async function withConnection<T>(
  settings: SmtpSettings,
  signal: AbortSignal,
  conversation: (session: Session) => Promise<T>,
): Promise<T> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const socket = await openConnection(settings, signal);
  const connection = new Connection({ ...optionsFor(settings), connection: socket });
  const close = (): void => {
    connection.close();
    socket.destroy();
  };
  try {
    const failed = failureOf(connection);
    const session = new Session(connection, settings);
    const conversing = session.greet().then(() => conversation(session));
    const result = await unlessAborted(signal, Promise.race([conversing, failed]));
    sayGoodbye(connection, close);
    return result;
  } catch (error) {
    close();
    throw error;
  }
}

/** Its outcome changes nothing, so it isn't waited for: a process killed meanwhile has recorded the delivery already. */
function sayGoodbye(connection: SMTPConnection, close: () => void): void {
  const timer = setTimeout(close, QUIT_TIMEOUT);
  connection.once('end', () => {
    clearTimeout(timer);
    close();
  });
  connection.quit();
}

async function openConnection(settings: SmtpSettings, signal: AbortSignal): Promise<Socket> {
  const { host, port, security, user } = settings;
  return withTimeout(timeoutsOf(settings).connect, timeoutError('CONNECT_TIMEOUT'), signal, async (limited) => {
    const socket = createConnection({
      host,
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS,
    });
    try {
      await unlessAborted(limited, once(socket, 'connect'));
      // A name that looks local may resolve to another machine.
      if (security === 'none' && user !== null && !isLoopback(socket.remoteAddress ?? '')) throw unprotectedError(host);
      return socket;
    } catch (error) {
      socket.on('error', () => undefined).destroy();
      throw error;
    }
  });
}

function optionsFor(settings: SmtpSettings): ConstructorParameters<typeof SMTPConnection>[0] {
  const { host, port, security, helo, ca } = settings;
  const { connect, greeting, idle } = timeoutsOf(settings);
  return {
    host,
    port,
    // This machine's name stays private unless the server insists on one.
    name: helo ?? '[127.0.0.1]',
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    // Up to the end of STARTTLS.
    connectionTimeout: connect + greeting,
    greetingTimeout: greeting,
    socketTimeout: idle,
    // Close at once, without waiting for the server.
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1024,
    customAuth: { PLAIN: signInPlainly },
  };
}

/** Rejects when the connection breaks. */
function failureOf(connection: SMTPConnection): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => {
      // An answer before the connection closed takes precedence.
      setImmediate(() => {
        reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' }));
      });
    });
  });
  // It may break when nothing waits for it any more.
  failed.catch(() => undefined);
  connection.on('error', () => undefined);
  return failed;
}

export class Session {
  readonly #connection: SMTPConnection;
  readonly #settings: SmtpSettings;
  /** The server's answer to EHLO. */
  #greeting = '';

  constructor(connection: SMTPConnection, settings: SmtpSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  async greet(): Promise<void> {
    await this.#step((done) => {
      this.#connection.connect(done);
    });
    this.#greeting = this.#connection.lastServerResponse || '';
  }

  /** Nothing without a user. */
  async signIn(): Promise<void> {
    const { user, password, token } = this.#settings;
    if (user === null || (password === null && token == null)) return;
    if (!this.#connection.allowsAuth) {
      throw new DeliveryError(`${serverName(this.#settings)} lets nobody sign in`, {
        hint: noSignInHint(this.#settings),
      });
    }
    await this.#step((done) => {
      if (token != null) loginByToken(this.#connection, this.#greeting, this.#settings, done);
      else this.#connection.login({ user, pass: password ?? '' }, done);
    });
  }

  /** Gives the server's answer on accepting the message. */
  async send(envelope: Envelope, message: Readable, size: number): Promise<string> {
    const { from, to } = envelope;
    const sent = await this.#step<{ response?: string | undefined }>((done) => {
      this.#connection.send({ from, to: [to], size }, message, done);
    });
    return sent?.response ?? '';
  }

  async #step<R>(start: (done: (error?: Error | null, result?: R) => void) => void): Promise<R | undefined> {
    return new Promise((resolve, reject) => {
      start((error, result) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  }
}

/** Most servers offer sign-in only after STARTTLS. */
function noSignInHint({ port, security }: SmtpSettings): string {
  if (port === 587 && security === 'none')
    return 'port 587 mostly wants encryption first: set the security to starttls';
  return 'ports 465 (tls) and 587 (starttls) are for signing in; a server that wants no password needs no user';
}

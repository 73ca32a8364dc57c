// A conversation with a mail server, as promises over nodemailer's. The connection is our own, so that names are looked
// up as the system does it and everything ends when it is to end.

import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DeliveryError } from './delivery-error.ts';
import { isLoopback, serverName, timeoutsOf, unprotectedError, type SmtpSettings } from './smtp-settings.ts';
import { unlessAborted, withTimeout } from './timeout.ts';

/** In milliseconds. */
const QUIT_TIMEOUT = 1000;

/** How long one of several addresses may take before the next is tried, in milliseconds: far servers need a while. */
const NEXT_ADDRESS = 2000;

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** What `talk` throws for a time that is over. Nodemailer's own errors look the same. */
export function timeoutError(type: 'CONNECT_TIMEOUT' | 'WHOLE_TIMEOUT'): Error {
  return Object.assign(new Error('out of time'), { code: 'ETIMEDOUT', timeoutType: type });
}

/**
 * Connects, says hello and has a conversation; the connection is gone when it returns. Throws what nodemailer or the
 * system throws, or the signal's reason.
 */
export async function withConnection<T>(
  settings: SmtpSettings,
  signal: AbortSignal,
  conversation: (session: Session) => Promise<T>,
): Promise<T> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const socket = await openConnection(settings, signal);
  const connection = new Connection({ ...optionsFor(settings), connection: socket });
  try {
    const failed = failureOf(connection);
    const session = new Session(connection, settings);
    const told = session.greet().then(() => conversation(session));
    const result = await unlessAborted(signal, Promise.race([told, failed]));
    await goodbye(connection, signal);
    return result;
  } finally {
    connection.close();
    socket.destroy();
  }
}

/** What was said stands, whatever comes of this. */
async function goodbye(connection: SMTPConnection, signal: AbortSignal): Promise<void> {
  const ended = new Promise<void>((resolve) => connection.once('end', resolve));
  const leave = async (limited: AbortSignal): Promise<void> => {
    connection.quit();
    await unlessAborted(limited, ended);
  };
  await withTimeout(QUIT_TIMEOUT, timeoutError('WHOLE_TIMEOUT'), signal, leave).catch(() => undefined);
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
      // Any name can be made to lead away from this machine.
      if (security === 'none' && user !== null && !isLoopback(socket.remoteAddress ?? '')) throw unprotectedError(host);
      return socket;
    } catch (error) {
      socket.on('error', () => undefined).destroy();
      throw error;
    }
  });
}

function optionsFor(settings: SmtpSettings): ConstructorParameters<typeof SMTPConnection>[0] {
  const { host, port, security, ca } = settings;
  const { connect, greeting, idle } = timeoutsOf(settings);
  return {
    host,
    port,
    // What this machine is called is nobody's business.
    name: '[127.0.0.1]',
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    // From the greeting to the end of STARTTLS.
    connectionTimeout: connect + greeting,
    greetingTimeout: greeting,
    socketTimeout: idle,
    // Gone at once, rather than when the server lets go.
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1024,
  };
}

/** Rejects when the connection breaks. */
function failureOf(connection: SMTPConnection): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => {
      // What the server said before it closed the connection has precedence.
      setImmediate(() => {
        reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' }));
      });
    });
  });
  // It may break with nobody waiting any more.
  failed.catch(() => undefined);
  connection.on('error', () => undefined);
  return failed;
}

export class Session {
  readonly #connection: SMTPConnection;
  readonly #settings: SmtpSettings;

  constructor(connection: SMTPConnection, settings: SmtpSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  async greet(): Promise<void> {
    await this.#step((done) => {
      this.#connection.connect(done);
    });
  }

  /** Nothing without a user. */
  async signIn(): Promise<void> {
    const { user, password } = this.#settings;
    if (user === null || password === null) return;
    if (!this.#connection.allowsAuth) {
      throw new DeliveryError(`${serverName(this.#settings)} lets nobody sign in`, {
        hint: 'ports 465 (tls) and 587 (starttls) are for signing in; a server that wants no password needs no user',
        lasting: true,
      });
    }
    await this.#step((done) => {
      this.#connection.login({ user, pass: password }, done);
    });
  }

  /** What the server answers when it has taken the message. */
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

// Mail by SMTP, which every provider and mail server accepts.

import { Readable } from 'node:stream';
import type { Channel, Message, Receipt } from './channel.ts';
import { buildMime } from './mime.ts';
import { readableReply } from './server-reply.ts';
import { toDeliveryError } from './smtp-errors.ts';
import { withConnection, timeoutError, type Session } from './smtp-session.ts';
import {
  assertSafeSettings,
  secretIn,
  serverName,
  timeoutsFor,
  timeoutsOf,
  type SmtpSettings,
} from './smtp-settings.ts';
import { withTimeout } from '../platform/timeout.ts';

/** Each delivery has a connection of its own. */
export function smtpChannel(settings: SmtpSettings): Channel {
  return {
    name: serverName(settings),
    verify: (signal) => runSession(settings, signal, (session) => session.signIn()),
    deliver: (message, signal) => deliver(settings, message, signal),
  };
}

async function deliver(settings: SmtpSettings, message: Message, signal: AbortSignal): Promise<Receipt> {
  const bytes = await buildMime(message);
  const stream = Readable.from(chunksOf(bytes));
  const envelope = { from: message.from.address, to: message.to.address };
  const send = async (session: Session): Promise<string> => {
    await session.signIn();
    return session.send(envelope, stream, bytes.length);
  };
  const patient = { ...settings, timeouts: { ...timeoutsFor(bytes.length), ...settings.timeouts } };
  const answer = await runSession(patient, signal, send, () => stream.readableEnded);
  return { response: readableReply(answer, secretIn(settings)) };
}

/** Runs a conversation with the server, within its time limit. `isAllSent` tells whether it may have accepted a mail. */
async function runSession<T>(
  settings: SmtpSettings,
  signal: AbortSignal,
  conversation: (session: Session) => Promise<T>,
  isAllSent = (): boolean => false,
): Promise<T> {
  signal.throwIfAborted();
  assertSafeSettings(settings);
  const over = timeoutError('WHOLE_TIMEOUT');
  try {
    return await withTimeout(timeoutsOf(settings).whole, over, signal, (limited) =>
      withConnection(settings, limited, conversation),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw toDeliveryError(error, settings, isAllSent());
  }
}

const CHUNK = 64 * 1024;

/** In chunks, so that the stream only ends once nearly everything has been sent. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

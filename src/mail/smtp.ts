// Mail by SMTP, as every provider and every mail server of one's own takes it.

import { Readable } from 'node:stream';
import type { Channel, Message, Receipt } from './channel.ts';
import { buildMime } from './mime.ts';
import { readableReply } from './server-reply.ts';
import { toDeliveryError } from './smtp-errors.ts';
import { withConnection, timeoutError, type Session } from './smtp-session.ts';
import { assertSafeSettings, serverName, timeoutsOf, type SmtpSettings } from './smtp-settings.ts';
import { withTimeout } from './timeout.ts';

/** A connection is made for each delivery and gone after it. */
export function smtpChannel(settings: SmtpSettings): Channel {
  return {
    name: serverName(settings),
    verify: (signal) => verify(settings, signal),
    deliver: (message, signal) => deliver(settings, message, signal),
  };
}

async function verify(settings: SmtpSettings, signal: AbortSignal): Promise<void> {
  await runSession(settings, signal, (session) => session.signIn());
}

async function deliver(settings: SmtpSettings, message: Message, signal: AbortSignal): Promise<Receipt> {
  const bytes = await buildMime(message);
  const stream = Readable.from(piecesOf(bytes));
  const envelope = { from: message.from.address, to: message.to.address };
  const send = async (session: Session): Promise<string> => {
    await session.signIn();
    return session.send(envelope, stream, bytes.length);
  };
  const answer = await runSession(settings, signal, send, () => stream.readableEnded);
  return { response: readableReply(answer, settings.password) };
}

/** A conversation with the server, within the time there is. `isAllSent` tells whether it may have taken a mail. */
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

const PIECE = 64 * 1024;

/** In pieces, so that its end is only reached when nearly all has left. */
function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

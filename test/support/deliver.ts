// Delivering to a server on loopback, with the outcome as a value.

import { DeliveryError } from '../../src/mail/delivery-error.ts';
import type { Message } from '../../src/mail/channel.ts';
import type { SmtpSettings } from '../../src/mail/smtp-settings.ts';
import { smtpChannel } from '../../src/mail/smtp.ts';
import { messageWith } from './message.ts';
import { CA } from './smtp-server.ts';

export function settingsFor({ port }: { port: number }, parts: Partial<SmtpSettings> = {}): SmtpSettings {
  return { host: '127.0.0.1', port, security: 'none', user: null, password: null, ca: CA, ...parts };
}

/** What the server said. */
export async function delivered(settings: SmtpSettings, message: Message = messageWith()): Promise<string> {
  return (await smtpChannel(settings).deliver(message, new AbortController().signal)).response;
}

/** Why a delivery failed; throws if it didn't, or not with words. */
export async function failure(settings: SmtpSettings, message?: Message): Promise<DeliveryError> {
  try {
    await delivered(settings, message);
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error('it was delivered');
}

/** As a person would see it. */
export function told(
  { message, hint = '', permanent, retryHourly, mayHaveBeenDelivered }: DeliveryError,
  { port }: { port: number },
): string {
  const kind = [
    permanent ? 'permanent' : 'may pass',
    ...(retryHourly ? ['hourly'] : []),
    ...(mayHaveBeenDelivered ? ['mayHaveBeenDelivered'] : []),
  ].join(', ');
  return `${message}\n${hint}\n(${kind})`.replaceAll(`:${port}`, ':PORT').replaceAll(`port ${port}`, 'port PORT');
}

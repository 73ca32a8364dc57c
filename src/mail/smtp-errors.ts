// What went wrong with a mail server, in words: what nodemailer, the system and the server say becomes a DeliveryError.
// Of their errors only codes and the server's words are used: the rest may hold the password.

import { DeliveryError } from './delivery-error.ts';
import type { Answer, Failure, Trouble } from '../channels/failure.ts';
import { networkTrouble } from './connection-errors.ts';
import { refusal } from '../channels/smtp-refusal.ts';
import type { SmtpSettings } from './smtp-settings.ts';
import { tlsTrouble } from '../channels/tls-trouble.ts';

/** `isAllSent`: the whole mail had left when it failed. What is no failure of the server or the network comes back as it is. */
export function deliveryError(error: unknown, settings: SmtpSettings, isAllSent: boolean): unknown {
  const failure = failureIn(error);
  if (error instanceof DeliveryError || failure === null) return error;
  if (failure.answer !== null && failure.command !== 'STARTTLS') {
    return errorOf(refusal(failure.command, failure.answer, settings));
  }
  const trouble = tlsTrouble(failure, settings) ?? networkTrouble(failure, settings);
  return isAllSent ? uncertain(trouble) : errorOf(trouble);
}

function errorOf({ message, ...rest }: Trouble): DeliveryError {
  return new DeliveryError(message, rest);
}

function uncertain({ message }: Trouble): DeliveryError {
  return new DeliveryError(`${message}, after all of the mail was sent`, {
    hint: 'it may have arrived: look before sending it again',
    lasting: false,
    uncertain: true,
  });
}

/** Null for a mistake of ours: it has no code, or one of Node's for wrong arguments. */
function failureIn(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  const fields = error as Error & Partial<Record<'code' | 'originalCode' | 'timeoutType' | 'command', unknown>>;
  const code = word(fields.code);
  if (code === '' || /^ERR_(?!SSL_|TLS_)/.test(code)) return null;
  const cause = word(fields.originalCode) || code;
  return { code, cause, timeoutType: word(fields.timeoutType), command: word(fields.command), answer: answerIn(error) };
}

function answerIn(error: object): Answer | null {
  const text = 'response' in error && typeof error.response === 'string' ? error.response : '';
  const status = Number(/^[45]\d\d(?!\d)/.exec(text)?.[0] ?? 0);
  return status === 0 ? null : { status, text };
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// What went wrong with a mail server, in words: what nodemailer, the system and the server say becomes a DeliveryError.
// Of their errors only codes and the server's words are used: the rest may hold the password.

import { DeliveryError, type ServerReply, type SmtpFailure, type DeliveryProblem } from './delivery-error.ts';
import { networkError, tlsError } from './connection-errors.ts';
import { serverName, type SmtpSettings } from './smtp-settings.ts';
import { providerOf } from './providers.ts';
import { readableReply } from './server-reply.ts';

/** `isAllSent`: the whole mail had left when it failed. What is no failure of the server or the network comes back as it is. */
export function toDeliveryError(error: unknown, settings: SmtpSettings, isAllSent: boolean): unknown {
  const failure = failureIn(error);
  if (error instanceof DeliveryError || failure === null) return error;
  if (failure.answer !== null && failure.command !== 'STARTTLS') {
    return errorOf(refusal(failure.command, failure.answer, settings));
  }
  const trouble = tlsError(failure, settings) ?? networkError(failure, settings);
  return isAllSent ? maybeDelivered(trouble) : errorOf(trouble);
}

function errorOf({ message, ...rest }: DeliveryProblem): DeliveryError {
  return new DeliveryError(message, rest);
}

function maybeDelivered({ message }: DeliveryProblem): DeliveryError {
  return new DeliveryError(`${message}, after all of the mail was sent`, {
    hint: 'it may have arrived: look before sending it again',
    permanent: false,
    mayHaveBeenDelivered: true,
  });
}

/** Null for a mistake of ours: it has no code, or one of Node's for wrong arguments. */
function failureIn(error: unknown): SmtpFailure | null {
  if (!(error instanceof Error)) return null;
  const fields = error as Error & Partial<Record<'code' | 'originalCode' | 'timeoutType' | 'command', unknown>>;
  const code = word(fields.code);
  if (code === '' || /^ERR_(?!SSL_|TLS_)/.test(code)) return null;
  const cause = word(fields.originalCode) || code;
  return { code, cause, timeoutType: word(fields.timeoutType), command: word(fields.command), answer: answerIn(error) };
}

function answerIn(error: object): ServerReply | null {
  const text = 'response' in error && typeof error.response === 'string' ? error.response : '';
  const status = Number(/^[45]\d\d(?!\d)/.exec(text)?.[0] ?? 0);
  return status === 0 ? null : { status, text };
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const LATER = 'try again later';

/** 4xx may pass, 5xx lasts. */
function refusal(command: string, { status, text }: ServerReply, settings: SmtpSettings): DeliveryProblem {
  const permanent = status >= 500;
  const words = readableReply(text, settings.password);
  const { what, hint } = refusedBy(command, status, settings);
  const message = `${serverName(settings)} ${what}: ${words === '' ? status : `${status} ${words}`}`;
  return { message, hint: permanent ? hint : LATER, permanent };
}

function refusedBy(command: string, status: number, settings: SmtpSettings): { what: string; hint: string } {
  if (command.startsWith('AUTH')) return { what: 'did not let us sign in', hint: passwordHint(settings) };
  if (status === 530) return { what: 'wants a sign-in or encryption first', hint: firstHint(settings) };
  if (status === 552 || status === 523) {
    return { what: 'found the mail too large, or the mailbox full', hint: 'make room there, or send fewer photos' };
  }
  if (command === 'MAIL FROM') {
    return {
      what: 'refused the sender',
      hint: 'send from the address that you sign in with, or one that is allowed there',
    };
  }
  if (command === 'RCPT TO') return { what: 'refused the recipient', hint: 'check the address that the mail goes to' };
  if (command === 'DATA')
    return { what: 'refused the mail', hint: 'its words say why; ask the provider if they do not' };
  return { what: 'turned us away', hint: 'check the server and the port; port 25 is often closed to home connections' };
}

function firstHint({ user, security }: SmtpSettings): string {
  const encryption = security === 'none' ? 'set the security to starttls' : null;
  const signIn = user === null ? 'set a user and a password' : null;
  return [signIn, encryption].filter((part) => part !== null).join(', and ') || 'its words say what it wants';
}

function passwordHint({ host }: SmtpSettings): string {
  return (
    providerOf(host)?.advice ?? 'check the user and the password; many providers want an app password made for this'
  );
}

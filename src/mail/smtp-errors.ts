// Turns errors of nodemailer, the system and the server into DeliveryErrors. Only their codes and the server's words are
// used: the rest may contain the password.

import { networkError, tlsError } from './connection-errors.ts';
import { DeliveryError } from './delivery-error.ts';
import { providerOf } from './providers.ts';
import { readableReply, smtpFailureOf, type ServerReply } from './server-reply.ts';
import { TOKEN_HINT } from './sign-in.ts';
import { secretIn, serverName, type SmtpSettings } from './smtp-settings.ts';

/** `isAllSent`: the whole mail had been sent when it failed. Errors of another kind are returned as they are. */
export function toDeliveryError(error: unknown, settings: SmtpSettings, isAllSent: boolean): unknown {
  const failure = smtpFailureOf(error);
  if (error instanceof DeliveryError || failure === null) return error;
  if (failure.reply !== null && failure.command !== 'STARTTLS') {
    return refusal(failure.command, failure.reply, settings);
  }
  const broken = tlsError(failure, settings) ?? networkError(failure, settings);
  if (!isAllSent) return broken;
  return new DeliveryError(`${broken.message}, after all of the mail was sent`, {
    hint: 'it may have arrived: look before sending it again',
    mayHaveBeenDelivered: true,
  });
}

/** Commands whose refusal is about the mail itself; others depend on the machine's network, or on settings. */
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** 4xx may pass; 5xx is permanent if it is about the mail itself, and not about how many were sent today. */
function refusal(command: string, { status, text }: ServerReply, settings: SmtpSettings): DeliveryError {
  const words = readableReply(text, secretIn(settings));
  const isLimit = isSendingLimit(words);
  const isGreeting = isAboutGreeting(command, words);
  const { what, hint } = isLimit ? LIMIT : isGreeting ? GREETING : wordsFor(command, status, words, settings);
  return new DeliveryError(`${serverName(settings)} ${what}: ${words === '' ? status : `${status} ${words}`}`, {
    hint: status >= 500 || isGreeting ? hint : 'try again later',
    permanent: status >= 500 && ABOUT_THE_MAIL.has(command) && !isLimit && !isGreeting,
    retryHourly: isLimit || (status >= 500 && command.startsWith('AUTH')),
    isTooLarge: ABOUT_THE_MAIL.has(command) && isAboutSize(status, words),
  });
}

interface Words {
  readonly what: string;
  readonly hint: string;
}

const LIMIT: Words = { what: 'takes no more mails for now', hint: 'its limit passes by itself, mostly within a day' };

/** Gmail's code is `5.4.5`; others use words. */
export function isSendingLimit(words: string): boolean {
  return /\b[45]\.4\.5\b|\b(?:daily|hourly|sending|rate)\b[^.]{0,40}\b(?:limit|quota)|\btoo many (?:messages|e?-?mails)\b/i.test(
    words,
  );
}

/** 552 is also for a full mailbox, which its extended code or its words tell apart where there are any. */
export function isAboutSize(status: number, words: string): boolean {
  if (/\b5\.(?:3\.4|2\.3)\b|\btoo (?:large|big)\b|\bmaximum (?:message )?size\b/i.test(words)) return true;
  return (status === 552 || status === 523) && !/\b5\.2\.2\b|\b(?:full|quota)\b/i.test(words);
}

const GREETING: Words = {
  what: 'refused the greeting',
  hint: 'it wants to be greeted by a name: memories config set smtp.helo <the name of this machine>',
};

/** Many servers reject the greeting only after the recipient. */
function isAboutGreeting(command: string, words: string): boolean {
  return /^(?:EHLO|HELO)$/.test(command) || /\b(?:ehlo|helo)\b/i.test(words);
}

function wordsFor(command: string, status: number, words: string, settings: SmtpSettings): Words {
  if (command.startsWith('AUTH')) return { what: 'did not let us sign in', hint: passwordHint(words, settings) };
  if (status === 530) return { what: 'wants a sign-in or encryption first', hint: signInHint(settings) };
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
  if (command === 'DATA') return { what: 'refused the mail', hint: 'its words say why; else ask the provider' };
  return { what: 'turned us away', hint: 'check the server and the port; port 25 is often closed to home connections' };
}

function signInHint({ user, security }: SmtpSettings): string {
  const encryption = security === 'none' ? 'set the security to starttls' : null;
  const signIn = user === null ? 'set a user and a password' : null;
  return [signIn, encryption].filter((part) => part !== null).join(', and ') || 'its words say what it wants';
}

function passwordHint(words: string, { host, token = null }: SmtpSettings): string {
  if (token !== null) return TOKEN_HINT;
  // Microsoft 365, where an organisation has disabled passwords for programs, app passwords included.
  if (/\b5\.7\.139\b|basic authentication is disabled/i.test(words)) {
    return 'it takes no passwords from programs, but access tokens: set smtp.token_command';
  }
  return (
    providerOf(host)?.advice ?? 'check the user and the password; many providers want an app password made for this'
  );
}

// What a mail server refuses: the sign-in, an address, the mail. Its numbers say whether it may change its mind.

import type { Answer, Trouble } from './failure.ts';
import { providerOf } from '../mail/providers.ts';
import { serverWords } from '../mail/server-reply.ts';
import { serverName, type SmtpSettings } from '../mail/smtp-settings.ts';

const LATER = 'try again later';

/** 4xx may pass, 5xx lasts. */
export function refusal(command: string, { status, text }: Answer, settings: SmtpSettings): Trouble {
  const lasting = status >= 500;
  const words = serverWords(text, settings.password);
  const { what, hint } = refused(command, status, settings);
  const message = `${serverName(settings)} ${what}: ${words === '' ? status : `${status} ${words}`}`;
  return { message, hint: lasting ? hint : LATER, lasting };
}

function refused(command: string, status: number, settings: SmtpSettings): { what: string; hint: string } {
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

// What can be wrong on the way to a mail server: its name, the network, the time. Mostly it passes.

import type { Failure, Trouble } from '../channels/failure.ts';
import { serverName, timeoutsOf, type SmtpSettings } from './smtp-settings.ts';

const ONLINE = 'check that this machine is online';
const LATER = 'try again later';

type Words = readonly [what: string, hint: string];

const NOT_FOUND: Words = ['was not found', 'check the name of the server, and that this machine is online'];
const FORBIDDEN: Words = ['may not be reached from here', "check this machine's firewall"];

/** What a connection that breaks is called, by the system and by nodemailer. */
const BROKEN = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ECONNECTION', 'ESOCKET']);

const TROUBLES: Readonly<Record<string, Words>> = {
  ENOTFOUND: NOT_FOUND,
  EAI_NODATA: NOT_FOUND,
  EAI_NONAME: NOT_FOUND,
  EAI_AGAIN: ['could not be looked up', ONLINE],
  ECONNREFUSED: ['refused the connection', 'check the port, and that the server is running'],
  EHOSTUNREACH: ['cannot be reached', ONLINE],
  EHOSTDOWN: ['cannot be reached', ONLINE],
  ENETUNREACH: ['cannot be reached', ONLINE],
  ENETDOWN: ['cannot be reached', ONLINE],
  ENONET: ['cannot be reached', ONLINE],
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  ETIMEDOUT: ['did not answer in time', 'check the port; some networks let no mail through'],
};

export function networkTrouble(failure: Failure, settings: SmtpSettings): Trouble {
  const special = ofTheMail(failure, settings) ?? ofTheTime(failure, settings);
  if (special) return special;
  const [what, hint] = TROUBLES[failure.cause] ?? otherwise(failure, settings);
  return { message: `${serverName(settings)} ${what}`, hint, lasting: false };
}

function otherwise({ cause }: Failure, settings: SmtpSettings): Words {
  if (BROKEN.has(cause)) return ['dropped the connection', wrongMode(settings) ?? LATER];
  return [`could not be spoken to (${cause})`, LATER];
}

/** What nodemailer refuses without asking the server, or can't make sense of. */
function ofTheMail({ code }: Failure, settings: SmtpSettings): Trouble | null {
  const server = serverName(settings);
  if (code === 'EMESSAGE') {
    return { message: `${server} takes no mail as large as this`, hint: 'send fewer photos', lasting: true };
  }
  if (code === 'EAUTH') {
    return { message: `${server} knows no way of signing in that we know`, hint: 'ask the provider', lasting: true };
  }
  if (code === 'EPROTOCOL') {
    return {
      message: `${server} does not speak as a mail server does`,
      hint: 'check the server and the port',
      lasting: true,
    };
  }
  return null;
}

function ofTheTime({ timeoutType }: Failure, settings: SmtpSettings): Trouble | null {
  const server = serverName(settings);
  if (timeoutType === 'GREETING_TIMEOUT') {
    return { message: `${server} said nothing`, hint: wrongMode(settings) ?? silentHint(settings), lasting: false };
  }
  if (timeoutType === 'SOCKET_TIMEOUT') return { message: `${server} stopped answering`, hint: LATER, lasting: false };
  if (timeoutType === 'WHOLE_TIMEOUT') {
    const minutes = Math.round(timeoutsOf(settings).whole / 60_000);
    return { message: `${server} was not done in ${minutes} minutes`, hint: LATER, lasting: false };
  }
  return null;
}

/** A server that waits for TLS says nothing first. */
function wrongMode({ port, security }: SmtpSettings): string | null {
  return port === 465 && security !== 'tls' ? 'port 465 wants the security tls' : null;
}

function silentHint({ security }: SmtpSettings): string {
  return security === 'tls' ? LATER : `${LATER}; if the port is for encrypted connections, set the security to tls`;
}

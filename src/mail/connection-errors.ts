// What can be wrong on the way to a mail server: its name, the network, the time. Mostly it passes.

import type { ServerReply, SmtpFailure, DeliveryProblem } from './delivery-error.ts';
import { readableReply } from './server-reply.ts';
import { serverName, timeoutsOf, type SmtpSettings } from './smtp-settings.ts';

const ONLINE = 'check that this machine is online';
const LATER = 'try again later';

type Words = readonly [what: string, hint: string];

const NOT_FOUND: Words = ['was not found', 'check the name of the server, and that this machine is online'];
const FORBIDDEN: Words = ['may not be reached from here', "check this machine's firewall"];

/** What a connection that breaks is called, by the system and by nodemailer. */
const BROKEN = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ECONNECTION', 'ESOCKET']);

const NETWORK_ERRORS: Readonly<Record<string, Words>> = {
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

export function networkError(failure: SmtpFailure, settings: SmtpSettings): DeliveryProblem {
  const special = ofTheMail(failure, settings) ?? ofTheTime(failure, settings);
  if (special) return special;
  const [what, hint] = NETWORK_ERRORS[failure.cause] ?? otherwise(failure, settings);
  return { message: `${serverName(settings)} ${what}`, hint, lasting: false };
}

function otherwise({ cause }: SmtpFailure, settings: SmtpSettings): Words {
  if (BROKEN.has(cause)) return ['dropped the connection', wrongMode(settings) ?? LATER];
  return [`could not be spoken to (${cause})`, LATER];
}

/** What nodemailer refuses without asking the server, or can't make sense of. */
function ofTheMail({ code }: SmtpFailure, settings: SmtpSettings): DeliveryProblem | null {
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

function ofTheTime({ timeoutType }: SmtpFailure, settings: SmtpSettings): DeliveryProblem | null {
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

/** What OpenSSL and Node call a certificate that they don't accept. */
const CERTIFICATE =
  /^(?:CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH|ERR_TLS_CERT_)/;
/** What an answer that is not TLS at all looks like. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|UNEXPECTED_MESSAGE|RECORD_LAYER_FAILURE/;

/** Null for what has nothing to do with TLS. */
export function tlsError(failure: SmtpFailure, settings: SmtpSettings): DeliveryProblem | null {
  const { cause, code, command, answer } = failure;
  if (CERTIFICATE.test(cause)) return certificate(cause, settings);
  if (command === 'STARTTLS') return notOffered(answer, settings);
  if (NOT_TLS.test(cause)) return notSpoken(settings);
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(cause)) return tooOld(settings);
  if (code === 'ETLS') return broken(settings);
  return null;
}

function certificate(code: string, settings: SmtpSettings): DeliveryProblem {
  const { is, hint } = faultOf(code, settings);
  return { message: `the certificate of ${serverName(settings)} ${is} (${code})`, hint, lasting: true };
}

function faultOf(code: string, { host }: SmtpSettings): { is: string; hint: string } {
  if (code === 'CERT_HAS_EXPIRED') {
    return { is: 'is out of date', hint: `check this machine's clock, or ask whoever runs ${host}` };
  }
  if (code === 'CERT_NOT_YET_VALID') return { is: 'is not valid yet', hint: "check this machine's clock" };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return { is: 'is for another name', hint: `use the name that the provider gives for the server, not ${host}` };
  }
  return {
    is: 'is from nobody that this machine trusts',
    hint: 'for a server of your own, name its certificate file in NODE_EXTRA_CA_CERTS; else it may not be the server',
  };
}

function notOffered(answer: ServerReply | null, settings: SmtpSettings): DeliveryProblem {
  const words = answer === null ? '' : `: ${answer.status} ${readableReply(answer.text, settings.password)}`.trimEnd();
  const message = `${serverName(settings)} offers no encrypted connection${words}`;
  if (answer !== null && answer.status < 500) return { message, hint: 'try again later', lasting: false };
  return { message, hint: 'check the port: 465 wants the security tls, 587 wants starttls', lasting: true };
}

function notSpoken(settings: SmtpSettings): DeliveryProblem {
  return {
    message: `${serverName(settings)} does not speak TLS from the start`,
    hint: `port ${settings.port} probably wants the security starttls`,
    lasting: true,
  };
}

function tooOld(settings: SmtpSettings): DeliveryProblem {
  return {
    message: `${serverName(settings)} has no TLS that is safe today`,
    hint: 'TLS 1.2 or later is needed: ask whoever runs the server',
    lasting: true,
  };
}

function broken(settings: SmtpSettings): DeliveryProblem {
  return {
    message: `${serverName(settings)} dropped the connection while it was being encrypted`,
    hint: 'try again later; if it stays so, check the port',
    lasting: false,
  };
}

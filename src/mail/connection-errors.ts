// Errors on the way to a mail server: its name, the network, TLS, timeouts. All of them may pass, since they depend on the
// network that the machine is in, on its clock, or on settings.

import { DeliveryError } from './delivery-error.ts';
import { readableReply, type ServerReply, type SmtpFailure } from './server-reply.ts';
import { secretIn, serverName, timeoutsOf, type SmtpSettings } from './smtp-settings.ts';

const ONLINE = 'check that this machine is online';
const LATER = 'try again later';

type Words = readonly [what: string, hint: string];

const NOT_FOUND: Words = ['was not found', 'check the name of the server, and that this machine is online'];
const FORBIDDEN: Words = ['may not be reached from here', "check this machine's firewall"];

/** The system's and nodemailer's codes for a connection that breaks. */
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

export function networkError(failure: SmtpFailure, settings: SmtpSettings): DeliveryError {
  const server = serverName(settings);
  // The server announced its limit in the greeting.
  if (failure.code === 'EMESSAGE') {
    return new DeliveryError(`${server} takes no mail as large as this`, {
      hint: 'send fewer photos',
      permanent: true,
      isTooLarge: true,
    });
  }
  const [what, hint] =
    protocolWords(failure) ??
    timeoutWords(failure, settings) ??
    NETWORK_ERRORS[failure.cause] ??
    otherWords(failure, settings);
  return new DeliveryError(`${server} ${what}`, { hint });
}

function otherWords({ cause }: SmtpFailure, settings: SmtpSettings): Words {
  if (BROKEN.has(cause)) return ['dropped the connection', wrongModeHint(settings) ?? LATER];
  return [`could not be spoken to (${cause})`, LATER];
}

/** For what nodemailer can't parse, or has no method for. */
function protocolWords({ code }: SmtpFailure): Words | null {
  if (code === 'EAUTH') {
    return [
      'takes no passwords, or none in a way that we know',
      'ask the provider; else send from an account elsewhere',
    ];
  }
  if (code !== 'EPROTOCOL') return null;
  return [
    'does not speak as a mail server does',
    'check the server and the port; in a hotel or a train, sign in there',
  ];
}

function timeoutWords({ timeoutType }: SmtpFailure, settings: SmtpSettings): Words | null {
  if (timeoutType === 'GREETING_TIMEOUT') return ['said nothing', wrongModeHint(settings) ?? silentHint(settings)];
  if (timeoutType === 'SOCKET_TIMEOUT') return ['stopped answering', LATER];
  if (timeoutType !== 'WHOLE_TIMEOUT') return null;
  return [`was not done in ${Math.round(timeoutsOf(settings).whole / 60_000)} minutes`, LATER];
}

/** A server that expects TLS says nothing first. */
function wrongModeHint({ port, security }: SmtpSettings): string | null {
  return port === 465 && security !== 'tls' ? 'port 465 wants the security tls' : null;
}

function silentHint({ security }: SmtpSettings): string {
  return security === 'tls' ? LATER : `${LATER}; if the port is for encrypted connections, set the security to tls`;
}

/** OpenSSL's and Node's codes for certificates that they don't accept. */
const CERTIFICATE =
  /^(?:CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH|ERR_TLS_CERT_)/;
/** OpenSSL's codes for an answer that isn't TLS at all. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|UNEXPECTED_MESSAGE|RECORD_LAYER_FAILURE/;

/** Null for what has nothing to do with TLS. */
export function tlsError(failure: SmtpFailure, settings: SmtpSettings): DeliveryError | null {
  const { cause, code, command, reply } = failure;
  if (CERTIFICATE.test(cause)) return certificateError(cause, settings);
  if (command === 'STARTTLS') return startTlsError(reply, settings);
  const [what, hint] = tlsWords(cause, code, settings) ?? [];
  return hint === undefined ? null : new DeliveryError(`${serverName(settings)} ${what ?? ''}`, { hint });
}

function tlsWords(cause: string, code: string, { port }: SmtpSettings): Words | null {
  if (NOT_TLS.test(cause)) {
    return ['does not speak TLS from the start', `port ${port} probably wants the security starttls`];
  }
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(cause)) {
    return ['has no TLS that is safe today', 'TLS 1.2 or later is needed: ask whoever runs the server'];
  }
  if (code !== 'ETLS') return null;
  return ['dropped the connection while it was being encrypted', 'try again later; if it stays so, check the port'];
}

function certificateError(code: string, settings: SmtpSettings): DeliveryError {
  const [is, hint] = certificateWords(code, settings);
  return new DeliveryError(`the certificate of ${serverName(settings)} ${is} (${code})`, { hint });
}

function certificateWords(code: string, { host }: SmtpSettings): Words {
  if (code === 'CERT_HAS_EXPIRED') {
    return ['is out of date', `check this machine's clock, or ask whoever runs ${host}`];
  }
  if (code === 'CERT_NOT_YET_VALID') return ['is not valid yet', "check this machine's clock"];
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return ['is for another name', `use the name that the provider gives for the server, not ${host}`];
  }
  return [
    'is from nobody that this machine trusts',
    'for a server of your own, name its certificate file in NODE_EXTRA_CA_CERTS; else it may not be the server',
  ];
}

function startTlsError(reply: ServerReply | null, settings: SmtpSettings): DeliveryError {
  const words = reply === null ? '' : `: ${reply.status} ${readableReply(reply.text, secretIn(settings))}`.trimEnd();
  const isBusy = reply !== null && reply.status < 500;
  return new DeliveryError(`${serverName(settings)} offers no encrypted connection${words}`, {
    hint: isBusy ? LATER : 'check the port: 465 wants the security tls, 587 wants starttls',
  });
}

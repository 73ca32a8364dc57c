// What can be wrong with an encrypted connection: the server's certificate, its TLS, or that it has none.

import type { Answer, Failure, Trouble } from './failure.ts';
import { serverWords } from '../mail/server-reply.ts';
import { serverName, type SmtpSettings } from '../mail/smtp-settings.ts';

/** What OpenSSL and Node call a certificate that they don't accept. */
const CERTIFICATE =
  /^(?:CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH|ERR_TLS_CERT_)/;

/** What an answer that is not TLS at all looks like. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|UNEXPECTED_MESSAGE|RECORD_LAYER_FAILURE/;

/** Null for what has nothing to do with TLS. */
export function tlsTrouble(failure: Failure, settings: SmtpSettings): Trouble | null {
  const { cause, code, command, answer } = failure;
  if (CERTIFICATE.test(cause)) return certificate(cause, settings);
  if (command === 'STARTTLS') return notOffered(answer, settings);
  if (NOT_TLS.test(cause)) return notSpoken(settings);
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(cause)) return tooOld(settings);
  if (code === 'ETLS') return broken(settings);
  return null;
}

function certificate(code: string, settings: SmtpSettings): Trouble {
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

function notOffered(answer: Answer | null, settings: SmtpSettings): Trouble {
  const words = answer === null ? '' : `: ${answer.status} ${serverWords(answer.text, settings.password)}`.trimEnd();
  const message = `${serverName(settings)} offers no encrypted connection${words}`;
  if (answer !== null && answer.status < 500) return { message, hint: 'try again later', lasting: false };
  return { message, hint: 'check the port: 465 wants the security tls, 587 wants starttls', lasting: true };
}

function notSpoken(settings: SmtpSettings): Trouble {
  return {
    message: `${serverName(settings)} does not speak TLS from the start`,
    hint: `port ${settings.port} probably wants the security starttls`,
    lasting: true,
  };
}

function tooOld(settings: SmtpSettings): Trouble {
  return {
    message: `${serverName(settings)} has no TLS that is safe today`,
    hint: 'TLS 1.2 or later is needed: ask whoever runs the server',
    lasting: true,
  };
}

function broken(settings: SmtpSettings): Trouble {
  return {
    message: `${serverName(settings)} dropped the connection while it was being encrypted`,
    hint: 'try again later; if it stays so, check the port',
    lasting: false,
  };
}

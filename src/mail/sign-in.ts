// Ways to sign in that nodemailer lacks: a plain password only where the server offers that, and access tokens.

import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { sanitizeLine } from '../text/sanitize.ts';
import { DeliveryError } from './delivery-error.ts';
import { readableReply } from './server-reply.ts';
import { serverName, type SmtpSettings } from './smtp-settings.ts';

type SignIn = SMTPConnection.CustomAuthenticationContext;

/** Nodemailer falls back to PLAIN where the server offers no method that it knows: that would send the password in vain. */
export async function signInPlainly(context: SignIn): Promise<void> {
  if (!context.authMethods.includes('PLAIN')) {
    context.reject('no method that takes a password');
    return;
  }
  const { user, pass } = context.auth.credentials;
  const credentials = Buffer.from(`\0${user}\0${pass}`).toString('base64');
  const { status } = await context.sendCommand(`AUTH PLAIN ${credentials}`);
  if (status < 200 || status > 299) context.reject('refused');
}

/** Google's and Microsoft's method, and that of RFC 7628; the first is used where both are offered. */
type TokenMethod = 'XOAUTH2' | 'OAUTHBEARER';

/** Which of the methods a server offers in its answer to EHLO; null for none. */
function tokenMethodIn(greeting: string): TokenMethod | null {
  const offered = [...greeting.matchAll(/^250[- ]AUTH[ =](.*)$/gim)].flatMap(([, names = '']) => names.split(/[\s=]+/));
  const offers = (method: TokenMethod): boolean => offered.some((name) => name.toUpperCase() === method);
  if (offers('XOAUTH2')) return 'XOAUTH2';
  return offers('OAUTHBEARER') ? 'OAUTHBEARER' : null;
}

/** Signs in to a server that has answered EHLO with `greeting`. */
export function loginByToken(
  connection: SMTPConnection,
  greeting: string,
  settings: SmtpSettings,
  done: (error?: Error | null) => void,
): void {
  const method = tokenMethodIn(greeting);
  if (method === null) {
    const hint = 'set a password instead: memories config unset smtp.token_command, then smtp.password_command';
    done(new DeliveryError(`${serverName(settings)} takes no access tokens`, { hint }));
    return;
  }
  // Nodemailer would add its own words to the error.
  let refusal: Promise<Error | null> | undefined;
  connection.customAuth.set('TOKEN', (context) => {
    refusal = signInByToken(context, method, settings);
    return refusal;
  });
  connection.login({ user: settings.user ?? '', pass: settings.token ?? '', method: 'TOKEN' }, (error) => {
    void Promise.resolve(refusal).then((known) => {
      done(known ?? error);
    }, done);
  });
}

/** Gives a DeliveryError when the server gives its reason apart from its refusal, as Google does. */
async function signInByToken(
  context: SignIn,
  method: TokenMethod,
  settings: SmtpSettings,
): Promise<DeliveryError | null> {
  const { status, text } = await context.sendCommand(`AUTH ${method} ${credentialsFor(method, settings)}`);
  if (status >= 200 && status < 300) return null;
  // It refuses only once its reason has been acknowledged: by an empty line, or by RFC 7628's single byte.
  if (status === 334) await context.sendCommand(method === 'XOAUTH2' ? '' : 'AQ==');
  context.reject('refused');
  return status === 334 ? refusedToken(text, settings) : null;
}

function credentialsFor(method: TokenMethod, { user, token, host, port }: SmtpSettings): string {
  const bearer = `auth=Bearer ${token ?? ''}\x01\x01`;
  const name = (user ?? '').replace(/=/g, '=3D').replace(/,/g, '=2C');
  const words =
    method === 'XOAUTH2'
      ? `user=${user ?? ''}\x01${bearer}`
      : `n,a=${name},\x01host=${host}\x01port=${port}\x01${bearer}`;
  return Buffer.from(words).toString('base64');
}

export const TOKEN_HINT =
  'try smtp.token_command yourself: the token must be fresh, for this user, and may be used to send mail by SMTP';

/** `encoded` is the server's JSON in base64, such as `{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}`. */
function refusedToken(encoded: string, settings: SmtpSettings): DeliveryError {
  const { status, scope } = reasonIn(encoded);
  const why = [
    status === ''
      ? ''
      : /^(?:40[01]|invalid_token)$/.test(status)
        ? `it is no longer valid, or never was (${status})`
        : status,
    scope === '' ? '' : `it must be for ${scope}`,
  ].filter((part) => part !== '');
  const words = readableReply(why.join('; '), settings.token ?? null);
  return new DeliveryError(`${serverName(settings)} did not take the token${words === '' ? '' : `: ${words}`}`, {
    hint: TOKEN_HINT,
    retryHourly: true,
  });
}

function reasonIn(encoded: string): { readonly status: string; readonly scope: string } {
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? sanitizeLine(String(value)) : '';
  try {
    const parsed = JSON.parse(Buffer.from(encoded.trim(), 'base64').toString('utf8')) as unknown;
    const { status, scope } = (parsed ?? {}) as Partial<Record<'status' | 'scope', unknown>>;
    return { status: text(status), scope: text(scope) };
  } catch {
    return { status: '', scope: '' };
  }
}

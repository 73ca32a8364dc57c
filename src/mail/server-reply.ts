// What a mail server, the system or nodemailer report when something fails, reduced to what is safe to show: codes, and the
// server's words as one short, sanitized line without the password.

import { sanitizeLine } from '../text/sanitize.ts';

/** A failed conversation in codes. Only the reply's words may contain a secret. */
export interface SmtpFailure {
  /** Nodemailer's code, such as `EAUTH`, or the system's, such as `ENOTFOUND`. */
  readonly code: string;
  /** The system's code below nodemailer's, such as `ECONNREFUSED`; else the same. */
  readonly cause: string;
  /** Which limit was exceeded: `GREETING_TIMEOUT` and the like; else empty. */
  readonly timeoutType: string;
  /** The command that failed: `CONN`, `EHLO`, `STARTTLS`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`, … */
  readonly command: string;
  /** The server's refusal, if it refused something. */
  readonly reply: ServerReply | null;
}

export interface ServerReply {
  /** 400 to 599. */
  readonly status: number;
  /** As received: of any length, with the status. */
  readonly text: string;
}

/** Null for a bug of ours, which has no code, or one of Node's for wrong arguments. */
export function smtpFailureOf(error: unknown): SmtpFailure | null {
  if (!(error instanceof Error)) return null;
  const fields = error as Error & Partial<Record<'code' | 'originalCode' | 'timeoutType' | 'command', unknown>>;
  const code = stringOf(fields.code);
  if (code === '' || /^ERR_(?!SSL_|TLS_)/.test(code)) return null;
  const cause = stringOf(fields.originalCode) || code;
  const [timeoutType, command] = [stringOf(fields.timeoutType), stringOf(fields.command)];
  return { code, cause, timeoutType, command, reply: replyIn(error) };
}

function replyIn(error: object): ServerReply | null {
  const text = 'response' in error ? stringOf(error.response) : '';
  const status = Number(/^[45]\d\d(?!\d)/.exec(text)?.[0] ?? 0);
  return status === 0 ? null : { status, text };
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const MAX_LENGTH = 300;

/** A server's answer without its codes at the start of the lines: `535-5.7.8 No.` and `535 Sorry.` become `5.7.8 No. Sorry.` */
export function readableReply(answer: string, password: string | null): string {
  const lines = answer.split(/\r\n|\r|\n/).map((line) => line.replace(/^\d{3}(?:[ -]|$)/, ''));
  const words = sanitizeLine(lines.join(' '));
  if (password !== null && (reveals(words, password) || reveals(lines.join(''), password))) {
    return '(its words are left out: they repeat the password)';
  }
  const characters = Array.from(words);
  return characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH).join('')}…` : words;
}

/** Whether a text contains the password: as it is, with other white space, or in base64 as it was sent. */
function reveals(text: string, password: string): boolean {
  const secret = squeeze(password);
  if (secret === '') return false;
  if (squeeze(text).includes(secret)) return true;
  const encoded = text.match(/[\w+/-]{4,}={0,2}/g) ?? [];
  return encoded.some((word) => squeeze(Buffer.from(word, 'base64').toString('utf8')).includes(secret));
}

function squeeze(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, '').toLowerCase();
}

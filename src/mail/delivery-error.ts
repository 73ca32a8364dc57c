// Why a mail was not delivered, and whether trying again is of any use.

import { UserError } from '../platform/errors.ts';

export interface DeliveryErrorOptions {
  readonly hint: string;
  readonly lasting: boolean;
  readonly uncertain?: boolean;
}

/** Carries no cause: what lies below may hold the password. */
export class DeliveryError extends UserError {
  /** Trying again is useless before somebody mends something: the password, an address, a setting. */
  readonly lasting: boolean;
  /** All of the mail was sent, but no answer came: the server may have taken it. Never lasting. */
  readonly uncertain: boolean;

  constructor(message: string, { hint, lasting, uncertain = false }: DeliveryErrorOptions) {
    super(message, { hint });
    this.name = 'DeliveryError';
    this.lasting = lasting;
    this.uncertain = uncertain;
  }
}

/** Nothing in it can hold a secret but the answer's words. */
export interface SmtpFailure {
  /** Nodemailer's code, such as `EAUTH`, or the system's, such as `ENOTFOUND`. */
  readonly code: string;
  /** The system's code below nodemailer's, such as `ECONNREFUSED`; else the same. */
  readonly cause: string;
  /** Which time was over: `GREETING_TIMEOUT` and the like; else empty. */
  readonly timeoutType: string;
  /** The command that failed: `CONN`, `STARTTLS`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`, … */
  readonly command: string;
  /** What the server said if it refused something. */
  readonly answer: ServerReply | null;
}

export interface ServerReply {
  /** 400 to 599. */
  readonly status: number;
  /** Its words, of any length and kind, with the status. */
  readonly text: string;
}

/** The same in words. */
export interface DeliveryProblem {
  readonly message: string;
  readonly hint: string;
  /** Trying again is useless. */
  readonly lasting: boolean;
}

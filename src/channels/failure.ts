// What is known of a failed conversation with a mail server, and what is made of it.

/** Nothing in it can hold a secret but the answer's words. */
export interface Failure {
  /** Nodemailer's code, such as `EAUTH`, or the system's, such as `ENOTFOUND`. */
  readonly code: string;
  /** The system's code below nodemailer's, such as `ECONNREFUSED`; else the same. */
  readonly cause: string;
  /** Which time was over: `GREETING_TIMEOUT` and the like; else empty. */
  readonly timeoutType: string;
  /** The command that failed: `CONN`, `STARTTLS`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`, … */
  readonly command: string;
  /** What the server said if it refused something. */
  readonly answer: Answer | null;
}

export interface Answer {
  /** 400 to 599. */
  readonly status: number;
  /** Its words, of any length and kind, with the status. */
  readonly text: string;
}

/** The same in words. */
export interface Trouble {
  readonly message: string;
  readonly hint: string;
  /** Trying again is useless. */
  readonly lasting: boolean;
}

// A mail, and what can deliver one: all that the digest knows of mail servers.

import type { Mailbox } from './mailbox.ts';

/** A photo that the HTML shows as `<img src="cid:…">`. */
export interface InlinePhoto {
  /** Its name within the mail, such as `photo-1`; as the mail travels, its Message-ID makes it unique in the world. */
  readonly cid: string;
  /** Such as `image/jpeg`. */
  readonly mimeType: string;
  readonly data: Buffer;
}

export interface Message {
  /** Without `<>`. Stays the same when the mail is tried again, so that mailboxes can recognise it. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Where answers go; the sender by default. */
  readonly replyTo?: Mailbox | null;
  /** Milliseconds since 1970 UTC. */
  readonly date: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly photos: readonly InlinePhoto[];
  /** What mail programs filter by (`List-Id`): an id such as `memories.example.org`, and a name to show. */
  readonly list: { readonly id: string; readonly name: string };
  /** The address to unsubscribe at; null for none. */
  readonly unsubscribe: string | null;
  /** Where its best post stands on the network, for channels that open something; null for none. */
  readonly link?: string | null;
  /** The same for programs: what `--json` prints of the day or year. */
  readonly json?: () => string;
}

export interface Receipt {
  /** What the server said on accepting the mail: one sanitized line without secrets. */
  readonly response: string;
}

export interface Channel {
  /** For logs, such as `smtp.example.org:587`; never a secret. */
  readonly name: string;
  /** Signs in and sends nothing. Throws a DeliveryError, or the signal's reason. */
  verify(signal: AbortSignal): Promise<void>;
  /** Throws a DeliveryError, or the signal's reason; the server may have accepted the mail even then. */
  deliver(message: Message, signal: AbortSignal): Promise<Receipt>;
}

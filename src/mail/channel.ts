// What a mail is, and whatever takes one to its reader. Those who deliver know no more of it than this.

import type { Mailbox } from './mailbox.ts';

/** A photo that the HTML shows as `<img src="cid:…">`. */
export interface InlinePhoto {
  /** Its name within the mail, such as `photo-1@memories`. */
  readonly cid: string;
  /** Such as `image/jpeg`. */
  readonly mimeType: string;
  readonly data: Buffer;
}

export interface Message {
  /** Without `<>`. Stays the same when the mail is tried again, so that mailboxes can tell. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Milliseconds since 1970 UTC. */
  readonly date: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly photos: readonly InlinePhoto[];
  /** What mail programs sort by (`List-Id`): an id such as `memories.example.org`, and a name to show. */
  readonly list: { readonly id: string; readonly name: string };
  /** The address to write to for no more of these; null for none. */
  readonly unsubscribe: string | null;
}

export interface Receipt {
  /** What the server said when it took the mail: one harmless line without secrets. */
  readonly response: string;
}

export interface Channel {
  /** For logs, such as `smtp.example.org:587`; never a secret. */
  readonly name: string;
  /** Signs in and sends nothing. Throws a DeliveryError, or the signal's reason. */
  verify(signal: AbortSignal): Promise<void>;
  /** Throws a DeliveryError, or the signal's reason; then the mail may have been taken all the same. */
  deliver(message: Message, signal: AbortSignal): Promise<Receipt>;
}

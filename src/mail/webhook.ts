// A POST of the day's JSON to an address of one's own, signed so that whoever gets it knows where it is from.

import { createHmac } from 'node:crypto';
import type { Channel } from './channel.ts';
import { assertTaken, statusOf } from './http-request.ts';

export interface WebhookSettings {
  readonly address: string;
  /** What the signature is made with; null for none. */
  readonly secret: string | null;
}

export function webhookChannel({ address, secret }: WebhookSettings): Channel {
  const url = new URL(address);
  return {
    name: url.host,
    verify: () => Promise.resolve(),
    deliver: async (message, signal) => {
      const body = message.json?.() ?? '{}\n';
      const headers = {
        'Content-Type': 'application/json',
        // The same when it is tried again, so that it can be recognised.
        'Idempotency-Key': message.messageId,
        ...(secret === null ? {} : { 'X-Memories-Signature': `sha256=${signature(secret, body)}` }),
      };
      assertTaken(url, await statusOf({ url, method: 'POST', headers, body }, signal), 'digest.webhook');
      return { response: `taken by ${url.host}` };
    },
  };
}

function signature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

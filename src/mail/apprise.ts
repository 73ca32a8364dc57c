// Notifications by Apprise's API, a server of one's own that passes them on to Telegram, Discord, Slack and a hundred others:
// the subject, the beginning of the text, its best post's address and the best photo.

import type { Channel, Message } from './channel.ts';
import { DeliveryError } from './delivery-error.ts';
import { assertTaken, credentials, statusOf, withoutCredentials, type HttpRequest } from './http-request.ts';
import { photoName, refusesPhotos, shortened } from './notification.ts';

const SETTING = 'digest.apprise';

/** `address` is that of a configuration, such as `http://apprise:8000/notify/family`. */
export function appriseChannel(address: string): Channel {
  const given = new URL(address);
  return {
    name: given.host,
    verify: () => Promise.resolve(),
    deliver: async (message, signal) => {
      const [photo] = message.photos;
      let status = photo === undefined ? 0 : await statusOf(await withPhoto(given, message, photo), signal);
      if (photo === undefined || refusesPhotos(status)) status = await statusOf(withoutPhoto(given, message), signal);
      // It has nothing under that name, and has told nobody.
      if (status === 204) throw new DeliveryError(`${given.host} passes it on to nobody: ${status}`, HINT);
      // Some of those that it passes it on to may have taken it.
      if (status === 424) throw new DeliveryError(`${given.host} could not pass it on: ${status}`, HINT);
      assertTaken(given, status, SETTING);
      return { response: `taken by ${given.host}` };
    },
  };
}

const HINT = { hint: `check ${SETTING}, and what Apprise has under that name`, retryHourly: true };

/** In bytes: Discord takes 2000 characters, others more. */
const MOST_BYTES = 1500;

function wordsOf({ subject, text, link }: Message): Readonly<Record<string, string>> {
  const body = [shortened(text, MOST_BYTES), link ?? ''].filter((part) => part !== '').join('\n\n');
  return { title: subject, body, type: 'info', format: 'text' };
}

function withoutPhoto(given: URL, message: Message): HttpRequest {
  const headers = { 'Content-Type': 'application/json', ...credentials(given) };
  return { url: withoutCredentials(given), method: 'POST', headers, body: JSON.stringify(wordsOf(message)) };
}

async function withPhoto(given: URL, message: Message, photo: Message['photos'][number]): Promise<HttpRequest> {
  const form = new FormData();
  for (const [name, value] of Object.entries(wordsOf(message))) form.set(name, value);
  const file = new Blob([new Uint8Array(photo.data)], { type: photo.mimeType });
  form.set('attachment', file, photoName(photo.mimeType));
  const written = new Response(form);
  const headers = { 'Content-Type': written.headers.get('content-type') ?? '', ...credentials(given) };
  const body = Buffer.from(await written.arrayBuffer());
  return { url: withoutCredentials(given), method: 'POST', headers, body };
}

// Notifications by ntfy, on phones and desktops: the subject, the beginning of the text and the best photo.

import type { Channel, Message } from './channel.ts';
import { assertTaken, credentials, statusOf, withoutCredentials, type HttpRequest } from './http-request.ts';

const SETTING = 'digest.ntfy';

/** `address` is that of the topic, such as `https://ntfy.sh/nest`; a token or a name and a password may stand in it. */
export function ntfyChannel(address: string): Channel {
  const topic = new URL(address);
  return {
    name: topic.host,
    verify: () => Promise.resolve(),
    deliver: async (message, signal) => {
      const taken = (request: HttpRequest): Promise<number> => statusOf(request, signal);
      const [photo] = message.photos;
      let status = photo === undefined ? 0 : await taken(withPhoto(topic, message, photo.data, photo.mimeType));
      // Some servers take no photos, or none so large.
      if (photo === undefined || [400, 413, 422].includes(status)) status = await taken(withoutPhoto(topic, message));
      assertTaken(topic, status, SETTING);
      return { response: `taken by ${topic.host}` };
    },
  };
}

/** What the server shows as a message, in bytes; more would become a file. */
const MOST_BYTES = 4000;
/** In the address of the request, where few servers take much. */
const MOST_BESIDE_PHOTO = 1000;

function withoutPhoto(topic: URL, message: Message): HttpRequest {
  const { path, server } = partsOf(topic);
  const body = {
    topic: path,
    title: message.subject,
    message: shortened(message.text, MOST_BYTES),
    ...clickOf(message),
  };
  const headers = { 'Content-Type': 'application/json', ...credentials(topic) };
  return { url: server, method: 'POST', headers, body: JSON.stringify(body) };
}

function withPhoto(topic: URL, message: Message, photo: Buffer, mimeType: string): HttpRequest {
  const url = withoutCredentials(topic);
  const filename = `photo.${mimeType === 'image/jpeg' ? 'jpg' : mimeType.slice(mimeType.indexOf('/') + 1)}`;
  const words = { title: message.subject, message: shortened(message.text, MOST_BESIDE_PHOTO), filename };
  url.search = new URLSearchParams({ ...words, ...clickOf(message) }).toString();
  return { url, method: 'PUT', headers: { 'Content-Type': mimeType, ...credentials(topic) }, body: photo };
}

function clickOf({ link }: Message): { readonly click?: string } {
  return link ? { click: link } : {};
}

/** Whole lines, as far as they fit. */
function shortened(text: string, most: number): string {
  const whole = text.trim();
  if (Buffer.byteLength(whole) <= most) return whole;
  const cut = Buffer.from(whole)
    .subarray(0, most - 4)
    .toString()
    .replace(/\ufffd*$/, '');
  return `${cut.includes('\n') ? cut.slice(0, cut.lastIndexOf('\n')).trimEnd() : cut}\n…`;
}

/** The topic is the last part of its path; a server may stand in a folder. */
function partsOf(topic: URL): { readonly path: string; readonly server: URL } {
  const server = withoutCredentials(topic);
  const parts = server.pathname.split('/').filter(Boolean);
  const path = decodeURIComponent(parts.pop() ?? '');
  server.pathname = `/${parts.join('/')}`;
  return { path, server };
}

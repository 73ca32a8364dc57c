// Notifications by ntfy, on phones and desktops: the subject, the beginning of the text and the best photo.

import type { Channel, Message } from './channel.ts';
import { assertTaken, credentials, statusOf, withoutCredentials, type HttpRequest } from './http-request.ts';
import { photoName, refusesPhotos, shortened } from './notification.ts';

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
      if (photo === undefined || refusesPhotos(status)) status = await taken(withoutPhoto(topic, message));
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
  const words = { title: message.subject, message: shortened(message.text, MOST_BESIDE_PHOTO) };
  url.search = new URLSearchParams({ ...words, filename: photoName(mimeType), ...clickOf(message) }).toString();
  return { url, method: 'PUT', headers: { 'Content-Type': mimeType, ...credentials(topic) }, body: photo };
}

function clickOf({ link }: Message): { readonly click?: string } {
  return link ? { click: link } : {};
}

/** The topic is the last part of its path; a server may stand in a folder. */
function partsOf(topic: URL): { readonly path: string; readonly server: URL } {
  const server = withoutCredentials(topic);
  const parts = server.pathname.split('/').filter(Boolean);
  const path = decodeURIComponent(parts.pop() ?? '');
  server.pathname = `/${parts.join('/')}`;
  return { path, server };
}

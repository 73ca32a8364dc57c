// A mail as the bytes that travel: text, the same as HTML, and the photos that the HTML shows.

import { createHash, randomUUID } from 'node:crypto';
import type { InlinePhoto, Message } from './channel.ts';
import type { Mailbox } from './mailbox.ts';
import { smallerEncoding } from './wire-size.ts';

/** The same message gives the same bytes. Lines end with CRLF. */
export async function buildMime(message: Message): Promise<Buffer> {
  const { default: Composer } = await import('nodemailer/lib/mail-composer');
  const { messageId, from, to, date, text, html, photos } = message;
  const mail = new Composer({
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: to.address },
    messageId: `<${messageId}>`,
    date: new Date(date),
    headers: await headersOf(message),
    text: lines(text),
    html: lines(html),
    textEncoding: smallerEncoding(html),
    attachments: photos.map(attachment),
    boundaryPrefix: '--',
    baseBoundary: boundaryFor(message),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

/** Out of all that the mail holds, so that nothing in it can hold the boundary. */
function boundaryFor({ messageId, text, html }: Message): string {
  return createHash('sha256')
    .update(JSON.stringify([messageId, text, html]))
    .digest('hex')
    .slice(0, 32);
}

function attachment({ cid, mimeType, data }: InlinePhoto, index: number): object {
  const type = mimeType.slice(mimeType.indexOf('/') + 1);
  const filename = `photo-${index + 1}.${type === 'jpeg' ? 'jpg' : type}`;
  return { cid, filename, content: data, contentType: mimeType, contentDisposition: 'inline' };
}

async function headersOf({ subject, list, unsubscribe }: Message): Promise<{ key: string; value: object }[]> {
  const { encodeWord, quoteString } = await import('nodemailer/lib/mime-funcs');
  const encoded = (text: string): string => encodeWord(text, /^[\p{ASCII}\p{sc=Latin}]*$/u.test(text) ? 'Q' : 'B', 52);
  const name = oneLine(list.name);
  const id = list.id.replace(/[^\w.-]+/g, '-');
  const values = {
    Subject: isPlain(oneLine(subject)) ? oneLine(subject) : encoded(oneLine(subject)),
    'List-Id': `${isPlain(name) ? quoteString(name) : encoded(name)} <${id}>`,
    ...(unsubscribe === null
      ? {}
      : { 'List-Unsubscribe': `<mailto:${mailtoAddress(unsubscribe)}?subject=unsubscribe>` }),
    // Nobody is to answer it by machine, not even to say that they are on holiday.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
  return Object.entries(values).map(([key, value]) => ({ key, value: { prepared: true, foldLines: true, value } }));
}

/** Whether a text may stand in a header as it is: it can be folded, and nobody takes it for encoded. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !/=\?|\S{200}/.test(text);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
}

function mailtoAddress(address: string): string {
  return encodeURIComponent(oneLine(address)).replace('%40', '@');
}

function lines(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n');
}

/** Of the sender's domain, and nothing of this machine. */
export function newMessageId({ address }: Mailbox): string {
  return `${randomUUID()}@${address.slice(address.lastIndexOf('@') + 1)}`;
}

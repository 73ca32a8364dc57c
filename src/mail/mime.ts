// A mail as the bytes that are sent: plain text, the same as HTML, and the photos that the HTML shows.

import { createHash, randomUUID } from 'node:crypto';
import type { InlinePhoto, Message } from './channel.ts';
import type { Mailbox } from './mailbox.ts';
import { smallerEncoding } from './wire-size.ts';

/** The same message gives the same bytes. Lines end with CRLF. */
export async function buildMime(message: Message): Promise<Buffer> {
  const { default: Composer } = await import('nodemailer/lib/mail-composer');
  const { messageId, from, to, replyTo, date, text, html, photos } = message;
  const identified = withContentIds(html, message);
  const mail = new Composer({
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: to.address },
    ...(replyTo ? { replyTo: { name: replyTo.name ?? '', address: replyTo.address } } : {}),
    messageId: `<${messageId}>`,
    date: new Date(date),
    headers: await headersOf(message),
    text: lines(text),
    html: lines(identified),
    textEncoding: smallerEncoding(identified),
    attachments: photos.map((photo, index) => attachment(photo, index, messageId)),
    boundaryPrefix: '--',
    baseBoundary: boundaryFor(message),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return inBrackets(await mail.compile().build());
}

/** Nodemailer omits the brackets of an address without a name, which SpamAssassin gives points for. */
function inBrackets(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end).replace(/(?<=^(?:Reply-)?To: )[^\s<>]+(?=\r$)/gm, '<$&>');
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(end)]);
}

/** A hash of the whole content, so that the content can't contain the boundary. */
function boundaryFor({ messageId, text, html }: Message): string {
  return createHash('sha256')
    .update(JSON.stringify([messageId, text, html]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Content-IDs must be globally unique (RFC 2045, 7): some mail programs cache pictures by them, and would show those of
 * another mail. A mail that is tried again keeps them.
 */
function contentId({ cid }: InlinePhoto, messageId: string): string {
  // Short, since each stands in the HTML too.
  return `${cid}.${createHash('sha256').update(messageId).digest('hex').slice(0, 24)}@memories`;
}

function withContentIds(html: string, { photos, messageId }: Message): string {
  const ids = new Map(photos.map((photo) => [photo.cid, contentId(photo, messageId)]));
  return html.replace(/(?<= src="cid:)[\w.-]+(?=")/g, (cid) => ids.get(cid) ?? cid);
}

function attachment(photo: InlinePhoto, index: number, messageId: string): object {
  const { mimeType, data } = photo;
  const type = mimeType.slice(mimeType.indexOf('/') + 1);
  const filename = `photo-${index + 1}.${type === 'jpeg' ? 'jpg' : type}`;
  return {
    cid: contentId(photo, messageId),
    filename,
    content: data,
    contentType: mimeType,
    contentDisposition: 'inline',
  };
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
    // No automatic answers, such as out-of-office replies.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
  return Object.entries(values).map(([key, value]) => ({ key, value: { prepared: true, foldLines: true, value } }));
}

/** Whether a text can be a header's value as it is: it can be folded, and doesn't look encoded. */
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

/** A new Message-ID, without `<>`: at the sender's domain, revealing nothing of this machine. */
export function newMessageId(from: Mailbox): string {
  return `${randomUUID()}@${domainOf(from)}`;
}

/** The same for the same sender and words on every machine: a mail whose delivery was forgotten is sent again under its own id. */
export function stableMessageId(from: Mailbox, words: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([from.address.toLowerCase(), ...words]));
  return `${hash.digest('hex').slice(0, 40)}@${domainOf(from)}`;
}

function domainOf({ address }: Mailbox): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

// What a digest and its mails are called, and what they say of their numbers.

import type { Digest } from './config.ts';
import type { Message } from '../mail/channel.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { stableId } from '../platform/stable-id.ts';
import type { Cadence } from './schedule.ts';
import type { DigestJob } from './deliver.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { pluralize } from '../text/numbers-and-dates.ts';

/** What mail programs filter a digest's mails by. The id is unique (RFC 2919, 3) and stays the same. */
export function mailingList({ name, from }: Pick<Digest, 'name' | 'from'>): Message['list'] {
  return { id: `${name}.memories.${stableId('list', from.address, name)}.localhost`, name: 'memories' };
}

/** A digest, or its yearly one. */
export function formatDigestName({ name, every }: Pick<Digest, 'name' | 'every'>): string {
  return every === 'year' ? `${name}, the year` : name;
}

/** How much a mail has. */
export function countWords(count: number, every: Cadence): string {
  return every === 'year' ? pluralize(count, 'post') : pluralize(count, 'memory', 'memories');
}

/** Why there is no mail. */
export function nothingWords(every: Cadence): string {
  return every === 'year' ? 'no posts, no mail' : 'no memories, no mail';
}

/** Which mail it is: `digest, 2026-11-22`, `digest, the year 2026`. */
export function formatMailName({ digest, date }: Pick<DigestJob, 'digest' | 'date'>): string {
  return `${digest.name}, ${digest.every === 'year' ? `the year ${date.year}` : date.toString()}`;
}

/** A mail as a terminal shows it: its headers and its text. Ends with a new line. */
export function mailLines(
  mail: { readonly subject: string; readonly text: string; readonly photos: readonly unknown[] },
  { from, to }: { readonly from: Mailbox; readonly to: Mailbox },
): string {
  const photos = mail.photos.length === 0 ? '' : `Photos: ${mail.photos.length}, inside\n`;
  return `Subject: ${sanitizeLine(mail.subject)}\nFrom: ${inWords(from)}\nTo: ${inWords(to)}\n${photos}\n${mail.text}`;
}

function inWords({ name, address }: Mailbox): string {
  return name === null ? address : `${sanitizeLine(name)} <${address}>`;
}

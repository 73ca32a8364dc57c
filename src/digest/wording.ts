// What a digest says around its memories: which mails never came, where the posts are from, and how to stop it.

import type { PlainDate } from '../time/calendar.ts';
import { digestKey } from '../config/keys.ts';
import type { Digest } from './config.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Cadence } from './schedule.ts';
import type { DigestJob } from './deliver.ts';
import type { Account } from '../library/accounts.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { pluralize, formatDay } from '../text/numbers-and-dates.ts';

export interface MissedMail {
  readonly date: PlainDate;
  readonly memories: number;
}

/** Days are named one by one up to this many. */
const MOST_NAMED = 10;

/** The mails that never went out, but for those without a memory; a line each, newest first. */
export function missedNotices(missed: readonly MissedMail[], { weekly }: { readonly weekly: boolean }): string[] {
  const worth = missed.filter(({ memories }) => memories > 0).reverse();
  if (worth.length === 0) return [];
  const named = worth.slice(0, MOST_NAMED).map(({ date, memories }) => {
    const week = weekly ? 'the week up to ' : '';
    const command = weekly
      ? `memories on ${date.subtract({ days: 3 }).toString()} --days 3`
      : `memories on ${date.toString()}`;
    return `${week}${formatDay(date)}: ${pluralize(memories, 'memory', 'memories')} (${command})`;
  });
  const rest = worth.slice(MOST_NAMED);
  const others = rest.reduce((sum, { memories }) => sum + memories, 0);
  const last =
    rest.length === 0
      ? []
      : [`and ${pluralize(rest.length, 'mail')} before with ${pluralize(others, 'memory', 'memories')}`];
  return ['Not mailed, because this could not be sent in time:', ...named, ...last];
}

/** The years whose mails never went out, but for those without a post; a line each. */
export function missedYears(missed: readonly { readonly year: number; readonly tweets: number }[]): string[] {
  const worth = missed.filter(({ tweets: posts }) => posts > 0);
  return worth.map(
    ({ year }) => `The review of ${year} was not mailed, because it could not be sent in time: memories year ${year}`,
  );
}

/** A digest, or the one of its year. */
export function formatDigestName({ name, every }: Pick<Digest, 'name' | 'every'>): string {
  return every === 'year' ? `${name}, the year` : name;
}

/** What a mail has. */
export function countWords(count: number, every: Cadence): string {
  return every === 'year' ? pluralize(count, 'tweet') : pluralize(count, 'memory', 'memories');
}

/** Why there is no mail. */
export function nothingWords(every: Cadence): string {
  return every === 'year' ? 'no tweets, no mail' : 'no memories, no mail';
}

/** Which mail it is: `digest, 2026-11-22`, `digest, the year 2026`. */
export function formatMailName({ digest, date }: Pick<DigestJob, 'digest' | 'date'>): string {
  return `${digest.name}, ${digest.every === 'year' ? `the year ${date.year}` : date.toString()}`;
}

/** Whose posts these are and up to when, and how to stop the mails. */
export function footerLines(accounts: readonly Account[], ends: PlainDate | null, { digest, to }: DigestJob): string[] {
  const whose = accounts.map(({ handle }) => `@${handle}`).join(', ');
  const until = ends === null ? '' : `, which ends on ${formatDay(ends)} ${ends.year}`;
  const key = digestKey(digest.name, 'digest.year_review');
  const how = digest.every === 'year' ? `memories config set ${key} never` : 'memories service uninstall';
  const stop =
    digest.from.address === to.address
      ? `To stop these mails: ${how}`
      : `To stop these mails, write to mailto:${digest.from.address}`;
  return [`From the archive of ${whose}${until}.`, stop];
}

/** A mail as a terminal shows it: what it is called, and its text. Ends with a new line. */
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

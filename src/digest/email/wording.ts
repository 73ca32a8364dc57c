// What a mail says around its memories: its subject, which mails never came, what there was no room for, where it all is
// from, and how to stop it. It is read later and elsewhere: its commands are whole, and name their day.

import { localDateOf, type PlainDate } from '../../time/calendar.ts';
import { digestKey } from '../../config/keys.ts';
import type { Account } from '../../library/accounts.ts';
import type { Memory } from '../../library/memory.ts';
import type { Memories } from '../../memories/selection.ts';
import { pluralize, formatDay, formatYearSpan } from '../../text/numbers-and-dates.ts';

import { otherYearsPhrase } from '../../views/note-words.ts';
import type { Phrase } from '../../views/phrase.ts';
import type { ChannelName } from '../channels.ts';
import type { DigestJob } from '../deliver.ts';
import { daysOccasion } from '../../views/make-album.ts';

/**
 * `22 November 2026: The heron is back. (12 memories, 2009 to 2021)`, or without an opening `22 November 2026: 12 memories,
 * 2009 to 2021`. Without the year, mail programs would take next year's mail for an answer to this one.
 */
export function daySubject(days: readonly Memories[], weekly: boolean, opening?: string): string {
  const { first, last, memories, years } = daysOccasion(days);
  const several = !first.equals(last);
  const end = `${formatDay(last)} ${last.year}`;
  const what = weekly ? `Your week to ${end}` : several ? `${formatDay(first)} to ${end}` : end;
  const [oldest, newest] = [years.at(0), years.at(-1)];
  if (oldest === undefined || newest === undefined) return `${what}: no memories${weekly || several ? '' : ' today'}`;
  const from = oldest === newest ? ` of ${oldest}` : `, ${formatYearSpan(oldest, newest)}`;
  const count = `${pluralize(memories, 'memory', 'memories')}${from}`;
  return opening === undefined ? `${what}: ${count}` : `${what}: ${opening} (${count})`;
}

/** The line for what a mail has no room for of one day: years of which nothing is shown. */
export function restPhrase(rest: readonly Memory[], { date, timeZone }: Memories, several: boolean): Phrase {
  const years = [...new Set(rest.map((post) => localDateOf(post, timeZone).year))].sort((a, b) => b - a);
  return otherYearsPhrase(rest.length, years, date, several);
}

export interface MissedMail {
  readonly date: PlainDate;
  readonly memories: number;
}

/** Days are named one by one up to this many. */
const MOST_NAMED = 10;

/** The mails that never went out, but for those without a memory; a line each, newest first. */
export function missedNotices(missed: readonly MissedMail[], weekly: boolean): Phrase[] {
  const worth = missed.filter(({ memories }) => memories > 0).reverse();
  if (worth.length === 0) return [];
  const named = worth.slice(0, MOST_NAMED).map(({ date, memories }) => {
    const what = `${weekly ? 'the week up to ' : ''}${formatDay(date)}: ${pluralize(memories, 'memory', 'memories')}`;
    const command = weekly
      ? `memories on ${date.subtract({ days: 3 }).toString()} --days 3`
      : `memories on ${date.toString()}`;
    return [`${what} (`, { command }, ')'];
  });
  const rest = worth.slice(MOST_NAMED);
  const others = rest.reduce((sum, { memories }) => sum + memories, 0);
  const last =
    rest.length === 0
      ? []
      : [[`and ${pluralize(rest.length, 'mail')} before with ${pluralize(others, 'memory', 'memories')}`]];
  return [['Not mailed, because this could not be sent in time:'], ...named, ...last];
}

/** The years whose mails never went out, but for those without a post; a line each. */
export function missedYearNotices(missed: readonly { readonly year: number; readonly tweets: number }[]): Phrase[] {
  const worth = missed.filter(({ tweets: posts }) => posts > 0);
  return worth.map(({ year }) => [
    `The review of ${year} was not mailed, because it could not be sent in time: `,
    { command: `memories year ${year}` },
  ]);
}

/** Whose posts these are and up to when, and how to stop the mails. */
export function footerLines(accounts: readonly Account[], ends: PlainDate | null, { digest, to }: DigestJob): Phrase[] {
  const whose = accounts.map(({ handle }) => `@${handle}`).join(', ');
  const until = ends === null ? '' : `, which ends on ${formatDay(ends)} ${ends.year}`;
  const key = (setting: 'to' | Exclude<ChannelName, 'mail'> | 'year_review'): string =>
    digestKey(digest.name, `digest.${setting}`);
  const own = digest.by === 'mail' ? 'to' : digest.by;
  // This works wherever the mails are sent from: a service, cron or a container.
  const how =
    digest.every === 'year' ? `memories config set ${key('year_review')} never` : `memories config unset ${key(own)}`;
  // SpamAssassin gives points for "stop these mails".
  const stop: Phrase =
    digest.by !== 'mail' || digest.from.address === to.address
      ? ['To unsubscribe: ', { command: how }]
      : ['To unsubscribe, write to ', { mailbox: digest.from.address }];
  return [[`From the archive of ${whose}${until}.`], stop];
}

// What became of a digest's mails, and what comes next; for people and for programs.

import { localTimeOf, type PlainDate } from '../../time/calendar.ts';
import type { Delivery } from '../delivery-state.ts';
import type { Digest } from '../config.ts';
import { formatFeedName, type Feed } from '../feed/config.ts';
import type { Cadence } from '../schedule.ts';
import type { DigestJob, Outcome } from '../deliver.ts';
import { countWords, formatDigestName, formatMailName, nothingWords } from '../wording.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { jsonText } from '../../text/json.ts';
import { feedFields, formatOutcome } from './service-log.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';

export interface DigestStatus {
  readonly digest: Digest;
  /** Newest first. */
  readonly deliveries: readonly (Delivery & { readonly isUnderWay: boolean })[];
  /** The date whose mail should be out and was not even tried. */
  readonly due: PlainDate | null;
  /** The dates before it whose mails never went out. */
  readonly missed: readonly PlainDate[];
  /** Milliseconds since 1970 UTC; null for a schedule that never comes. */
  readonly next: number | null;
}

export interface FeedStatus {
  readonly feed: Feed;
  /** When it was written last, in milliseconds since 1970 UTC; null when there is none. */
  readonly writtenAt: number | null;
  /** It should have been written since. */
  readonly isLate: boolean;
  /** Why it can't be written now, as far as is known. */
  readonly problem: string | null;
}

/** Times in the zone of each digest. Ends with a newline. */
export function statusText(all: readonly DigestStatus[], feeds: readonly FeedStatus[]): string {
  const parts = [...all.map((status) => digestLines(status).join('\n')), ...feeds.map(feedLine)];
  return parts.join('\n\n') + '\n';
}

function feedLine({ feed, writtenAt, isLate, problem }: FeedStatus): string {
  const { timeZone } = feed;
  const written = writtenAt === null ? 'not written yet' : `written ${atIn(timeZone)(writtenAt)} in ${timeZone}`;
  const late = isLate ? '; not up to date: is memories serve-digest running?' : '';
  const why = problem === null ? late : `; it can't be written: ${sanitizeLine(problem)}`;
  return `${sanitizeLine(formatFeedName(feed))}: ${written}${why}`;
}

/** `2026-11-22 08:00`. */
function atIn(timeZone: string): (time: number) => string {
  return (time) => localTimeOf(time, timeZone).slice(0, 16).replace('T', ' ');
}

function digestLines({ digest, deliveries, due, missed, next }: DigestStatus): string[] {
  const at = atIn(digest.timeZone);
  const { every } = digest;
  const about = (date: string): string => (every === 'year' ? date.slice(0, 4) : date);
  return [
    `${formatDigestName(digest)}: ${HOW_OFTEN[every]} to ${digest.to.address}, "${digest.schedule.expression}" in ${digest.timeZone}`,
    ...deliveries.map((delivery) => `  ${about(delivery.date)}  ${deliveryWords(delivery, every, at)}`),
    ...(deliveries.length === 0 ? ['  nothing sent yet'] : []),
    ...(due === null ? [] : [`  ${about(due.toString())}  due, not sent: is memories serve-digest running?`]),
    ...(missed.length === 0
      ? []
      : [`  missed: ${missed.map((date) => about(date.toString())).join(', ')} (the next mail names them)`]),
    next === null ? '  next: never, by its schedule' : `  next: ${at(next)}`,
  ];
}

const HOW_OFTEN = { day: 'daily', week: 'weekly', year: 'yearly' } as const;

function deliveryWords(
  delivery: DigestStatus['deliveries'][number],
  every: Cadence,
  at: (time: number) => string,
): string {
  const { state, finishedAt, memories, attempts, problem, nextAttemptAt, isUnderWay } = delivery;
  const tries = attempts > 1 ? `, ${pluralize(attempts, 'attempt')}` : '';
  const why = problem === null ? '' : `: ${sanitizeLine(problem)}`;
  switch (state) {
    case 'sent':
      return `sent ${at(finishedAt ?? delivery.claimedAt)}, ${countWords(memories ?? 0, every)}${tries}`;
    case 'skipped':
      return nothingWords(every);
    case 'sending':
      return isUnderWay ? 'being sent now' : `interrupted ${at(delivery.claimedAt)}; it is tried again`;
    case 'waiting':
      return `not sent yet${why} (again at ${at(nextAttemptAt ?? delivery.claimedAt)}${tries})`;
    case 'failed':
      return `failed${why}${tries}`;
  }
}

/** Times in ISO 8601 UTC. Ends with a newline. */
export function statusJson(all: readonly DigestStatus[], feeds: readonly FeedStatus[]): string {
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return jsonText({
    digests: all.map(({ digest, deliveries, due, missed, next }) => ({
      digest: digest.name,
      to: digest.to.address,
      from: digest.from.address,
      schedule: digest.schedule.expression,
      timeZone: digest.timeZone,
      every: digest.every,
      accounts: digest.accounts,
      due: due?.toString() ?? null,
      missed: missed.map(String),
      next: iso(next),
      deliveries: deliveries.map((delivery) => ({
        date: delivery.date,
        state: delivery.state,
        memories: delivery.memories,
        attempts: delivery.attempts,
        messageId: delivery.messageId,
        finishedAt: iso(delivery.finishedAt),
        nextAttemptAt: iso(delivery.nextAttemptAt),
        problem: delivery.problem,
      })),
    })),
    feeds: feeds.map(({ feed, writtenAt, isLate, problem }) => ({
      ...feedFields(feed),
      writtenAt: iso(writtenAt),
      isLate,
      problem,
    })),
  });
}

/** What became of a mail sent by hand. Ends with a newline. */
export function sendLines(job: DigestJob, outcome: Outcome): string {
  const again = outcome.state === 'left' && outcome.because === 'sent' ? ' (--force sends it once more)' : '';
  const words =
    outcome.state === 'waiting' || outcome.state === 'failed'
      ? `not sent: ${sanitizeLine(outcome.error.message)}`
      : formatOutcome(outcome, job.digest.every, atIn(job.digest.timeZone));
  return `${formatMailName(job)}, to ${job.to.address}: ${words}${again}\n`;
}

/** What became of a feed that was written by hand. */
export interface WrittenFeed {
  readonly feed: Feed;
  readonly days: number;
  /** Why it was not written. */
  readonly error: Error | null;
}

/** Ends with a newline. */
export function writtenLine({ feed, days, error }: WrittenFeed): string {
  // What is wrong with the file names it.
  if (error) return `${feed.name}, feed: not written: ${sanitizeLine(error.message)}\n`;
  return `${sanitizeLine(formatFeedName(feed))}: written, ${pluralize(days, 'day')}\n`;
}

export function writtenFields({ feed, days, error }: WrittenFeed): object {
  return error
    ? { ...feedFields(feed), state: 'failed', problem: error.message }
    : { ...feedFields(feed), state: 'written', days };
}

// What became of a digest's mails, and what comes next; for people and for programs.

import { localTimeOf, type PlainDate } from '../../time/calendar.ts';
import type { Delivery } from '../delivery-state.ts';
import type { Trouble } from '../service-state.ts';
import type { Digest } from '../config.ts';
import { formatFeedName, type Feed } from '../feed/config.ts';
import type { Cadence } from '../schedule.ts';
import { countWords, formatDigestName, nothingWords } from '../wording.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { jsonText } from '../../text/json.ts';
import { byKind, feedFields } from './log-record.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';

export interface DigestStatus {
  readonly digest: Digest;
  /** Newest first. */
  readonly deliveries: readonly (Delivery & { readonly isUnderWay: boolean })[];
  /** The mail that should be out by now, since `dueAt`; null when there is none. */
  readonly current: {
    readonly date: PlainDate;
    readonly dueAt: number;
    /** Null when it was not even tried. */
    readonly delivery: Delivery | null;
  } | null;
  /** The dates before it whose mails never went out. */
  readonly missed: readonly PlainDate[];
  /** Milliseconds since 1970 UTC; null for a schedule that never comes. */
  readonly next: number | null;
}

export interface Status {
  readonly digests: readonly DigestStatus[];
  readonly feeds: readonly FeedStatus[];
  /** What the service that runs can't do just now. */
  readonly troubles: readonly Trouble[];
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

/** Times in the zone of each digest. Ends with a new line. */
export function statusText({ digests, feeds, troubles }: Status): string {
  const [digest] = digests;
  const timeZone = digest?.digest.timeZone ?? feeds[0]?.feed.timeZone ?? 'UTC';
  const parts = [
    ...digests.map((status) => digestLines(status).join('\n')),
    ...feeds.map(feedLine),
    ...(troubles.length > 0 ? [troubleLines(troubles, timeZone).join('\n')] : []),
  ];
  return parts.join('\n\n') + '\n';
}

function troubleLines(troubles: readonly Trouble[], timeZone: string): string[] {
  const at = clockIn(timeZone);
  return [
    'memories serve-digest runs, but:',
    ...troubles.map(
      ({ about, problem, since }) => `  ${sanitizeLine(about)}: ${sanitizeLine(problem)} (since ${at(since)})`,
    ),
  ];
}

function feedLine({ feed, writtenAt, isLate, problem }: FeedStatus): string {
  const { timeZone } = feed;
  const written = writtenAt === null ? 'not written yet' : `written ${clockIn(timeZone)(writtenAt)} in ${timeZone}`;
  const late = isLate ? '; not up to date: is memories serve-digest running?' : '';
  const why = problem === null ? late : `; it can't be written: ${sanitizeLine(problem)}`;
  return `${sanitizeLine(formatFeedName(feed))}: ${written}${why}`;
}

/** `2026-11-22 08:00`. */
export function clockIn(timeZone: string): (time: number) => string {
  return (time) => localTimeOf(time, timeZone).slice(0, 16).replace('T', ' ');
}

/** The date whose mail should be out and was not even tried. */
function dueIn({ current }: DigestStatus): PlainDate | null {
  return current?.delivery === null ? current.date : null;
}

function digestLines(status: DigestStatus): string[] {
  const { digest, deliveries, missed, next } = status;
  const due = dueIn(status);
  const at = clockIn(digest.timeZone);
  const { every } = digest;
  const isByHand = every === 'year' && digest.yearReview === null;
  const when = isByHand ? '' : `, "${digest.schedule.words}" in ${digest.timeZone}`;
  const about = (date: string): string => (every === 'year' ? date.slice(0, 4) : date);
  return [
    `${formatDigestName(digest)}: ${isByHand ? 'sent by hand' : HOW_OFTEN[every]} to ${digest.to.address}${when}`,
    ...deliveries.map((delivery) => `  ${about(delivery.date)}  ${deliveryWords(delivery, every, at)}`),
    ...(deliveries.length === 0 ? ['  nothing sent yet'] : []),
    ...(due === null ? [] : [`  ${about(due.toString())}  due, not sent: is memories serve-digest running?`]),
    ...(missed.length === 0
      ? []
      : [`  missed: ${missed.map((date) => about(date.toString())).join(', ')} (the next mail names them)`]),
    ...(isByHand ? [] : [next === null ? '  next: never, by its schedule' : `  next: ${at(next)}`]),
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

/** Times in ISO 8601 UTC. Ends with a new line. */
export function statusJson({ digests, feeds, troubles }: Status): string {
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return jsonText({
    digests: digests.map((status) => digestJson(status, iso)),
    ...byKind(
      feeds,
      ({ feed, writtenAt, isLate, problem }) => ({ ...feedFields(feed), writtenAt: iso(writtenAt), isLate, problem }),
      ({ feed }) => feed.kind,
    ),
    service: troubles.map(({ about, problem, since }) => ({ about, problem, since: iso(since) })),
  });
}

function digestJson(status: DigestStatus, iso: (time: number | null) => string | null): object {
  const { digest, deliveries, missed, next } = status;
  return {
    digest: digest.name,
    to: digest.to.address,
    from: digest.from.address,
    schedule: digest.schedule.expression,
    timeZone: digest.timeZone,
    every: digest.every,
    accounts: digest.accounts,
    due: dueIn(status)?.toString() ?? null,
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
  };
}

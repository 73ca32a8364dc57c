// The log of the service: a line for each event, for people or for programs.

import { localTimeOf } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import { formatFeedName, formatFeedSize } from '../feed/config.ts';
import type { Cadence } from '../schedule.ts';
import type { Outcome } from '../deliver.ts';
import type { ServiceEvent } from './service-events.ts';
import { countWords, formatDigestName, formatMailName, nothingWords } from '../wording.ts';
import type { Notice } from '../watch.ts';
import { sanitizeLine } from '../../text/sanitize.ts';

type JobsEvent = Extract<ServiceEvent, { readonly type: 'started' | 'changed' }>;
type FeedEvent = Extract<ServiceEvent, { readonly type: 'feed' }>;

/** Times in the zone. Ends with a newline. */
export function formatLogLines(event: ServiceEvent, now: number, timeZone: string): string {
  const at = (time: number): string => localTimeOf(time, timeZone);
  return wordsOf(event, at)
    .map((words) => `${at(now)} ${sanitizeLine(words)}\n`)
    .join('');
}

function wordsOf(event: ServiceEvent, at: (time: number) => string): string[] {
  switch (event.type) {
    case 'started':
      return jobLines(event, at);
    case 'changed':
      return ['the settings have changed', ...jobLines(event, at)];
    case 'server':
      return [`mail server ${event.name}: ready`];
    case 'unreachable':
      return [`mail server: ${event.error.message}; again at ${at(event.nextAttemptAt)}`];
    case 'trouble':
      return [`${event.about}: ${event.problem}; ${againWords(event.nextAttemptAt, at)}`];
    case 'recovered':
      return [`${event.about}: in order again`];
    case 'outcome':
      return [
        `${formatMailName(event.job)}: ${formatOutcome(event.outcome, event.job.digest.every, at)}${nextWords(event.next, at)}`,
      ];
    case 'problem':
      return [`${formatMailName(event.job)}: not sent: ${event.problem}; again at ${at(event.nextAttemptAt)}`];
    case 'feed':
      return [feedWords(event, at)];
    case 'notice':
      return [noticeWords(event.notice)];
    case 'stopping':
      return ['stopping'];
    case 'stopped':
      return ['stopped'];
  }
}

function jobLines({ digests, feeds }: JobsEvent, at: (time: number) => string): string[] {
  return [
    ...digests.map(
      ({ digest, next }) =>
        `${formatDigestName(digest)}: to ${digest.to.address}, ${scheduleWords(digest)}${nextWords(next, at)}`,
    ),
    ...feeds.map((feed) => `${formatFeedName(feed)}: ${scheduleWords(feed)}`),
  ];
}

function againWords(nextAttemptAt: number | null, at: (time: number) => string): string {
  return nextAttemptAt === null ? 'nothing is sent until that is fixed' : `again at ${at(nextAttemptAt)}`;
}

function nextWords(next: number | null, at: (time: number) => string): string {
  return next === null ? '' : `; next ${at(next)}`;
}

function scheduleWords({ schedule, timeZone }: Pick<Digest, 'schedule' | 'timeZone'>): string {
  return `"${schedule.words}" in ${timeZone}`;
}

/** What is wrong names the file by itself. */
function feedWords({ feed, outcome }: FeedEvent, at: (time: number) => string): string {
  if (outcome.state === 'written') return `${formatFeedName(feed)}: written, ${formatFeedSize(feed, outcome.count)}`;
  return `${feed.name}, ${feed.kind}: ${outcome.problem}; again at ${at(outcome.nextAttemptAt)}`;
}

const NOTICES = {
  alert: 'alert',
  well: 'all-clear',
  ping: 'ping',
  'ping-fail': 'ping of a failure',
  'ping-start': 'ping of the start',
} as const;

export function noticeWords({ digest, about, problem }: Notice): string {
  return `${digest}, ${NOTICES[about]}: ${problem === null ? 'sent' : `not sent: ${problem}`}`;
}

/** What became of a mail, in words. */
export function formatOutcome(outcome: Outcome, every: Cadence, at: (time: number) => string): string {
  switch (outcome.state) {
    case 'sent':
      return `sent, ${countWords(outcome.memories, every)} (${outcome.response})`;
    case 'skipped':
      return nothingWords(every);
    case 'waiting':
      return `not sent: ${outcome.error.message}; again at ${at(outcome.nextAttemptAt)}`;
    case 'failed':
      return `not sent: ${outcome.error.message}; not tried again for this ${every === 'year' ? 'year' : 'day'}`;
    case 'left':
      return outcome.because === 'skipped' ? nothingWords(every) : LEFT[outcome.because];
  }
}

const LEFT = {
  sent: 'sent already',
  sending: 'being sent by another process',
  waiting: 'to be tried again later',
  failed: 'failed, not tried again',
} as const;

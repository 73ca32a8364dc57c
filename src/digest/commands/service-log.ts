// The log of the service: a line for each event, for people or for programs.

import { localTimeOf } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import { formatFeedName, type Feed } from '../feed/config.ts';
import type { Cadence } from '../schedule.ts';
import type { DigestJob, Outcome } from '../deliver.ts';
import type { ServiceEvent } from './service-events.ts';
import type { FeedOutcome } from '../feed/schedule.ts';
import { countWords, formatDigestName, formatMailName, nothingWords } from '../wording.ts';
import { jsonLine } from '../../text/json.ts';
import type { Notice } from '../watch.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';

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
  if (outcome.state === 'written') return `${formatFeedName(feed)}: written, ${pluralize(outcome.days, 'day')}`;
  return `${feed.name}, feed: ${outcome.problem}; again at ${at(outcome.nextAttemptAt)}`;
}

const NOTICES = { alert: 'alert', well: 'all-clear', ping: 'ping', 'ping-fail': 'ping of a failure' } as const;

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

/** One JSON object on a line: `time`, `event`, and what belongs to it. Ends with a newline. */
export function logRecord(event: ServiceEvent, now: number): string {
  return `${jsonLine({ time: iso(now), event: event.type, ...fieldsOf(event) })}\n`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function fieldsOf(event: ServiceEvent): object {
  switch (event.type) {
    case 'started':
    case 'changed':
      return {
        digests: event.digests.map(({ digest, next }) => ({
          digest: digest.name,
          to: digest.to.address,
          schedule: digest.schedule.expression,
          timeZone: digest.timeZone,
          every: digest.every,
          next: next === null ? null : iso(next),
        })),
        feeds: event.feeds.map((feed) => ({ ...feedFields(feed), schedule: feed.schedule.expression })),
      };
    case 'server':
      return { server: event.name };
    case 'unreachable':
      return { problem: event.error.message, nextAttemptAt: iso(event.nextAttemptAt) };
    case 'trouble':
      return {
        about: event.about,
        problem: event.problem,
        nextAttemptAt: event.nextAttemptAt === null ? null : iso(event.nextAttemptAt),
      };
    case 'recovered':
      return { about: event.about };
    case 'outcome':
      return {
        ...mailFields(event.job),
        ...outcomeFields(event.outcome),
        next: event.next === null ? null : iso(event.next),
      };
    case 'problem':
      return { ...mailFields(event.job), problem: event.problem, nextAttemptAt: iso(event.nextAttemptAt) };
    case 'feed':
      return { ...feedFields(event.feed), ...feedOutcomeFields(event.outcome) };
    case 'notice':
      return event.notice;
    case 'stopping':
    case 'stopped':
      return {};
  }
}

/** Which mail, for programs. */
export function mailFields({ digest, to, date }: DigestJob): object {
  return { digest: digest.name, every: digest.every, to: to.address, date: date.toString() };
}

export function feedFields({ name, path }: Pick<Feed, 'name' | 'path'>): object {
  return { digest: name, path };
}

function feedOutcomeFields(outcome: FeedOutcome): object {
  if (outcome.state === 'written') return outcome;
  return { ...outcome, nextAttemptAt: iso(outcome.nextAttemptAt) };
}

/** What became of a mail, for programs. */
export function outcomeFields(outcome: Outcome): object {
  switch (outcome.state) {
    case 'sent':
      return { state: 'sent', memories: outcome.memories, messageId: outcome.messageId, response: outcome.response };
    case 'skipped':
      return { state: 'skipped' };
    case 'waiting':
      return { state: 'waiting', problem: outcome.error.message, nextAttemptAt: iso(outcome.nextAttemptAt) };
    case 'failed':
      return { state: 'failed', problem: outcome.error.message };
    case 'left':
      return { state: 'left', because: outcome.because };
  }
}

// The service's events, mails and feeds as programs read them.

import { jsonLine } from '../../text/json.ts';
import type { DigestJob, Outcome } from '../deliver.ts';
import type { Feed } from '../feed/config.ts';
import type { ServiceEvent } from './service-events.ts';

type FeedEvent = Extract<ServiceEvent, { readonly type: 'feed' }>;

/** One JSON object on a line: `time`, `event`, and what belongs to it. Ends with a newline. */
export function logRecord(event: ServiceEvent, now: number): string {
  return `${jsonLine({ time: iso(now), event: event.type === 'feed' ? event.feed.kind : event.type, ...fieldsOf(event) })}\n`;
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
        ...byKind(
          event.feeds,
          (feed) => ({ ...feedFields(feed), schedule: feed.schedule.expression }),
          ({ kind }) => kind,
        ),
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
      return { ...feedFields(event.feed), ...feedOutcomeFields(event) };
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

/** Feeds, and sites where there are any, as programs know them. */
export function byKind<Item>(
  items: readonly Item[],
  fieldsFor: (item: Item) => object,
  kindOf: (item: Item) => Feed['kind'],
): object {
  const sites = items.filter((item) => kindOf(item) === 'site');
  return {
    feeds: items.filter((item) => kindOf(item) === 'feed').map(fieldsFor),
    ...(sites.length === 0 ? {} : { sites: sites.map(fieldsFor) }),
  };
}

export function feedFields({ name, path }: Pick<Feed, 'name' | 'path'>): object {
  return { digest: name, path };
}

function feedOutcomeFields({ feed, outcome }: FeedEvent): object {
  if (outcome.state === 'written') return writtenSize(feed, outcome.count);
  return { ...outcome, nextAttemptAt: iso(outcome.nextAttemptAt) };
}

export function writtenSize({ kind }: Pick<Feed, 'kind'>, count: number): object {
  return { state: 'written', ...(kind === 'feed' ? { days: count } : { changedFiles: count }) };
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

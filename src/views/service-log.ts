// The log of the service: a line for each event, for people or for programs.

import { localTimeOf } from '../calendar.ts';
import type { Outcome } from '../send-digest.ts';
import type { ServiceEvent } from '../serve-digest.ts';
import { harmlessLine } from './harmless.ts';
import { counted } from './words.ts';

/** Times in the zone. Ends with a new line. */
export function logLines(event: ServiceEvent, now: number, timeZone: string): string {
  const at = (time: number): string => localTimeOf(time, timeZone);
  return wordsOf(event, at)
    .map((words) => `${at(now)} ${harmlessLine(words)}\n`)
    .join('');
}

function wordsOf(event: ServiceEvent, at: (time: number) => string): string[] {
  switch (event.type) {
    case 'started':
      return event.digests.map(
        ({ digest, next }) =>
          `${digest.name}: to ${digest.to.address}, "${digest.schedule.expression}" in ${digest.timeZone}${nextWords(next, at)}`,
      );
    case 'server':
      return [`mail server ${event.name}: ready`];
    case 'unreachable':
      return [`mail server: ${event.error.message}; it is tried again when a mail is due`];
    case 'outcome':
      return [
        `${event.job.digest.name}, ${event.job.date.toString()}: ${outcomeWords(event.outcome, at)}${nextWords(event.next, at)}`,
      ];
    case 'problem':
      return [`${event.job.digest.name}, ${event.job.date.toString()}: not sent: ${event.problem}`];
    case 'stopping':
      return ['stopping'];
    case 'stopped':
      return ['stopped'];
  }
}

function nextWords(next: number | null, at: (time: number) => string): string {
  return next === null ? '' : `; next ${at(next)}`;
}

/** What became of a mail, in words. */
export function outcomeWords(outcome: Outcome, at: (time: number) => string): string {
  switch (outcome.state) {
    case 'sent':
      return `sent, ${counted(outcome.memories, 'memory', 'memories')} (${outcome.response})`;
    case 'skipped':
      return 'no memories, no mail';
    case 'waiting':
      return `not sent: ${outcome.error.message}; again at ${at(outcome.nextAttemptAt)}`;
    case 'failed':
      return `not sent: ${outcome.error.message}; not tried again for this day`;
    case 'left':
      return LEFT[outcome.because];
  }
}

const LEFT = {
  sent: 'sent already',
  skipped: 'no memories, no mail',
  sending: 'being sent by another process',
  waiting: 'to be tried again later',
  failed: 'failed, not tried again',
} as const;

/** One JSON object on a line: `time`, `event`, and what belongs to it. Ends with a new line. */
export function logJson(event: ServiceEvent, now: number): string {
  return `${JSON.stringify({ time: iso(now), event: event.type, ...fieldsOf(event) })}\n`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function fieldsOf(event: ServiceEvent): object {
  switch (event.type) {
    case 'started':
      return {
        digests: event.digests.map(({ digest, next }) => ({
          digest: digest.name,
          to: digest.to.address,
          schedule: digest.schedule.expression,
          timeZone: digest.timeZone,
          next: next === null ? null : iso(next),
        })),
      };
    case 'server':
      return { server: event.name };
    case 'unreachable':
      return { problem: event.error.message };
    case 'outcome':
      return {
        digest: event.job.digest.name,
        to: event.job.to.address,
        date: event.job.date.toString(),
        ...outcomeFields(event.outcome),
        next: event.next === null ? null : iso(event.next),
      };
    case 'problem':
      return { digest: event.job.digest.name, date: event.job.date.toString(), problem: event.problem };
    case 'stopping':
    case 'stopped':
      return {};
  }
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

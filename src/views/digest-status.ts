// What became of a digest's mails, and what comes next; for people and for programs.

import { localTimeOf, type PlainDate } from '../calendar.ts';
import type { Delivery } from '../delivery.ts';
import type { Digest } from '../digests.ts';
import type { DigestJob, Outcome } from '../send-digest.ts';
import { harmlessLine } from './harmless.ts';
import { jsonText } from './json.ts';
import { outcomeWords } from './service-log.ts';
import { counted } from './words.ts';

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

/** Times in the zone. Ends with a new line. */
export function statusText(all: readonly DigestStatus[], timeZone: string): string {
  return all.map((status) => digestLines(status, timeZone).join('\n')).join('\n\n') + '\n';
}

function digestLines({ digest, deliveries, due, missed, next }: DigestStatus, timeZone: string): string[] {
  const at = (time: number): string => localTimeOf(time, timeZone).slice(0, 16).replace('T', ' ');
  const what = digest.every === 'week' ? 'weekly' : 'daily';
  return [
    `${digest.name}: ${what} to ${digest.to.address}, "${digest.schedule.expression}" in ${digest.timeZone}`,
    ...deliveries.map((delivery) => `  ${delivery.date}  ${deliveryWords(delivery, at)}`),
    ...(deliveries.length === 0 ? ['  nothing sent yet'] : []),
    ...(due === null ? [] : [`  ${due.toString()}  due, not sent: is memories serve-digest running?`]),
    ...(missed.length === 0 ? [] : [`  missed: ${missed.map(String).join(', ')} (the next mail names them)`]),
    next === null ? '  next: never, by its schedule' : `  next: ${at(next)}`,
  ];
}

function deliveryWords(delivery: DigestStatus['deliveries'][number], at: (time: number) => string): string {
  const { state, finishedAt, memories, attempts, problem, nextAttemptAt, isUnderWay } = delivery;
  const tries = attempts > 1 ? `, ${counted(attempts, 'attempt')}` : '';
  const why = problem === null ? '' : `: ${harmlessLine(problem)}`;
  switch (state) {
    case 'sent':
      return `sent ${at(finishedAt ?? delivery.claimedAt)}, ${counted(memories ?? 0, 'memory', 'memories')}${tries}`;
    case 'skipped':
      return 'no memories, no mail';
    case 'sending':
      return isUnderWay ? 'being sent now' : `interrupted ${at(delivery.claimedAt)}; it is tried again`;
    case 'waiting':
      return `not sent yet${why} (again at ${at(nextAttemptAt ?? delivery.claimedAt)}${tries})`;
    case 'failed':
      return `failed${why}${tries}`;
  }
}

/** Times in ISO 8601 UTC. Ends with a new line. */
export function statusJson(all: readonly DigestStatus[]): string {
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
  });
}

/** What became of a mail sent by hand. Ends with a new line. */
export function sendLines({ digest, to, date }: DigestJob, outcome: Outcome, timeZone: string): string {
  const at = (time: number): string => localTimeOf(time, timeZone).slice(0, 16).replace('T', ' ');
  const again = outcome.state === 'left' && outcome.because === 'sent' ? ' (--force sends it once more)' : '';
  const words = outcome.state === 'waiting' || outcome.state === 'failed' ? 'not sent' : outcomeWords(outcome, at);
  return `${digest.name}, ${date.toString()}, to ${to.address}: ${words}${again}\n`;
}

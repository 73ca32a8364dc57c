// What became of the mails and feeds that somebody asked for.

import { UserError } from '../../platform/errors.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { DigestJob, Outcome } from '../deliver.ts';
import { formatFeedName, formatFeedSize, type Feed } from '../feed/config.ts';
import { formatMailName } from '../wording.ts';
import { feedFields, writtenSize } from './log-record.ts';
import { formatOutcome } from './service-log.ts';
import { clockIn } from './status-report.ts';

/** A mail that was asked for, and what became of it. */
export interface SentMail {
  readonly job: DigestJob;
  readonly outcome: Outcome;
}

/** A feed or site that was written on request. */
export interface WrittenFeed {
  readonly feed: Feed;
  /** Its days, or its files that have changed. */
  readonly count: number;
  /** Why it was not written. */
  readonly error: Error | null;
}

/** Ends with a newline. */
export function sentLine({ job, outcome }: SentMail): string {
  const again = outcome.state === 'left' && outcome.because === 'sent' ? ' (--force sends it once more)' : '';
  const error = errorOf(outcome);
  const words = error
    ? `not sent: ${sanitizeLine(error.message)}`
    : formatOutcome(outcome, job.digest.every, clockIn(job.digest.timeZone));
  return `${formatMailName(job)}, to ${job.to.address}: ${words}${again}\n`;
}

/** Why a mail was not sent; null if it was, or did not have to be. */
export function errorOf(outcome: Outcome): Error | null {
  return outcome.state === 'waiting' || outcome.state === 'failed' ? outcome.error : null;
}

/** Ends with a newline. */
export function writtenLine({ feed, count, error }: WrittenFeed): string {
  // What is wrong with the file names it.
  if (error) return `${feed.name}, ${feed.kind}: not written: ${sanitizeLine(error.message)}\n`;
  return `${sanitizeLine(formatFeedName(feed))}: written, ${formatFeedSize(feed, count)}\n`;
}

export function writtenFields({ feed, count, error }: WrittenFeed): object {
  return error
    ? { ...feedFields(feed), state: 'failed', problem: error.message }
    : { ...feedFields(feed), ...writtenSize(feed, count) };
}

/** The reason of each failure is on its own line of standard output; this is the error that ends the program, if any. */
export function failureOf(mails: readonly SentMail[], feeds: readonly WrittenFeed[]): Error | null {
  const unsent = mails.flatMap(({ outcome }) => errorOf(outcome) ?? []);
  const unwritten = feeds.flatMap(({ error }) => error ?? []);
  const errors = [...unsent, ...unwritten];
  const [first, ...others] = errors;
  if (!first) return null;
  // A mail that is the only one, or a feed, names itself.
  if (others.length === 0 && (mails.length === 1 || unsent.length === 0)) return first;
  const counts = [
    ...(unsent.length > 0 ? [`${countOf(unsent, mails, wordFor(mails))} not sent`] : []),
    ...(unwritten.length > 0 ? [`${countOf(unwritten, feeds, 'feed')} not written`] : []),
  ];
  const reasons = [...new Set(errors.map(({ message }) => message))];
  const hints = [...new Set(errors.flatMap((error) => (error instanceof UserError && error.hint) || []))];
  return new UserError(reasons.length === 1 ? `${counts.join(', ')}: ${first.message}` : counts.join(', '), {
    ...(hints.length > 0 ? { hint: hints.join('; ') } : {}),
  });
}

/** What goes elsewhere is no mail. */
function wordFor(mails: readonly SentMail[]): string {
  return mails.every(({ job }) => job.digest.by === 'mail') ? 'mail' : 'message';
}

/** `1 of 3 mails was`. */
function countOf(failed: readonly unknown[], all: readonly unknown[], what: string): string {
  if (all.length === 1) return `the ${what} was`;
  return `${failed.length} of ${all.length} ${what}s ${failed.length === 1 ? 'was' : 'were'}`;
}

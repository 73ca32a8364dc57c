// What of a digest's status needs attention: for monitors, which only ask whether all is well.

import { sanitizeLine } from '../../text/sanitize.ts';
import { formatFeedName } from '../feed/config.ts';
import { newestDay } from '../feed/schedule.ts';
import { formatMailName } from '../wording.ts';
import type { DigestStatus, FeedStatus, Status } from './status-report.ts';

/** How long something may be late, in milliseconds: many servers put off the first try. */
const PATIENCE = 15 * 60_000;

/** A line each; none when all is well. */
export function problemsIn({ troubles, digests, feeds }: Status, now: number): string[] {
  return [
    ...troubles.map(({ about, problem }) => `${about}: ${problem}`),
    ...digests.flatMap((status) => mailProblem(status, { now, all: digests }) ?? []),
    ...feeds.flatMap((status) => feedTrouble(status, now) ?? []),
  ].map(sanitizeLine);
}

function mailProblem(
  { digest, current }: DigestStatus,
  { now, all }: { readonly now: number; readonly all: readonly DigestStatus[] },
): string | null {
  if (current === null) return null;
  const { date, dueAt, delivery } = current;
  const isLate = now - dueAt > PATIENCE;
  // A digest may go to several.
  const isOnlyOne = all.filter((other) => other.digest.name === digest.name).length === 1;
  const name = `${formatMailName({ digest, date })}${isOnlyOne ? '' : `, to ${digest.to.address}`}`;
  if (delivery === null) return isLate ? `${name}: due, not sent` : null;
  const isWrong = delivery.state === 'failed' || (isLate && ['waiting', 'sending'].includes(delivery.state));
  return isWrong ? `${name}: not sent${delivery.problem === null ? '' : `: ${delivery.problem}`}` : null;
}

function feedTrouble({ feed, isLate, problem }: FeedStatus, now: number): string | null {
  if (problem !== null) return `${formatFeedName(feed)}: ${problem}`;
  const due = feed.schedule.dueOn(newestDay(feed, now));
  return isLate && due !== null && now - due > PATIENCE ? `${formatFeedName(feed)}: not up to date` : null;
}

// What the service tells of: for its log, and for the troubles that it has just now.

import type { Digest } from '../config.ts';
import type { DigestJob, Outcome } from '../deliver.ts';
import type { Feed } from '../feed/config.ts';
import type { FeedOutcome } from '../feed/schedule.ts';
import type { Trouble } from '../service-state.ts';
import type { Notice } from '../watch.ts';
import { formatDigestName } from '../wording.ts';

export type ServiceEvent =
  /** The settings are read for the first time, or have changed. */
  | {
      readonly type: 'started' | 'changed';
      readonly digests: readonly { readonly digest: Digest; readonly next: number | null }[];
      readonly feeds: readonly Feed[];
    }
  /** The mail server answers and takes our name and password. */
  | { readonly type: 'server'; readonly name: string }
  | { readonly type: 'unreachable'; readonly error: Error; readonly nextAttemptAt: number }
  /** Nothing can be sent just now; null for what is tried at each minute. */
  | {
      readonly type: 'trouble';
      readonly about: 'settings' | 'database';
      readonly problem: string;
      readonly nextAttemptAt: number | null;
    }
  | { readonly type: 'recovered'; readonly about: 'settings' | 'database' }
  | { readonly type: 'outcome'; readonly job: DigestJob; readonly outcome: Outcome; readonly next: number | null }
  /** Something that is no expected failure; the mail is tried again. */
  | { readonly type: 'problem'; readonly job: DigestJob; readonly problem: string; readonly nextAttemptAt: number }
  | { readonly type: 'feed'; readonly feed: Feed; readonly outcome: FeedOutcome }
  /** A word on how it stands, or a call, went out or did not. */
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'stopping' }
  | { readonly type: 'stopped' };

export const MAIL_SERVER = 'mail server';

/** The troubles that are left, the oldest first. What became of a mail is in the database, and no trouble of the service. */
export function troublesAfter(troubles: readonly Trouble[], event: ServiceEvent, now: number): readonly Trouble[] {
  const excluding = (...about: readonly string[]): Trouble[] => troubles.filter((one) => !about.includes(one.about));
  const including = (about: string, problem: string): Trouble[] => {
    const known = troubles.find((one) => one.about === about);
    return [...excluding(about), { about, problem, since: known?.since ?? now }].sort((a, b) => a.since - b.since);
  };
  switch (event.type) {
    case 'unreachable':
      return including(MAIL_SERVER, event.error.message);
    case 'trouble':
      return including(event.about, event.problem);
    case 'problem':
      return including(formatDigestName(event.job.digest), event.problem);
    case 'server':
      return excluding(MAIL_SERVER);
    case 'recovered':
      return excluding(event.about);
    case 'outcome':
      return excluding(...(event.job.digest.by === 'mail' ? [MAIL_SERVER] : []), formatDigestName(event.job.digest));
    case 'started':
    case 'changed':
      return [];
    case 'feed':
    case 'notice':
    case 'stopping':
    case 'stopped':
      return troubles;
  }
}

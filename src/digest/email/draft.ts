// What every mail is written from, and what it becomes.

import { dateOf, Temporal, type PlainDate } from '../../time/calendar.ts';
import type { Config } from '../../config/config.ts';
import type { Digest } from '../config.ts';
import type { Library } from '../../library/database.ts';
import type { DayQuery } from '../../memories/on-this-day.ts';
import { isAlive } from '../../platform/process.ts';
import type { Account } from '../../library/accounts.ts';
import { loadHideRules } from '../../memories/hide-store.ts';
import { imports } from '../../library/imports.ts';
import type { EmailPhoto } from './media.ts';
import type { Email } from './email.ts';

export interface MailSource {
  readonly config: Config;
  readonly library: Library;
  /** Whose posts it has. */
  readonly accounts: readonly Account[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A mail that is ready to be written. */
export interface MailDraft {
  /** How many memories, or posts of the year, there are. */
  readonly count: number;
  /** The photos that it would show if all had room, those to be shown first at the front. */
  readonly files: readonly string[];
  readonly write: (photos: ReadonlyMap<string, EmailPhoto>) => MailText;
  /** Where the best post stands on the network; null where none may be named. */
  readonly link: string | null;
  readonly json: () => string;
}

export interface MailText {
  readonly subject: string;
  readonly email: Email;
}

/** Whose posts a mail is about, and which of them it may tell of. */
export function subjectOf(
  { library, accounts }: MailSource,
  { timeZone, isForOne }: Digest,
): Pick<DayQuery, 'timeZone' | 'accountIds' | 'hidden'> & { readonly circle: boolean } {
  return {
    timeZone,
    accountIds: accounts.map(({ id }) => id),
    hidden: loadHideRules(library.db),
    // Only a mail of one account to one address can be its author's own; a topic's name is known to others.
    circle: accounts.length === 1 && isForOne,
  };
}

/** The date of the newest archive of the accounts; null when none says when it was made. */
export function dataEnds({ library, accounts }: MailSource, timeZone: string): PlainDate | null {
  const made = imports(library.db, isAlive)
    .filter(({ account }) => accounts.some(({ handle }) => handle === account))
    .flatMap(({ report }) =>
      report?.generatedAt ? [Temporal.Instant.from(report.generatedAt).epochMilliseconds] : [],
    );
  return made.length === 0 ? null : dateOf(Math.max(...made), timeZone);
}

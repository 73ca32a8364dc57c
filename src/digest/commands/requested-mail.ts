// Which mail the command line asks for, and what sending by hand and the service share.

import { dateOf, type PlainDate } from '../../time/calendar.ts';
import type { Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import type { Digest } from '../config.ts';
import type { Library } from '../../library/database.ts';
import { openChannel } from '../channels.ts';
import { isAlive, processScope } from '../../platform/process.ts';
import { ownerId } from '../delivery-state.ts';
import type { DigestJob, SendSettings } from '../deliver.ts';
import { endOf, yearDigest } from '../year-digest.ts';
import { digestAccounts } from '../accounts.ts';
import { yearWorthAMail } from '../email/year-mail.ts';
import type { GlobalFlags } from '../../cli/flags.ts';
import { readDate } from '../../cli/read-date.ts';

/** Who delivers, and when. */
export function processSettings(context: Context): Pick<SendSettings, 'owner' | 'isAlive' | 'now' | 'signal'> {
  return {
    owner: ownerId(processScope(), context.pid),
    isAlive,
    now: () => context.now(),
    signal: context.signal,
  };
}

/** What sending by hand and the service share. */
export function deliverySettings(context: Context, config: Config): Omit<SendSettings, 'asked' | 'write'> {
  return {
    ...processSettings(context),
    channel: (digest) => openChannel(context, config, digest),
  };
}

/** What a request is read with. */
export interface DigestRequest {
  readonly context: Context;
  readonly config: Config;
  readonly library: Library;
}

/**
 * The mail to its own recipient that the command line names: that of the digest's today, of another day, or of a year.
 * Throws a UsageError for words that are no date, and a UserError for an account that is not there.
 */
export async function requestedJob(
  { context, config, library }: DigestRequest,
  digest: Digest,
  flags: DigestFlags,
): Promise<DigestJob> {
  const { to } = digest;
  if (flags.year === undefined) return { digest, to, date: await requestedDate(context, digest, flags.date) };
  const source = { config, library, accounts: digestAccounts(library, config, digest), now: context.now() };
  const year = flags.year === true ? yearWorthAMail(source, digest) : flags.year;
  return { digest: yearDigest(digest), to, date: endOf(year) };
}

async function requestedDate(context: Context, { timeZone }: Digest, words: string | undefined): Promise<PlainDate> {
  const today = dateOf(context.now(), timeZone);
  return words === undefined ? today : (await readDate(words, today)).date;
}

export interface DigestFlags extends GlobalFlags {
  /** As typed; what it means is known only with the digest's zone. */
  readonly date?: string;
  /** True for the year that `memories year` would take. */
  readonly year?: number | true;
  readonly to?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly check?: boolean;
  readonly html?: string;
  readonly eml?: string;
  readonly open?: boolean;
  readonly once?: boolean;
}

// The work of `memories digest send`: each digest's mail of the day, once.

import { loadConfig, type Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { findDigest } from '../config.ts';
import { UsageError, UserError } from '../../platform/errors.ts';
import { configuredJobs, type Feed, type DigestJobs } from '../feed/config.ts';
import { parseMailbox } from '../../mail/mailbox.ts';
import { deliverDigest, type DigestJob, type Outcome } from '../deliver.ts';
import { newestDay, type WriteFeed } from '../feed/schedule.ts';
import { jsonText } from '../../text/json.ts';
import { mailFields, outcomeFields } from './service-log.ts';
import { sendLines, writtenFields, writtenLine, type WrittenFeed } from './status-report.ts';
import { feedWriter } from '../feed/write.ts';
import { mailWriter } from '../email/compose.ts';
import { requestedJob, deliverySettings, type DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

/** Goes on after a failure, and throws a UserError at the end. */
export async function sendDigests(context: Context, flags: DigestFlags, name: string | undefined): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = requestedJobs(config, flags, name);
  const to = flags.to === undefined ? undefined : parseMailbox(flags.to);
  if (to === null)
    throw new UsageError(`"${flags.to ?? ''}" is not an address`, { hint: 'write --to wren@example.org' });
  const done: { job: DigestJob; outcome: Outcome }[] = [];
  const written: WrittenFeed[] = [];
  await withLibrary(config, async (library) => {
    const settings = {
      ...deliverySettings(context, config),
      asked: flags.force ? ('force' as const) : ('manual' as const),
      write: mailWriter(context, config, library),
    };
    for (const digest of digests) {
      const own = requestedJob({ context, config, library }, digest, flags);
      const job = to === undefined ? own : { ...own, to };
      const outcome = await deliverDigest(library.db, job, settings);
      done.push({ job, outcome });
      if (!flags.json) context.stdout.write(sendLines(job, outcome));
    }
    for (const feed of feeds) {
      const result = await writeNow(feed, context, feedWriter(context, config, library));
      written.push(result);
      if (!flags.json) context.stdout.write(writtenLine(result));
    }
  });
  if (flags.json) {
    const mails = done.map(({ job, outcome }) => ({ ...mailFields(job), ...outcomeFields(outcome) }));
    context.stdout.write(jsonText({ digests: mails, feeds: written.map(writtenFields) }));
  }
  throwIfAnyFailed(
    done.map(({ outcome }) => outcome),
    written,
  );
}

/** Feeds are left out where the mail is of another day or to another address. Throws a UserError when there is nothing to do. */
function requestedJobs(config: Config, { to, date, year }: DigestFlags, name: string | undefined): DigestJobs {
  const all = configuredJobs(config);
  const isToday = to === undefined && date === undefined && year === undefined;
  const isNamed = (each: { readonly name: string }): boolean => name === undefined || each.name === name;
  const [digests, feeds] = [all.digests.filter(isNamed), isToday ? all.feeds.filter(isNamed) : []];
  const isOne = digests.length === 0 ? feeds.length === 0 : to !== undefined;
  return { digests: isOne ? [findDigest(config, name)] : digests, feeds };
}

async function writeNow(feed: Feed, context: Context, write: WriteFeed): Promise<WrittenFeed> {
  try {
    return { feed, days: await write(feed, newestDay(feed, context.now())), error: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { feed, days: 0, error };
  }
}

/** The reason of each failure is on its own line of standard output; this is the error that ends the program. */
function throwIfAnyFailed(outcomes: readonly Outcome[], feeds: readonly WrittenFeed[]): void {
  const unsent = outcomes.flatMap((outcome) =>
    outcome.state === 'waiting' || outcome.state === 'failed' ? [outcome.error] : [],
  );
  const unwritten = feeds.flatMap(({ error }) => error ?? []);
  const errors = [...unsent, ...unwritten];
  const [first, ...others] = errors;
  if (!first) return;
  // A mail that is the only one, or a feed, names itself.
  if (others.length === 0 && (outcomes.length === 1 || unsent.length === 0)) throw first;
  const counts = [
    ...(unsent.length > 0 ? [`${countOf(unsent, outcomes, 'mail')} not sent`] : []),
    ...(unwritten.length > 0 ? [`${countOf(unwritten, feeds, 'feed')} not written`] : []),
  ];
  const reasons = [...new Set(errors.map(({ message }) => message))];
  const hints = [...new Set(errors.flatMap((error) => (error instanceof UserError && error.hint) || []))];
  throw new UserError(reasons.length === 1 ? `${counts.join(', ')}: ${first.message}` : counts.join(', '), {
    ...(hints.length > 0 ? { hint: hints.join('; ') } : {}),
  });
}

/** `1 of 3 mails was`. */
function countOf(failed: readonly unknown[], all: readonly unknown[], what: string): string {
  if (all.length === 1) return `the ${what} was`;
  return `${failed.length} of ${all.length} ${what}s ${failed.length === 1 ? 'was' : 'were'}`;
}

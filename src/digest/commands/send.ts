// The work of `memories digest send`: each digest's mail of the day, once.

import { loadConfig, type Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { findDigest } from '../config.ts';
import { UsageError, UserError } from '../../platform/errors.ts';
import { configuredJobs, type Feed, type DigestJobs } from '../feed/config.ts';
import { parseMailbox, type Mailbox } from '../../mail/mailbox.ts';
import { deliverDigest, type DigestJob } from '../deliver.ts';
import { newestDay, type WriteFeed } from '../feed/schedule.ts';
import { jsonText } from '../../text/json.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { Beginnings } from '../beginnings.ts';
import type { Notice } from '../watch.ts';
import type { Db } from '../../library/database.ts';
import { isWatched, watchDigests, watcherFor } from './watchers.ts';
import { byKind, mailFields, outcomeFields } from './log-record.ts';
import { noticeWords } from './service-log.ts';
import {
  errorOf,
  failureOf,
  sentLine,
  writtenFields,
  writtenLine,
  type SentMail,
  type WrittenFeed,
} from './send-report.ts';
import { feedWriter, type SiteKeeper } from '../feed/write.ts';
import { mailWriter } from '../email/compose.ts';
import { requestedJob, deliverySettings, type DigestFlags, type DigestRequest } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

/** Goes on after a failure, and throws a UserError at the end. */
export async function sendDigests(
  context: Context,
  flags: DigestFlags,
  name: string | undefined,
  sites: SiteKeeper,
): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = requestedJobs(config, flags, name);
  const to = flags.to === undefined ? undefined : parseMailbox(flags.to);
  if (to === null)
    throw new UsageError(`"${flags.to ?? ''}" is not an address`, { hint: 'write --to wren@example.org' });
  const print = (line: string, error: Error | null): void => {
    if (!flags.json && (!flags.quiet || error)) context.stdout.write(line);
  };
  const done: SentMail[] = [];
  const written: WrittenFeed[] = [];
  await withLibrary(config, async (library) => {
    const beginnings = new Beginnings(warnOf(context));
    const settings = {
      ...deliverySettings(context, config),
      ...(isOfItsSchedule(flags) ? { onFirstTry: tellBeginning(beginnings, context, config) } : {}),
      asked: flags.force ? ('force' as const) : ('manual' as const),
      write: mailWriter(context, config, library),
    };
    for (const digest of digests) {
      const own = await requestedJob({ context, config, library }, digest, flags);
      const job = to === undefined ? own : addressedTo(to, own);
      const sent = { job, outcome: await deliverDigest(library.db, job, settings) };
      done.push(sent);
      print(sentLine(sent), errorOf(sent.outcome));
    }
    for (const feed of feeds) {
      const result = await writeNow(feed, context, feedWriter(context, config, library, sites));
      written.push(result);
      print(writtenLine(result), result.error);
    }
    await beginnings.settled();
    if (isOfItsSchedule(flags)) await tellOf(done, { context, config, library });
  });
  if (flags.json) {
    const mails = done.map(({ job, outcome }) => ({ ...mailFields(job), ...outcomeFields(outcome) }));
    context.stdout.write(jsonText({ digests: mails, ...byKind(written, writtenFields, ({ feed }) => feed.kind) }));
  }
  const failure = failureOf(done, written);
  if (failure) throw failure;
}

/** Somebody else's mail is not the author's own. */
function addressedTo(to: Mailbox, { digest, ...job }: DigestJob): DigestJob {
  const isForOne = digest.isForOne && to.address.toLowerCase() === digest.to.address.toLowerCase();
  return { ...job, digest: { ...digest, by: 'mail', isForOne }, to };
}

/** Whether the mails are those that the schedule would send, today and to the digests' own recipients. */
function isOfItsSchedule({ to, date, year }: Pick<DigestFlags, 'to' | 'date' | 'year'>): boolean {
  return to === undefined && date === undefined && year === undefined;
}

/** Tells those who want to know how it stands; where that fails, a warning says so. */
async function tellOf(done: readonly SentMail[], { context, config, library }: DigestRequest): Promise<void> {
  const digests = done.map(({ job }) => job.digest);
  if (!isWatched(config, digests)) return;
  const dates = new Map(done.map(({ job }) => [job.digest.name, job.date]));
  await watchDigests(library.db, digests, { context, config }, warnOf(context), dates);
}

function warnOf(context: Context): (notice: Notice) => void {
  return (notice) => {
    if (notice.problem !== null) context.stderr.write(`warning: ${sanitizeLine(noticeWords(notice))}\n`);
  };
}

function tellBeginning(beginnings: Beginnings, context: Context, config: Config): (db: Db, job: DigestJob) => void {
  return (db, job) => {
    beginnings.begin(db, job, watcherFor(context, config, job.digest.name), context.signal);
  };
}

/** Feeds are left out where the mail is of another day or to another address. Throws a UserError when there is nothing to do. */
function requestedJobs(config: Config, flags: DigestFlags, name: string | undefined): DigestJobs {
  const all = configuredJobs(config);
  const isToday = isOfItsSchedule(flags);
  const isNamed = (each: { readonly name: string }): boolean => name === undefined || each.name === name;
  const [digests, feeds] = [all.digests.filter(isNamed), isToday ? all.feeds.filter(isNamed) : []];
  const isOne = digests.length === 0 ? feeds.length === 0 : flags.to !== undefined;
  return { digests: isOne ? [findDigest(config, name)] : digests, feeds };
}

async function writeNow(feed: Feed, context: Context, write: WriteFeed): Promise<WrittenFeed> {
  try {
    return { feed, count: await write(feed, newestDay(feed, context.now())), error: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { feed, count: 0, error };
  }
}

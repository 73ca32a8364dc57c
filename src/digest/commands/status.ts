// The work of `memories digest status`: what became of each digest's mails, and what comes next.

import { statSync } from 'node:fs';
import { dateOf } from '../../time/calendar.ts';
import { loadConfig, type Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { UserError } from '../../platform/errors.ts';
import type { Digest } from '../config.ts';
import { feedProblem, feedWrittenAt } from '../../feed/file.ts';
import { configuredJobs, type Feed } from '../feed/config.ts';
import { dueDate, nextOf } from '../schedule.ts';
import { missedDates } from '../missed.ts';
import type { SiteKeeper } from '../feed/write.ts';
import { newestDay } from '../feed/schedule.ts';
import { isUnderWay, type Claimant, type Delivery } from '../delivery-state.ts';
import { deliveriesOf } from '../delivery-store.ts';
import { serviceStatePath, serviceTroubles } from '../service-state.ts';
import type { Db } from '../../library/database.ts';
import { dateAbout, deliveryName, withYearDigests, yearDigest } from '../year-digest.ts';
import { statusJson, statusText, type DigestStatus, type FeedStatus } from './status-report.ts';
import { problemsIn } from './status-check.ts';
import { processSettings, type DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

interface Observer extends Pick<Claimant, 'owner' | 'now' | 'isAlive'> {
  /** When the settings were changed last, in milliseconds since 1970 UTC; null without a file. */
  readonly setUpAt: number | null;
}

/** How many of a digest's mails are listed. */
const LISTED = 14;

/** Throws a UserError with `--check` when something needs attention. */
export async function showDigestStatus(context: Context, flags: DigestFlags, sites: SiteKeeper): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = configuredJobs(config);
  const { owner, isAlive } = processSettings(context);
  const setUpAt = statSync(config.path, { throwIfNoEntry: false })?.mtimeMs ?? null;
  const observer = { owner, isAlive, now: context.now(), setUpAt };
  const status = {
    troubles: serviceTroubles(serviceStatePath(config.databasePath), observer),
    feeds: await Promise.all(feeds.map((feed) => feedStatus(feed, config, sites, observer))),
    digests: await withLibrary(config, ({ db }) => [
      ...withYearDigests(digests).map((digest) => statusOf(db, digest, observer)),
      ...digests.flatMap((digest) => yearsByHand(db, digest, observer)),
    ]),
  };
  context.stdout.write(flags.json ? statusJson(status) : statusText(status));
  const [first, ...others] = flags.check ? problemsIn(status, observer.now) : [];
  if (first !== undefined) {
    throw new UserError([first, ...others].join('; '), { hint: 'memories digest status tells more' });
  }
}

/** What is known of a feed without writing it. */
async function feedStatus(feed: Feed, config: Config, sites: SiteKeeper, observer: Observer): Promise<FeedStatus> {
  const [writtenAt, problem] = await Promise.all(
    feed.kind === 'feed'
      ? [feedWrittenAt(feed.path), feedProblem(feed.path)]
      : [sites.writtenAt(feed), sites.problem(config, feed)],
  );
  const due = feed.schedule.dueOn(newestDay(feed, observer.now));
  const isLate = writtenAt === null ? !isSetUpSince(due, observer) : due !== null && writtenAt < due;
  return { feed, writtenAt, isLate, problem };
}

function statusOf(db: Db, digest: Digest, observer: Observer): DigestStatus {
  const { now } = observer;
  const next = nextOf(digest, now);
  const deliveries = deliveriesOf(db, deliveryName(digest), digest.to.address);
  const current = currentMail(digest, deliveries, observer);
  // The next mail is the current one, unless nothing more is done for it.
  const isDone = current === null || isSettled(current.delivery);
  const following = next === null ? null : dateAbout(digest, dateOf(next, digest.timeZone));
  const coming = isDone ? following : current.date;
  return {
    digest,
    deliveries: deliveries.slice(0, LISTED).map((delivery) => ({
      ...delivery,
      isUnderWay: delivery.state === 'sending' && isUnderWay(delivery, observer),
    })),
    current,
    missed: coming === null ? [] : missedDates(deliveries, digest, coming, now),
    next,
  };
}

/** The mails about years that somebody sent without having them sent every year. */
function yearsByHand(db: Db, digest: Digest, observer: Observer): DigestStatus[] {
  if (digest.yearReview !== null) return [];
  const status = statusOf(db, yearDigest(digest), observer);
  return status.deliveries.length === 0 ? [] : [{ ...status, current: null, missed: [], next: null }];
}

function currentMail(digest: Digest, deliveries: readonly Delivery[], observer: Observer): DigestStatus['current'] {
  const due = dueDate(digest.schedule, digest.every, observer.now);
  const dueAt = due && digest.schedule.dueOn(due);
  if (due === null || dueAt === null || (deliveries.length === 0 && isSetUpSince(dueAt, observer))) return null;
  const date = dateAbout(digest, due);
  return { date, dueAt, delivery: deliveries.find((one) => one.date === date.toString()) ?? null };
}

/** What was set up after its hour begins with the next one. */
function isSetUpSince(due: number | null, { now, setUpAt }: Observer): boolean {
  return due !== null && setUpAt !== null && due < setUpAt && setUpAt <= now;
}

function isSettled(delivery: Delivery | null): boolean {
  return delivery !== null && ['sent', 'skipped', 'failed'].includes(delivery.state);
}

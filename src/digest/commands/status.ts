// The work of `memories digest status`: what became of each digest's mails, and what comes next.

import { dateOf } from '../../time/calendar.ts';
import { loadConfig } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { UserError } from '../../platform/errors.ts';
import type { Digest } from '../config.ts';
import { feedProblem, feedWrittenAt } from '../../feed/file.ts';
import { configuredJobs, type Feed } from '../feed/config.ts';
import { dueDate, nextOf } from '../schedule.ts';
import { missedDates } from '../missed.ts';
import { newestDay } from '../feed/schedule.ts';
import { isUnderWay, type Claimant, type Delivery } from '../delivery-state.ts';
import { deliveriesOf } from '../delivery-store.ts';
import { serviceStatePath, serviceTroubles } from '../service-state.ts';
import type { Db } from '../../library/database.ts';
import { dateAbout, deliveryName, withYearDigests } from '../year-digest.ts';
import { statusJson, statusText, type DigestStatus, type FeedStatus } from './status-report.ts';
import { problemsIn } from './status-check.ts';
import { processSettings, type DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

type Observer = Pick<Claimant, 'owner' | 'now' | 'isAlive'>;

/** How many of a digest's mails are listed. */
const LISTED = 14;

/** Throws a UserError with `--check` when something needs attention. */
export async function showDigestStatus(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = configuredJobs(config);
  const { owner, isAlive } = processSettings(context);
  const observer = { owner, isAlive, now: context.now() };
  const status = {
    troubles: serviceTroubles(serviceStatePath(config.databasePath), observer),
    feeds: await Promise.all(feeds.map((feed) => feedStatus(feed, observer.now))),
    digests: await withLibrary(config, ({ db }) =>
      withYearDigests(digests).map((digest) => statusOf(db, digest, observer)),
    ),
  };
  context.stdout.write(flags.json ? statusJson(status) : statusText(status));
  const [first, ...others] = flags.check ? problemsIn(status, observer.now) : [];
  if (first !== undefined) {
    throw new UserError([first, ...others].join('; '), { hint: 'memories digest status tells more' });
  }
}

/** What is known of a feed without writing it. */
async function feedStatus(feed: Feed, now: number): Promise<FeedStatus> {
  const [writtenAt, problem] = await Promise.all([feedWrittenAt(feed.path), feedProblem(feed.path)]);
  const due = feed.schedule.dueOn(newestDay(feed, now));
  const isLate = writtenAt === null || (due !== null && writtenAt < due);
  return { feed, writtenAt, isLate, problem };
}

function statusOf(db: Db, digest: Digest, observer: Observer): DigestStatus {
  const { now } = observer;
  const next = nextOf(digest, now);
  const deliveries = deliveriesOf(db, deliveryName(digest), digest.to.address);
  const current = currentMail(digest, deliveries, now);
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

function currentMail(digest: Digest, deliveries: readonly Delivery[], now: number): DigestStatus['current'] {
  const due = dueDate(digest.schedule, digest.every, now);
  const dueAt = due && digest.schedule.dueOn(due);
  if (due === null || dueAt === null) return null;
  const date = dateAbout(digest, due);
  return { date, dueAt, delivery: deliveries.find((one) => one.date === date.toString()) ?? null };
}

function isSettled(delivery: Delivery | null): boolean {
  return delivery !== null && ['sent', 'skipped', 'failed'].includes(delivery.state);
}

// The work of `memories digest status`: what became of each digest's mails, and what comes next.

import { dateOf } from '../../time/calendar.ts';
import { loadConfig } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import type { Digest } from '../config.ts';
import { feedProblem, feedWrittenAt } from '../../feed/file.ts';
import { configuredJobs, type Feed } from '../feed/config.ts';
import { isAlive } from '../../platform/process.ts';
import { dueDate, nextOf } from '../schedule.ts';
import { missedDates } from '../deliver.ts';
import { newestDay } from '../feed/schedule.ts';
import { deliveriesOf, findDelivery } from '../delivery-store.ts';
import type { Db } from '../../library/database.ts';
import { dateAbout, deliveryName, withYearDigests } from '../year-digest.ts';
import { statusJson, statusText, type DigestStatus, type FeedStatus } from './status-report.ts';
import type { DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

/** How many of a digest's mails are listed. */
const LISTED = 14;

export async function showDigestStatus(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = configuredJobs(config);
  const ofFeeds = await Promise.all(feeds.map((feed) => feedStatus(feed, context.now())));
  await withLibrary(config, ({ db }) => {
    const all = withYearDigests(digests).map((digest) => statusOf(db, digest, context.now()));
    context.stdout.write(flags.json ? statusJson(all, ofFeeds) : statusText(all, ofFeeds));
  });
}

/** What is known of a feed without writing it. */
async function feedStatus(feed: Feed, now: number): Promise<FeedStatus> {
  const [writtenAt, problem] = await Promise.all([feedWrittenAt(feed.path), feedProblem(feed.path)]);
  const due = feed.schedule.dueOn(newestDay(feed, now));
  const isLate = writtenAt === null || (due !== null && writtenAt < due);
  return { feed, writtenAt, isLate, problem };
}

function statusOf(db: Db, digest: Digest, now: number): DigestStatus {
  const due = dueDate(digest.schedule, digest.every, now);
  const next = nextOf(digest, now);
  const date = due && dateAbout(digest, due);
  const coming = date ?? (next === null ? null : dateAbout(digest, dateOf(next, digest.timeZone)));
  const key = { digest: deliveryName(digest), recipient: digest.to.address };
  const current = date && findDelivery(db, { ...key, date: date.toString() });
  return {
    digest,
    deliveries: deliveriesOf(db, key.digest, key.recipient, LISTED).map((delivery) => ({
      ...delivery,
      isUnderWay: delivery.state === 'sending' && isAlive(delivery.pid),
    })),
    due: date !== null && !current ? date : null,
    missed: coming === null ? [] : missedDates(db, { digest, to: digest.to, date: coming }),
    next,
  };
}

// The work of `memories digest status`: what became of each digest's mails, and what comes next.

import { dateOf } from '../calendar.ts';
import { loadConfig } from '../config.ts';
import type { Context } from '../context.ts';
import type { Digest } from '../digests.ts';
import { feedTrouble, feedWrittenAt } from '../feed-file.ts';
import { workOf, type Feed } from '../feeds.ts';
import { isAlive } from '../process-state.ts';
import { dueDate } from '../schedule.ts';
import { missedDates } from '../send-digest.ts';
import { nextOf } from '../serve-digest.ts';
import { newestDay } from '../serve-feed.ts';
import { deliveriesOf, findDelivery } from '../store/deliveries.ts';
import type { Db } from '../store/database.ts';
import { dateAbout, deliveryName, withYearDigests } from '../year-digest.ts';
import { statusJson, statusText, type DigestStatus, type FeedStatus } from '../views/digest-status.ts';
import type { DigestFlags } from './digest.ts';
import { settingFlags } from './options.ts';
import { withLibrary } from './viewing.ts';

/** So many of a digest's mails are listed. */
const LISTED = 14;

export async function showDigestStatus(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = workOf(config);
  const ofFeeds = await Promise.all(feeds.map((feed) => feedStatus(feed, context.now())));
  await withLibrary(config, ({ db }) => {
    const all = withYearDigests(digests).map((digest) => statusOf(db, digest, context.now()));
    context.stdout.write(flags.json ? statusJson(all, ofFeeds) : statusText(all, ofFeeds));
  });
}

/** What can be told of a feed without writing it. */
async function feedStatus(feed: Feed, now: number): Promise<FeedStatus> {
  const [writtenAt, problem] = await Promise.all([feedWrittenAt(feed.path), feedTrouble(feed.path)]);
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

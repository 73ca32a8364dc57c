// The work of `memories digest status`: what became of each digest's mails, and what comes next.

import { loadConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { digestsOf, type Digest } from '../digests.ts';
import { isAlive } from '../process-state.ts';
import { dueDate } from '../schedule.ts';
import { missedDates } from '../send-digest.ts';
import { nextOf } from '../serve-digest.ts';
import { deliveriesOf, findDelivery } from '../store/deliveries.ts';
import type { Db } from '../store/database.ts';
import { statusJson, statusText, type DigestStatus } from '../views/digest-status.ts';
import type { DigestFlags } from './digest.ts';
import { settingFlags } from './options.ts';
import { withLibrary } from './viewing.ts';

/** So many of a digest's mails are listed. */
const LISTED = 14;

export async function showDigestStatus(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const digests = digestsOf(config);
  await withLibrary(config, ({ db }) => {
    const all = digests.map((digest) => statusOf(db, digest, context.now()));
    context.stdout.write(flags.json ? statusJson(all) : statusText(all, config.timeZone));
  });
}

function statusOf(db: Db, digest: Digest, now: number): DigestStatus {
  const date = dueDate(digest.schedule, digest.every, now);
  const key = { digest: digest.name, recipient: digest.to.address };
  const current = date && findDelivery(db, { ...key, date: date.toString() });
  const job = date && { digest, to: digest.to, date };
  return {
    digest,
    deliveries: deliveriesOf(db, digest.name, digest.to.address, LISTED).map((delivery) => ({
      ...delivery,
      isUnderWay: delivery.state === 'sending' && isAlive(delivery.pid),
    })),
    due: date !== null && !current ? date : null,
    missed: job === null ? [] : missedDates(db, job),
    next: nextOf(digest, now),
  };
}

// A digest's mail as the day's memories make it: the same for the preview, for the service and for sending by hand.

import { dateOf, Temporal, type PlainDate } from '../calendar.ts';
import type { Config } from '../config.ts';
import { isAlive } from '../process-state.ts';
import type { Context } from '../context.ts';
import type { Digest } from '../digests.ts';
import type { Library } from '../library.ts';
import type { Memories } from '../memories.ts';
import { nearestDay, onThisDay, type DayQuery } from '../on-this-day.ts';
import { photosWithin, type ScaledPhoto } from '../photos.ts';
import type { DigestJob, WrittenMail } from '../send-digest.ts';
import { accounts as allAccounts, type Account } from '../store/accounts.ts';
import { hideRules } from '../store/hidden.ts';
import { imports } from '../store/imports.ts';
import { emailSubject, emailView } from '../views/email.ts';
import { footerLines, missedNotices } from '../views/digest-words.ts';
import { accountsCalled, namedBy } from './chosen-accounts.ts';

/** Photos are attached at most this wide, in pixels: twice a mail's column, for sharp screens. */
const PHOTO_WIDTH = 1120;
/** For all photos of a mail together. */
const PHOTO_BYTES = 5_000_000;

/** Writes the mail of a job. Throws a UserError for an account that is not there. */
export function mailWriter(
  context: Context,
  config: Config,
  library: Library,
): (job: DigestJob, missed: readonly PlainDate[]) => Promise<WrittenMail> {
  return async (job, missed) => {
    const { digest, date } = job;
    const accounts = accountsOf(library, config, digest);
    const queryOf = (day: PlainDate): DayQuery => dayQuery(config, library, digest, accounts, day);
    const daysOf = (day: PlainDate): Memories[] => datesOf(digest, day).map((one) => onThisDay(library, queryOf(one)));
    const days = daysOf(date);
    const shown = countOf(days);
    if (shown === 0 && digest.empty === 'skip') return { message: null, memories: 0 };
    const showSensitive = config.get('sensitive');
    const tweets = days.flatMap(({ years }) => years.flatMap((year) => year.tweets));
    const limits = { maxWidth: PHOTO_WIDTH, most: digest.maxPhotos, totalBytes: PHOTO_BYTES, showSensitive };
    const photos = named(await photosWithin(tweets, { ...limits, signal: context.signal }));
    const notices = missedNotices(
      missed.map((day) => ({ date: day, memories: countOf(daysOf(day)) })),
      digest.every,
    );
    const email = emailView(days, {
      photos,
      showSensitive,
      notices,
      footer: footerLines(accounts, dataEnds(library, accounts, digest.timeZone), job),
      nearest: shown > 0 ? null : nearestDay(library, queryOf(date)),
    });
    const attached = [...photos.values()].filter(({ cid }) => email.cids.includes(cid));
    return {
      memories: shown,
      message: {
        subject: emailSubject(days, { weekly: digest.every === 'week' }),
        text: email.text,
        html: email.html,
        photos: attached,
        list: { id: `${digest.name}.memories.localhost`, name: 'memories' },
        // Whoever mails to himself knows how to stop it; another one writes to him.
        unsubscribe: digest.from.address === job.to.address ? null : digest.from.address,
      },
    };
  };
}

/** Whose tweets a digest has. Throws a UserError for an account that is not there. */
export function accountsOf({ db }: Library, config: Config, { name, accounts }: Digest): readonly Account[] {
  const own = name === 'digest' ? 'digest.accounts' : `digests.${name}.accounts`;
  const isOwn = config.state(own).origin.source !== 'default';
  return accountsCalled(allAccounts(db), accounts, namedBy(config, isOwn ? own : 'accounts'));
}

/** The day, or the seven days up to it. */
function datesOf({ every }: Digest, date: PlainDate): PlainDate[] {
  const days = every === 'week' ? 7 : 1;
  return Array.from({ length: days }, (_, index) => date.subtract({ days: days - 1 - index }));
}

function dayQuery(
  config: Config,
  { db }: Library,
  digest: Digest,
  accounts: readonly Account[],
  date: PlainDate,
): DayQuery {
  return {
    date,
    timeZone: digest.timeZone,
    accountIds: accounts.map(({ id }) => id),
    retweets: config.get('retweets'),
    replies: config.get('replies'),
    hidden: hideRules(db),
    // Only a digest of one account can be that account's own.
    circle: accounts.length === 1,
  };
}

function countOf(days: readonly Memories[]): number {
  return days.reduce((sum, { shown }) => sum + shown, 0);
}

/** Each with the name that the mail calls it by. */
function named(photos: ReadonlyMap<string, ScaledPhoto>): ReadonlyMap<string, ScaledPhoto & { readonly cid: string }> {
  return new Map([...photos].map(([file, photo], index) => [file, { ...photo, cid: `photo-${index + 1}@memories` }]));
}

/** The date of the newest archive of these accounts; null when none says when it was made. */
function dataEnds({ db }: Library, accounts: readonly Account[], timeZone: string): PlainDate | null {
  const made = imports(db, isAlive)
    .filter(({ account }) => accounts.some(({ handle }) => handle === account))
    .flatMap(({ report }) =>
      report?.generatedAt ? [Temporal.Instant.from(report.generatedAt).epochMilliseconds] : [],
    );
  return made.length === 0 ? null : dateOf(Math.max(...made), timeZone);
}

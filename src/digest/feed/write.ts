// Writes a digest's feed: the same for the service and for sending by hand.

import { setImmediate } from 'node:timers/promises';
import type { Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { buildFeed, type PostsOn } from '../../feed/days.ts';
import { stableId } from '../../platform/stable-id.ts';
import { writeFeedFile } from '../../feed/file.ts';
import type { Feed } from './config.ts';
import type { Library } from '../../library/database.ts';
import { usualIn } from '../../memories/choose.ts';
import { onThisDay, type DayQuery } from '../../memories/on-this-day.ts';
import type { WriteFeed } from './schedule.ts';
import { accounts as allAccounts, identityOf } from '../../library/accounts.ts';
import { loadHideRules } from '../../memories/hide-store.ts';
import { digestAccounts } from '../accounts.ts';

/** Makes sites, which are exports: these stand above digests, so that the command line hands them in. */
export interface SiteKeeper {
  /** Returns how many files have changed. Throws a UserError when it can't be written. */
  readonly write: (context: Context, config: Config, site: Feed) => Promise<number>;
  /** Why it can't be written now, as far as is known. */
  readonly problem: (config: Config, site: Feed) => Promise<string | null>;
  /** When it was last up to date, in milliseconds since 1970 UTC; null when there is none. */
  readonly writtenAt: (site: Feed) => Promise<number | null>;
}

/** Writes feeds and sites. Throws a UserError for an account that is not there, or a file that can't be written. */
export function feedWriter(context: Context, config: Config, library: Library, sites: SiteKeeper): WriteFeed {
  const { signal } = context;
  return async (feed, today) => {
    if (feed.kind === 'site') return sites.write(context, config, feed);
    const accounts = digestAccounts(library, config, feed);
    const query = {
      timeZone: feed.timeZone,
      accountIds: accounts.map(({ id }) => id),
      retweets: config.get('retweets'),
      replies: config.get('replies'),
      hidden: loadHideRules(library.db),
      // Anyone may read a feed.
      circle: false,
    };
    const handles = accounts.map(({ handle }) => handle);
    const usualFor = usualIn(library.db);
    const about = { timeZone: feed.timeZone, today, accounts: handles, usualFor };
    const { text, days } = await buildFeed(postsOf(library, query, signal), idOf(library, feed), about);
    await writeFeedFile(feed.path, text);
    return days;
  };
}

function postsOf(library: Library, query: Omit<DayQuery, 'date'>, signal: AbortSignal): PostsOn {
  return async (date) => {
    // Mails that are due must not wait for it.
    await setImmediate();
    signal.throwIfAborted();
    const { years } = onThisDay(library, { ...query, date });
    return years.toReversed().flatMap(({ posts }) => posts);
  };
}

/** The same whichever accounts the digest has at the time: a reader would take all entries for new ones. */
function idOf({ db }: Library, { name }: Feed): string {
  return stableId('feed', 'digest', name, ...identityOf(allAccounts(db), null));
}

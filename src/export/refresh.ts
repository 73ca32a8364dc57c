// A digest's site, kept fresh: as `memories export --format html` makes it, but written only where something has changed.

import { access, constants, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLibrary } from '../cli/session.ts';
import type { Config } from '../config/config.ts';
import { digestAccounts } from '../digest/accounts.ts';
import type { Feed } from '../digest/feed/config.ts';
import { accountNames, accounts } from '../library/accounts.ts';
import type { Library } from '../library/database.ts';
import { avatarFiles } from '../library/media-folder.ts';
import { usualIn } from '../memories/choose.ts';
import { loadHideRules } from '../memories/hide-store.ts';
import type { Context } from '../platform/context.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { searchPosts } from '../search/find-posts.ts';
import { ensureIndexed } from '../search/prepare.ts';
import { EVERYTHING } from '../search/query/query.ts';
import { dateOf } from '../time/calendar.ts';
import { Handover, momentsIn, protectedPaths } from './handover.ts';
import { MANIFEST } from './output/manifest.ts';
import { assertRefreshable, withRefreshedFolder } from './output/folder.ts';
import { withoutCopies } from './without-copies.ts';
import { html } from './site/site.ts';

/** What to do about a site that can't be written. */
export const SITE_HINT = 'fix that, or name another folder as digest.site';

/** Returns how many files have changed. Throws a UserError for an account that is not there, or a folder that can't be written. */
export async function writeSite(context: Context, config: Config, site: Feed): Promise<number> {
  return await withLibrary(config, async (library) => {
    await ensureIndexed(context, library.db);
    // All of it is as the database was at the start.
    library.db.exec('BEGIN');
    try {
      return await refresh(context, config, library, site);
    } catch (error) {
      if (!(error instanceof UserError) || !error.message.includes(site.path)) throw error;
      throw new UserError(error.message, { hint: SITE_HINT, cause: error });
    } finally {
      library.db.exec('COMMIT');
    }
  });
}

async function refresh(context: Context, config: Config, library: Library, site: Feed): Promise<number> {
  const { timeZone } = site;
  const all = accounts(library.db);
  const own = digestAccounts(library, config, site);
  const choice = {
    timeZone,
    retweets: config.get('retweets'),
    replies: config.get('replies'),
    hidden: loadHideRules(library.db),
    // Anyone may read a site.
    circle: false,
  };
  const accountIds = own.map(({ id }) => id);
  const everything = searchPosts(library, { query: EVERYTHING, accountIds, choice });
  const found = withoutCopies(everything, library, choice, accountIds);
  const about = {
    timeZone,
    today: dateOf(context.now(), timeZone),
    now: context.now(),
    accounts: own.map(({ handle }) => handle),
    names: accountNames(all),
    avatars: avatarFiles(all, library.mediaFolder),
    query: '',
    identity: [],
    showSensitive: config.get('sensitive'),
    usualFor: usualIn(library.db),
    isRefreshed: true,
    moments: () => momentsIn(found, choice),
    read: (ids: readonly string[]) => found.read(ids),
  };
  const posts = new Handover(choice, context.signal, null).of(found.posts(html.order ?? 'oldest'));
  return await withRefreshedFolder(targetFor(config, site), (out) => html.write(posts, out, about));
}

function targetFor(config: Config, { path }: Pick<Feed, 'path'>): Parameters<typeof withRefreshedFolder>[0] {
  return { path, force: true, protects: protectedPaths(config) };
}

/** Why a site can't be written just now, in words; null when nothing is known against it. */
export async function siteProblem(config: Config, site: Pick<Feed, 'path'>): Promise<string | null> {
  try {
    await assertRefreshable(targetFor(config, site));
    await access(dirname(site.path), constants.W_OK);
    return null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return `there is no folder ${dirname(site.path)}`;
    return error instanceof UserError ? error.message.replace(site.path, 'it') : reasonOf(error);
  }
}

/** When it was last written or found to be the same, in milliseconds since 1970 UTC; null when there is none. */
export async function siteWrittenAt({ path }: Pick<Feed, 'path'>): Promise<number | null> {
  const found = await stat(join(path, MANIFEST)).catch(() => null);
  return found === null ? null : Math.floor(found.mtimeMs);
}

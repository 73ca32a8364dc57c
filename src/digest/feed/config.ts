// The feeds that a configuration has, and with the digests all that there is to keep going.

import type { Config } from '../../config/config.ts';
import { DEFAULT_DIGEST, digestKey } from '../../config/keys.ts';
import { digestsOf, NO_DIGEST, NO_DIGEST_HINT, originOf, type Digest } from '../config.ts';
import { UserError } from '../../platform/errors.ts';
import { dailyAt, type Schedule } from '../schedule.ts';

export interface Feed {
  /** The digest's whose days it has. */
  readonly name: string;
  /** An absolute path. */
  readonly path: string;
  /** Each day at the digest's time, whatever days that has. */
  readonly schedule: Schedule;
  /** An IANA name: whose days count. */
  readonly timeZone: string;
  /** Handles; empty for all. */
  readonly accounts: readonly string[];
}

/** The first digest's feed first. Throws a UserError when two have the same file. */
export function feedsOf(config: Config): readonly Feed[] {
  const feeds = [DEFAULT_DIGEST, ...config.namedDigests].flatMap((name) => {
    const path = config.ofDigest(name, 'digest.feed');
    if (path === null) return [];
    const origin = originOf(config, name, 'day');
    return [{ ...origin, path, schedule: dailyAt(origin.schedule) }];
  });
  for (const [index, { name, path }] of feeds.entries()) {
    const other = feeds.slice(0, index).find((feed) => feed.path === path);
    if (!other) continue;
    throw new UserError(`the digests "${other.name}" and "${name}" have the same feed, ${path}`, {
      hint: `set another: memories config set ${digestKey(name, 'digest.feed')} <file>`,
    });
  }
  return feeds;
}

export interface DigestJobs {
  readonly digests: readonly Digest[];
  readonly feeds: readonly Feed[];
}

/** All that is to be mailed and written. Throws a UserError when there is nothing, or a digest can't be read. */
export function configuredJobs(config: Config): DigestJobs {
  const work = { digests: digestsOf(config), feeds: feedsOf(config) };
  if (work.digests.length + work.feeds.length > 0) return work;
  throw new UserError(NO_DIGEST, { hint: NO_DIGEST_HINT });
}

export function formatFeedName({ name, path }: Pick<Feed, 'name' | 'path'>): string {
  return `${name}, feed ${path}`;
}

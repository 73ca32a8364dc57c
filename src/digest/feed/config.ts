// The feeds and sites that a configuration has, and with the digests all that there is to keep going.

import type { Config } from '../../config/config.ts';
import { DEFAULT_DIGEST, digestKey } from '../../config/keys.ts';
import { digestsOf, NO_DIGEST, NO_DIGEST_HINT, originOf, type Digest } from '../config.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { UserError } from '../../platform/errors.ts';
import { dailyAt, type Schedule } from '../schedule.ts';

/** What a digest keeps fresh: an Atom feed, or a site. */
export interface Feed {
  readonly kind: 'feed' | 'site';
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

const KINDS = ['feed', 'site'] as const;

/** The first digest's feed first. Throws a UserError when two have the same file or folder. */
export function feedsOf(config: Config): readonly Feed[] {
  const feeds = [DEFAULT_DIGEST, ...config.namedDigests].flatMap((name) =>
    KINDS.flatMap((kind): Feed[] => {
      const path = config.ofDigest(name, `digest.${kind}`);
      if (path === null) return [];
      const origin = originOf(config, name, 'day');
      return [{ ...origin, kind, path, schedule: dailyAt(origin.schedule) }];
    }),
  );
  for (const [index, { kind, name, path }] of feeds.entries()) {
    const other = feeds.slice(0, index).find((feed) => feed.path === path);
    if (!other) continue;
    throw new UserError(`the digests "${other.name}" and "${name}" have the same ${kind}, ${path}`, {
      hint: `set another: memories config set ${digestKey(name, `digest.${kind}`)} <${kind === 'feed' ? 'file' : 'folder'}>`,
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

export function formatFeedName({ name, kind, path }: Pick<Feed, 'name' | 'kind' | 'path'>): string {
  return `${name}, ${kind} ${path}`;
}

/** How much there is in what was written: a feed's days, or a site's files that have changed. */
export function formatFeedSize({ kind }: Pick<Feed, 'kind'>, count: number): string {
  return pluralize(count, kind === 'feed' ? 'day' : 'changed file');
}

// The archives that can be read: a line for each network.

import { bluesky } from './bluesky/archives.ts';
import type { ArchiveFormat, NetworkArchives } from './network/format.ts';
import { mastodon } from './mastodon/archives.ts';
import { twitter } from './twitter/archives.ts';
import type { Network } from '../post/network.ts';

export const ARCHIVES: readonly NetworkArchives[] = [twitter, mastodon, bluesky];

const FORMATS = ARCHIVES.flatMap(({ formats }) => formats);

/** Throws when there is no format of this name. */
export function formatNamed(name: string): ArchiveFormat {
  const found = FORMATS.find((format) => format.name === name);
  if (!found) throw new Error(`there is no format ${name}`);
  return found;
}

/** The format of an archive with these paths. */
export function detectFormat(paths: readonly string[]): ArchiveFormat | undefined {
  return FORMATS.find((format) => format.recognises(paths));
}

/** Where the archives of a format have their media. */
export function mediaLayoutOf({ network }: ArchiveFormat): NetworkArchives['media'] {
  const found = ARCHIVES.find((archives) => archives.network === network);
  if (!found) throw new Error(`there are no archives of ${network}`);
  return found.media;
}

/** The files of posts at an archive's root that aren't of its network. */
export function postFilesOfOthers(paths: readonly string[], network: Network): string[] {
  const others = ARCHIVES.filter((archives) => archives.network !== network);
  return paths.filter((path) => others.some(({ isPostFile, rootOf }) => isPostFile(path) && rootOf(path) === ''));
}

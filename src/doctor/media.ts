// Checks that the copies of photos and videos are there and complete.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../platform/errors.ts';
import { accounts } from '../library/accounts.ts';
import { mediaFault } from '../library/media-check.ts';
import { avatarName, mediaFileNames } from '../library/media-folder.ts';
import { leftoversIn } from '../platform/temporary.ts';
import type { Db } from '../library/database.ts';
import { filesOnce, mediaDamagedInArchives, postsWithMedia } from '../library/health.ts';
import { fine, warning, wrong, type Finding } from './finding.ts';
import { formatNumber, pluralize } from '../text/numbers-and-dates.ts';

const AGAIN = 'import the archive again: it copies what is not there, or not whole';
const OTHER = 'nothing, unless you have another archive with them whole: import it too';

export function mediaFindings(db: Db, folder: string): Finding[] {
  const names = new Set(namesIn(folder));
  const { files, missing } = countIn(db, names);
  const broken = [...files].filter((name) => mediaFault(join(folder, name), name) !== null);
  const known = broken.length > 0 ? mediaDamagedInArchives(db) : new Set();
  const cut = broken.filter((name) => !known.has(name));
  const damaged = broken.filter((name) => known.has(name));
  const left = leftoversIn(folder);
  const found = [
    ...(missing > 0 ? [wrong('media', `${countFiles(missing)} gone from ${folder}`, AGAIN)] : []),
    ...(cut.length > 0 ? [wrong('media', `${countFiles(cut.length)} not whole: ${listNames(cut)}`, AGAIN)] : []),
    ...(damaged.length > 0
      ? [warning('media', `${countFiles(damaged.length)} damaged in the archive itself: ${listNames(damaged)}`, OTHER)]
      : []),
    ...(left.length > 0
      ? [warning('media', `${folder} has ${pluralize(left.length, 'leftover')} of a cut off import`, LEFT)]
      : []),
  ];
  if (found.length > 0) return found;
  if (files.size === 0) return [];
  return [fine('media', `${folder}: ${pluralize(files.size, 'file')}, all there and whole`)];
}

const LEFT = 'nothing: the next import removes them';

function countFiles(files: number): string {
  return `${pluralize(files, 'file')} ${files === 1 ? 'is' : 'are'}`;
}

function listNames(names: readonly string[]): string {
  const more = names.length > 3 ? `, and ${formatNumber(names.length - 3)} more` : '';
  return names.slice(0, 3).join(', ') + more;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The files that posts and accounts use, and how many of the files that were there once are missing. */
function countIn(db: Db, names: ReadonlySet<string>): { files: Set<string>; missing: number } {
  const files = new Set<string>();
  const there = new Map<number, number>();
  for (const { postId, accountId, media } of postsWithMedia(db)) {
    for (const medium of media) {
      const copies = mediaFileNames(postId, medium).filter((name) => names.has(name));
      if (copies.length === 0) continue;
      for (const name of copies) files.add(name);
      there.set(accountId, (there.get(accountId) ?? 0) + 1);
    }
  }
  for (const { networkId } of accounts(db)) {
    const avatar = networkId === null ? '' : avatarName(networkId);
    if (names.has(avatar)) files.add(avatar);
  }
  const gone = [...filesOnce(db)].map(([account, once]) => Math.max(0, once - (there.get(account) ?? 0)));
  return { files, missing: gone.reduce((sum, one) => sum + one, 0) };
}

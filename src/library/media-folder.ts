// The copies of photos and videos, beside the database: one file per medium, named as in the archive.

import { existsSync, statSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { isOfAnotherUser } from '../platform/private-files.ts';
import type { Media } from '../post/post.ts';

/** Where the media of a database are: `memories-media` beside `memories.db`. */
export function mediaFolderOf(databasePath: string): string {
  return join(dirname(databasePath), `${parse(databasePath).name}-media`);
}

/**
 * What programs take for a photo, a film or a sound. By its name alone a browser takes a file for a page, and Windows for a
 * device or a program.
 */
const MEDIA_NAME = /^[\w-][\w.-]{0,140}\.(?:jpe?g|jfif|png|gif|webp|avif|heic|heif|bmp|mp4|m4v|mov|webm|mp3|m4a|ogg)$/i;

/** The name of a medium's file, `<tweet id>-<last part of its address>`; null when that makes no safe name. */
export function mediaFileName(postId: string, media: Media): string | null {
  const last = /\/([^/?#]+)(?:[?#].*)?$/.exec(media.url)?.[1] ?? '';
  return MEDIA_NAME.test(last) ? `${postId}-${last}` : null;
}

/** The names that archives have for a medium, the newest first: its copy has the name of the archive that it comes from. */
export function mediaFileNames(postId: string, media: Media): string[] {
  const urls = [media.url, ...(media.otherUrls ?? [])];
  return urls.flatMap((url) => mediaFileName(postId, { ...media, url }) ?? []);
}

/** The path of the copy; null when there is none. */
export function mediaFile(folder: string, postId: string, media: Media): string | null {
  for (const name of mediaFileNames(postId, media)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
  }
  return null;
}

/** Finds the path of a copy; null when there is none. */
export type FindMedia = (postId: string, media: Media) => string | null;

/** For many media at once: where there is no folder, none is looked for. */
export function mediaFinder(folder: string): FindMedia {
  return existsSync(folder) ? (postId, media) => mediaFile(folder, postId, media) : () => null;
}

/** The name of an account's picture, by what its network calls the account: that is the same in every database. */
export function avatarName(networkId: string): string {
  // An address, with all that it may have in it, must not lead anywhere else.
  return `avatar-${networkId.replace(/[^\w.-]+/g, '-').slice(0, 200)}.jpg`;
}

/** The pictures of accounts that are there, by the accounts' handles. */
export function avatarFiles(
  accounts: readonly { readonly handle: string; readonly networkId: string | null }[],
  folder: string,
): Map<string, string> {
  const known = accounts.flatMap(({ handle, networkId }): [string, string][] =>
    networkId === null ? [] : [[handle, join(folder, avatarName(networkId))]],
  );
  return new Map(known.filter(([, path]) => existsSync(path)));
}

/** Whether the file is there, in that size: none has its final name before it is whole. */
export function hasCopy(folder: string, name: string, size: number): boolean {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.size === size;
}

/** Throws a UserError for one that another user has put there. `database` is the path of the one that it belongs to. */
export async function createFolder(folder: string, database: string): Promise<void> {
  if (isOfAnotherUser(folder, database)) {
    throw new UserError(`another user has made the folder ${folder}, and could exchange what is in it`, {
      hint: 'the posts are in; move it away, or keep the database in a folder of yours',
    });
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** The bytes that the folder's disk has for us. */
export async function freeSpaceOf(folder: string): Promise<number> {
  const { blocks, bavail, bsize } = await statfs(folder);
  // Some network folders don't tell.
  return blocks === 0 ? Infinity : bavail * bsize;
}

/** The system's errors of writing there in words; anything else as it is. */
export function unwritableError(error: unknown, folder: string): unknown {
  const code = codeOf(error) ?? '';
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new UserError(`the disk is full: not all media could be copied to ${folder}`, {
      hint: 'make room, then run the same command again: it goes on where it stopped',
      cause: error,
    });
  }
  return new UserError(`the media could not be copied to ${folder}: ${reasonOf(error)}`, {
    hint: 'the posts are in; check the folder, or do without the media: --media none',
    cause: error,
  });
}

// `--html FILE` and `--open`: the page as a file, and in the browser.

import { dirname, join } from 'node:path';
import { cacheFolder } from '../platform/folders.ts';
import { pathFromHere } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import type { UsualFor } from '../memories/choose.ts';
import { postsIn, type Album } from '../views/album.ts';
import { albumSubtitle } from '../views/album-words.ts';
import { accountNames, accounts } from '../library/accounts.ts';
import { avatarFiles } from '../library/media-folder.ts';
import type { Memory } from '../library/memory.ts';
import { writeOwnFile, type OwnKind } from '../platform/overwrite.ts';
import { openInBrowser } from '../platform/browser.ts';
import { avatarsFor, photosFor } from '../views/photos.ts';
import { pageView, type PageOptions } from '../views/page/page.ts';
import type { OpenSession } from './session.ts';
import { commandNaming, type ShowFlags } from './flags.ts';

/** The last line of every page that is a file, by which it is known again. */
const MARK = '<!-- memories -->\n';

/** What a page may take the place of. */
const PAGE: OwnKind = { isOurs: (_start, end) => end.endsWith(MARK), mayBeStream: true };

/** The page that is only looked at has a name that is ours, whatever made it. */
const LOOKED_AT: OwnKind = { isOurs: () => true };

/** Photos are shown at most this wide, in pixels; twice the page's column for sharp screens. */
const PHOTO_WIDTH = 1280;

/** The same for the picture above the title. */
const AVATAR_WIDTH = 144;

/** `usualFor` chooses what of a long page is open at once. */
export async function writePage(
  context: Context,
  session: OpenSession,
  flags: ShowFlags,
  album: Album,
  usualFor?: UsualFor,
): Promise<void> {
  const options = await pageOptions(context, session, flags, postsIn(album));
  const page = pageView(album, { ...options, ...(usualFor && { usualFor }) });
  await outputPage(context, flags, page, { what: albumSubtitle(album), name: 'memories.html' });
}

/** What else a page with these posts needs. */
export async function pageOptions(
  context: Context,
  { config, library }: OpenSession,
  flags: ShowFlags,
  posts: readonly Memory[],
): Promise<PageOptions> {
  const all = accounts(library.db);
  const shown = new Set(posts.map(({ account }) => account));
  const avatars = avatarFiles(
    all.filter(({ handle }) => shown.has(handle)),
    library.mediaFolder,
  );
  return {
    photos: await photosFor(posts, PHOTO_WIDTH, { signal: context.signal }),
    showSensitive: config.get('sensitive', flags.sensitive),
    generatedAt: new Date(context.now()).toISOString(),
    names: accountNames(all),
    nameCommand: commandNaming(context, flags),
    avatars: await avatarsFor(avatars, AVATAR_WIDTH),
  };
}

/**
 * Writes a page where the flags want it, and says `what` it is with its path. `name` is the file's if no flag names one.
 * Throws a UserError when something else is there, or it can't be written.
 */
export async function outputPage(
  context: Context,
  flags: { readonly html?: string | undefined; readonly open?: boolean | undefined },
  page: string,
  { what, name }: { readonly what: string; readonly name: string },
): Promise<void> {
  if (flags.html === '-') {
    context.stdout.write(page);
    return;
  }
  const path = flags.html === undefined ? await temporaryPage(context, name) : pathFromHere(flags.html, context);
  try {
    await writeOwnFile(path, page + MARK, flags.html === undefined ? LOOKED_AT : PAGE);
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(path)}` : reasonOf(error);
    throw unwritableError(`the page ${path} can't be written: ${why}`, error);
  }
  context.stderr.write(`${what.replace(/\.$/, '')}: ${path}\n`);
  if (flags.open) await openInBrowser(path);
}

/** Of a page that is only to be looked at: the next one replaces it. */
async function temporaryPage(context: Context, name: string): Promise<string> {
  try {
    return join(await cacheFolder(context), name);
  } catch (error) {
    throw unwritableError(`there is no place for the page: ${reasonOf(error)}`, error);
  }
}

function unwritableError(what: string, cause: unknown): UserError {
  return new UserError(what, { hint: 'pass another file with --html', cause });
}

// `--html FILE` and `--open`: the page as a file, and in the browser.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { messageOf, UserError } from '../errors.ts';
import type { Album } from '../views/album.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { photosFor } from '../photos.ts';
import { pageView } from '../views/page.ts';
import type { ShowFlags } from './options.ts';

/** Photos are shown at most this wide, in pixels; twice the page's column for sharp screens. */
const PHOTO_WIDTH = 1280;

export async function writePage(context: Context, config: Config, flags: ShowFlags, album: Album): Promise<void> {
  const tweets = album.sections.flatMap(({ blocks }) => blocks.flat());
  const photos = await photosFor(tweets, PHOTO_WIDTH, { signal: context.signal });
  const page = pageView(album, {
    photos,
    showSensitive: config.get('sensitive', flags.sensitive),
    generatedAt: new Date(context.now()).toISOString(),
  });
  await putPage(context, flags, page, { what: album.subtitle, name: 'memories.html' });
}

/** Writes a page where the flags say, and opens it if they say so. `name` is that of one that is only looked at. */
export async function putPage(
  context: Context,
  flags: { readonly html?: string | undefined; readonly open?: boolean | undefined },
  page: string,
  { what, name }: { readonly what: string; readonly name: string },
): Promise<void> {
  if (flags.html === '-') {
    context.stdout.write(page);
    return;
  }
  const path = flags.html === undefined ? await temporaryFile(name) : resolve(context.cwd, flags.html);
  try {
    await writeFile(path, page, { mode: 0o600 });
  } catch (error) {
    throw new UserError(`the page can't be written: ${messageOf(error)}`, {
      hint: 'pass another file to --html',
      cause: error,
    });
  }
  context.stderr.write(`${what}: ${path}\n`);
  if (flags.open) await openInBrowser(path);
}

async function temporaryFile(name: string): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'memories-')), name);
}

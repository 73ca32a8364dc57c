// The photos and films of a site, copied into its folder as they are, under the names they have here. Where a photo is much
// larger than a page shows it, a smaller copy is shown, which leads to it.

import { parse } from 'node:path';
import type { Memory, MemoryMedia } from '../../library/memory.ts';
import type { PagePhoto } from '../../views/page/media.ts';
import { mediaFault } from '../../library/media-check.ts';
import { scaledPhoto } from '../../views/photos.ts';
import type { ExportContext } from '../formats/format.ts';
import type { FolderOut } from '../output/output.ts';

/** By its name a browser takes a file for a page: only these names are for photos and films. */
const EXTENSIONS = { photo: /\.(?:jpe?g|png|webp|gif)$/i, video: /\.(?:mp4|m4v|mov|webm)$/i };

/** In pixels; twice the page's column for sharp screens. */
const WIDTH = 1280;

/** How many posts are ahead of the one that pages take in: their photos are made smaller at the same time. */
const AHEAD = 4;

/** A medium with what a page of the site shows of it; null for what isn't a photo, or isn't there. */
interface SiteMedium extends MemoryMedia {
  readonly shown: PagePhoto | null;
}

/** The posts, and those they quote, with files as a page below the site's folder finds them. */
export async function* withCopies(posts: AsyncIterable<Memory>, out: FolderOut): AsyncGenerator<Memory> {
  const waiting: Promise<Memory>[] = [];
  try {
    for await (const post of posts) {
      if (waiting.length === 0 && !hasFiles(post)) {
        yield post;
        continue;
      }
      const copied = copiedIn(post, out);
      // It fails when its turn comes.
      copied.catch(() => undefined);
      waiting.push(copied);
      const next = waiting.length > AHEAD ? waiting.shift() : undefined;
      if (next) yield await next;
    }
    for (const last of waiting) yield await last;
  } finally {
    // Nothing is still being written when the folder is removed.
    await Promise.allSettled(waiting);
  }
}

function hasFiles({ media, quotedPost }: Memory): boolean {
  return media.some(({ file }) => file !== null) || (quotedPost !== null && hasFiles(quotedPost));
}

async function copiedIn(post: Memory, out: FolderOut): Promise<Memory> {
  if (!hasFiles(post)) return post;
  const media: SiteMedium[] = [];
  for (const medium of post.media) media.push(await copyOf(medium, out));
  const quotedPost = post.quotedPost && (await copiedIn(post.quotedPost, out));
  return { ...post, media, quotedPost };
}

async function copyOf(medium: MemoryMedia, out: FolderOut): Promise<SiteMedium> {
  const { type, file } = medium;
  const none = { ...medium, file: null, shown: null };
  const name = /[\w-][\w.-]*$/.exec(file ?? '')?.[0];
  if (file === null || name === undefined) return none;
  if (!EXTENSIONS[type === 'photo' ? 'photo' : 'video'].test(name)) return none;
  if (!(await out.copy(file, `media/${name}`))) return none;
  const address = `../media/${name}`;
  const shown = type === 'photo' ? await shownPhoto(file, name, out) : null;
  return { ...medium, file: address, shown: shown && { ...shown, whole: address } };
}

/** Null for a file that no browser would show, or not whole: as on other pages, it is a link to the file. */
async function shownPhoto(file: string, name: string, out: FolderOut): Promise<PagePhoto | null> {
  if (mediaFault(file, name) !== null) return null;
  const shrunk = await out.shrink(file, `media/small/${name}`, WIDTH);
  if (shrunk === null) return null;
  return { address: `../${shrunk.path ?? `media/${name}`}`, width: shrunk.width, height: shrunk.height };
}

/** In pixels; twice what the front page shows, for sharp screens. */
const AVATAR_WIDTH = 192;

/** Puts the pictures of accounts into the site; gives their addresses from its top, by the accounts' handles. */
export async function avatarsIn(
  out: FolderOut,
  { accounts, avatars }: Pick<ExportContext, 'accounts' | 'avatars'>,
): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  for (const handle of accounts) {
    const file = avatars.get(handle);
    const picture = file === undefined ? null : await scaledPhoto(file, AVATAR_WIDTH);
    if (file === undefined || picture === null) continue;
    const address = `media/${parse(file).name}.${picture.mimeType === 'image/png' ? 'png' : 'jpg'}`;
    out.put(address, picture.data);
    addresses.set(handle, address);
  }
  return addresses;
}

/** The photos of posts that have copies. */
export function photosOf(posts: readonly Memory[]): Map<string, PagePhoto> {
  const photos = new Map<string, PagePhoto>();
  for (const { media, quotedPost } of posts) {
    for (const medium of media) {
      if (medium.file !== null && isOfSite(medium) && medium.shown) photos.set(medium.file, medium.shown);
    }
    if (quotedPost) for (const [file, photo] of photosOf([quotedPost])) photos.set(file, photo);
  }
  return photos;
}

function isOfSite(medium: MemoryMedia): medium is SiteMedium {
  return 'shown' in medium;
}

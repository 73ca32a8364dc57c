// The photos and films of a site, copied into its folder as they are, under the names they have here.

import type { Memory, MemoryMedia } from '../memories.ts';
import type { PagePhoto } from '../views/page-media.ts';
import type { FolderOut } from './format.ts';

/** By its name a browser takes a file for a page: only these names are for photos and films. */
const EXTENSIONS = { photo: /\.(?:jpe?g|png|webp|gif)$/i, video: /\.(?:mp4|m4v|mov|webm)$/i };

/** The tweet, and the one it quotes, with files as a page below the site's folder finds them. */
export async function withCopies(tweet: Memory, out: FolderOut): Promise<Memory> {
  const media: MemoryMedia[] = [];
  for (const medium of tweet.media) media.push({ ...medium, file: await copyOf(medium, out) });
  const quotedTweet = tweet.quotedTweet && (await withCopies(tweet.quotedTweet, out));
  return { ...tweet, media, quotedTweet };
}

async function copyOf({ type, file }: MemoryMedia, out: FolderOut): Promise<string | null> {
  const name = /[\w-][\w.-]*$/.exec(file ?? '')?.[0];
  if (file === null || name === undefined) return null;
  if (!EXTENSIONS[type === 'photo' ? 'photo' : 'video'].test(name)) return null;
  return (await out.copy(file, `media/${name}`)) ? `../media/${name}` : null;
}

/** What a photo is taken to be where the archive doesn't say, in pixels. */
const USUAL = { width: 1200, height: 900 };

/** The photos of tweets that have copies. */
export function photosOf(tweets: readonly Memory[]): Map<string, PagePhoto> {
  const photos = new Map<string, PagePhoto>();
  for (const { media, quotedTweet } of tweets) {
    for (const { type, file, width, height } of media) {
      const size = width && height ? { width, height } : USUAL;
      if (type === 'photo' && file !== null) photos.set(file, { address: file, ...size });
    }
    if (quotedTweet) for (const [file, photo] of photosOf([quotedTweet])) photos.set(file, photo);
  }
  return photos;
}

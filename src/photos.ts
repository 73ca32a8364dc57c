// Photos made small enough for a page or a mail, without what a camera writes into them, such as the place. The only
// importer of sharp, which is loaded with the first photo.

import type { Memory } from './memories.ts';

export interface ScaledPhoto {
  readonly data: Buffer;
  readonly mimeType: string;
  /** In pixels, as it is to be seen. */
  readonly width: number;
  readonly height: number;
}

export interface PhotoData extends ScaledPhoto {
  /** An address that holds the photo whole, for a page that loads nothing. */
  readonly dataUri: string;
}

/** What Twitter keeps photos as. Anything else in such a file is no photo, least of all SVG, which can name other files. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif']);

/** Four times what Twitter allows: a small file can claim to be a huge image. */
const MOST_PIXELS = 8192 * 8192;

const AT_ONCE = 4;

/** The photo, at most so wide, upright, without metadata; null when it can't be read or is none. */
export async function scaledPhoto(path: string, maxWidth: number): Promise<ScaledPhoto | null> {
  try {
    const { default: sharp } = await import('sharp');
    const image = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true });
    const { format, hasAlpha } = await image.metadata();
    if (!FORMATS.has(format)) return null;
    const transparent = hasAlpha && !(await image.stats()).isOpaque;
    image.resize({ width: maxWidth, withoutEnlargement: true });
    const output = transparent ? image.png({ compressionLevel: 9 }) : image.jpeg({ quality: 80 });
    const { data, info } = await output.toBuffer({ resolveWithObject: true });
    return { data, mimeType: transparent ? 'image/png' : 'image/jpeg', width: info.width, height: info.height };
  } catch {
    return null;
  }
}

/** The photos of tweets and of the tweets they quote, by their files; those that can't be read are left out. */
export async function photosFor(
  tweets: readonly Memory[],
  maxWidth: number,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, PhotoData>> {
  const files = [...new Set(tweets.flatMap(photoFiles))];
  const scaled = new Map<string, PhotoData>();
  const waiting = files.values();
  const work = async (): Promise<void> => {
    for (const file of waiting) {
      options.signal?.throwIfAborted();
      const photo = await scaledPhoto(file, maxWidth);
      if (photo) scaled.set(file, { ...photo, dataUri: dataUriOf(photo) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return scaled;
}

function dataUriOf({ data, mimeType }: ScaledPhoto): string {
  return `data:${mimeType};base64,${data.toString('base64')}`;
}

function photoFiles(tweet: Memory): string[] {
  const own = tweet.media.flatMap(({ type, file }) => (type === 'photo' && file !== null ? [file] : []));
  return tweet.quotedTweet ? [...own, ...photoFiles(tweet.quotedTweet)] : own;
}

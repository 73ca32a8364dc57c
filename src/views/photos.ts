// Photos made small enough for a page or a mail, without what a camera writes into them, such as the place. sharp is
// loaded with the first photo.

import type { Memory, MemoryMedia } from '../library/memory.ts';
import { areMediaCovered } from './covered.ts';

export interface ScaledPhoto {
  readonly data: Buffer;
  readonly mimeType: string;
  /** In pixels, as it is to be seen. */
  readonly width: number;
  readonly height: number;
}

export interface PhotoData extends ScaledPhoto {
  /** A data URI: it holds the photo whole, for a page that loads nothing. */
  readonly address: string;
}

/** What Twitter stores photos as. Anything else is refused, above all SVG, which can refer to other files. */
export const PHOTO_FORMATS = new Set(['jpeg', 'png', 'webp', 'gif']);

/** Four times what Twitter allows: a small file can claim to be a huge image. */
export const MOST_PIXELS = 8192 * 8192;

const AT_ONCE = 4;

/** The photo, upright, no wider than asked and without metadata; null when it can't be read as one. */
export async function scaledPhoto(path: string, maxWidth: number, quality = 80): Promise<ScaledPhoto | null> {
  try {
    const { default: sharp } = await import('sharp');
    const image = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true });
    const { format, hasAlpha } = await image.metadata();
    if (!PHOTO_FORMATS.has(format)) return null;
    const transparent = hasAlpha && !(await image.stats()).isOpaque;
    image.resize({ width: maxWidth, withoutEnlargement: true });
    const output = transparent ? image.png({ compressionLevel: 9 }) : image.jpeg({ quality });
    const { data, info } = await output.toBuffer({ resolveWithObject: true });
    return { data, mimeType: transparent ? 'image/png' : 'image/jpeg', width: info.width, height: info.height };
  } catch {
    return null;
  }
}

export interface SizedPhoto {
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Null where the file itself serves as well. */
  readonly scaled: ScaledPhoto | null;
}

/** Times the width a page needs: below that, a scaled copy would hardly load sooner. */
const MUCH_WIDER = 1.5;

/** A photo for pages that have its file next to them, scaled only if it is much wider; null when it can't be read as one. */
export async function sizedPhoto(path: string, maxWidth: number): Promise<SizedPhoto | null> {
  try {
    const { default: sharp } = await import('sharp');
    const { format, autoOrient, pages = 1 } = await sharp(path, { limitInputPixels: MOST_PIXELS }).metadata();
    if (!PHOTO_FORMATS.has(format)) return null;
    const isLarge = autoOrient.width > MUCH_WIDER * maxWidth && pages === 1;
    const scaled = isLarge ? await scaledPhoto(path, maxWidth) : null;
    return { ...(scaled ?? autoOrient), scaled };
  } catch {
    return null;
  }
}

/** The photos of posts and of the posts they quote, by their files; those that can't be read are left out. */
export async function photosFor(
  posts: readonly Memory[],
  maxWidth: number,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, PhotoData>> {
  const files = [...new Set(posts.flatMap((post) => photoFiles(post)))];
  const scaled = await scaledOf(files, (file) => scaledPhoto(file, maxWidth), options.signal);
  return new Map([...scaled].map(([file, photo]) => [file, { ...photo, address: dataUriOf(photo) }]));
}

/** Pictures of accounts as data URIs, by the keys of their files; those that can't be read are left out. */
export async function avatarsFor(files: ReadonlyMap<string, string>, maxWidth: number): Promise<Map<string, string>> {
  const scaled = await scaledOf([...files.values()], (file) => scaledPhoto(file, maxWidth));
  return new Map(
    [...files].flatMap(([key, file]) => {
      const photo = scaled.get(file);
      return photo ? [[key, dataUriOf(photo)]] : [];
    }),
  );
}

export interface PhotoLimits {
  /** In pixels. */
  readonly maxWidth: number;
  /** How many photos. */
  readonly most: number;
  /** Of all of them together. */
  readonly totalBytes: number;
  readonly signal?: AbortSignal;
}

/** What a photo is made that is larger than its share: its part of the width, and the quality of its JPEG. */
const HARDER = [
  { width: 1, quality: 65 },
  { width: 0.75, quality: 60 },
  { width: 0.5, quality: 55 },
  { width: 0.33, quality: 50 },
] as const;

/** The photos of posts and of the posts they quote, each once; sensitive ones are not even read unless they are shown. */
export function shownPhotoFiles(posts: readonly Memory[], showSensitive: boolean): string[] {
  return [...new Set(posts.flatMap((post) => photoFiles(post, (one) => !areMediaCovered(one, showSensitive))))];
}

/**
 * The first photos, in the order given, within the limits: large ones are made smaller until all fit, and what is too
 * large even so is left out, like what can't be read.
 */
export async function photosWithin(
  files: readonly string[],
  limits: PhotoLimits,
): Promise<ReadonlyMap<string, ScaledPhoto>> {
  let photos = await firstOf(files, limits);
  const share = limits.totalBytes / Math.max(1, photos.size);
  for (const { width, quality } of HARDER) {
    if (bytesOf(photos) <= limits.totalBytes) return photos;
    const large = [...photos].filter(([, { data }]) => data.length > share).map(([file]) => file);
    const again = await scaledOf(
      large,
      (file) => scaledPhoto(file, Math.round(limits.maxWidth * width), quality),
      limits.signal,
    );
    photos = new Map([...photos].map(([file, photo]) => [file, smaller(photo, again.get(file))]));
  }
  return fitting(photos, limits.totalBytes);
}

/** As many as are wanted of those that can be read. */
async function firstOf(files: readonly string[], limits: PhotoLimits): Promise<Map<string, ScaledPhoto>> {
  const first = new Map<string, ScaledPhoto>();
  for (let at = 0; at < files.length && first.size < limits.most;) {
    const next = files.slice(at, at + limits.most - first.size);
    const scaled = await scaledOf(next, (file) => scaledPhoto(file, limits.maxWidth), limits.signal);
    for (const [file, photo] of scaled) first.set(file, photo);
    at += next.length;
  }
  return first;
}

function smaller(one: ScaledPhoto, other: ScaledPhoto | undefined): ScaledPhoto {
  return other && other.data.length < one.data.length ? other : one;
}

function fitting(photos: ReadonlyMap<string, ScaledPhoto>, totalBytes: number): Map<string, ScaledPhoto> {
  let room = totalBytes;
  const fit = new Map<string, ScaledPhoto>();
  for (const [file, photo] of photos) {
    if (photo.data.length > room) continue;
    room -= photo.data.length;
    fit.set(file, photo);
  }
  return fit;
}

function bytesOf(photos: ReadonlyMap<string, ScaledPhoto>): number {
  return [...photos.values()].reduce((sum, { data }) => sum + data.length, 0);
}

/** What becomes of files, some at once, in their order; without those that nothing becomes of. */
async function scaledOf(
  files: readonly string[],
  scale: (file: string) => Promise<ScaledPhoto | null>,
  signal?: AbortSignal,
): Promise<Map<string, ScaledPhoto>> {
  const photos: (ScaledPhoto | null)[] = [];
  const waiting = files.entries();
  const work = async (): Promise<void> => {
    for (const [index, file] of waiting) {
      signal?.throwIfAborted();
      photos[index] = await scale(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return new Map(files.flatMap((file, index) => (photos[index] ? [[file, photos[index]]] : [])));
}

function dataUriOf({ data, mimeType }: ScaledPhoto): string {
  return `data:${mimeType};base64,${data.toString('base64')}`;
}

/** The files of a post's photos and of those it quotes, where the post and the medium pass. */
export function photoFiles(
  post: Memory,
  include: (post: Memory, media: MemoryMedia) => boolean = () => true,
): string[] {
  const own = post.media.flatMap((media) => {
    return media.type === 'photo' && media.file !== null && include(post, media) ? [media.file] : [];
  });
  return post.quotedPost ? [...own, ...photoFiles(post.quotedPost, include)] : own;
}

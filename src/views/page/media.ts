// Photos as large as they deserve and never cropped without need; videos as labelled tiles, and what is not here in a line.

import type { Memory, MemoryMedia } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { isWebAddress } from '../../text/sanitize.ts';
import { icon } from './icons.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { link } from './post-text.ts';
import { areMediaCovered } from '../covered.ts';
import { seeItWords } from '../network-words.ts';
import { mediumTitle, photoAltText, describeSensitive } from '../post-words.ts';

export interface PagePhoto {
  /** A data URI, or the address of a file next to the page. */
  readonly address: string;
  readonly width: number;
  readonly height: number;
  /** Where a click leads: the photo in its full size. Then it is loaded when it comes into sight, not with the page. */
  readonly whole?: string;
}

export interface MediaOptions {
  /** By the file that the photo was scaled from. */
  readonly photos: ReadonlyMap<string, PagePhoto>;
  readonly showSensitive: boolean;
  /** Where a page that is one of many finds a file; else it is a file of this machine. */
  readonly addressOfFile?: ((file: string) => string) | undefined;
}

interface Shown extends PagePhoto {
  readonly alt: string;
}

/** All media of a post that has some; `when` is its date in words, for photos without a description. */
export function mediaOf(post: Memory, when: string, options: MediaOptions): Markup {
  const photos = shownPhotos(post, when, options);
  const others = post.media.filter((medium) => photoOf(medium, options) === null);
  const tiles = others.map((medium) => medium.file !== null && tile(medium, medium.file, options));
  const absent = others.filter(({ file }) => file === null);
  const all = markup`<div class="media">${photosMarkup(photos)}${tiles.filter((each) => each !== false)}${absentMedia(absent, post)}</div>`;
  return areMediaCovered(post, options.showSensitive) ? cover(describeSensitive(post.media), ': ', all) : all;
}

function photoOf({ type, file }: MemoryMedia, { photos }: MediaOptions): PagePhoto | null {
  return type === 'photo' && file !== null ? (photos.get(file) ?? null) : null;
}

/** Those that the page holds, each with what it says to those who can't see it. */
export function shownPhotos(post: Memory, when: string, options: MediaOptions): Shown[] {
  const all = post.media.flatMap((medium) => {
    const photo = photoOf(medium, options);
    return photo ? [{ ...photo, described: medium.alt }] : [];
  });
  return all.map(({ described, ...photo }, index) => {
    return { ...photo, alt: described?.trim() ? described : photoAltText(index, all.length, when) };
  });
}

function photosMarkup(photos: readonly Shown[]): Piece {
  const [only, ...others] = photos;
  if (only && others.length === 0) return alone(only);
  return rowsOf(photos).map(row);
}

/** Its size is said beforehand, so that nothing moves when it is loaded late. */
function alone(photo: Shown): Markup {
  const ratio = (photo.width / photo.height).toFixed(3);
  return markup`<div class="photos one" style="--width: ${photo.width}px; --ratio: ${ratio}">${image(photo)}</div>`;
}

/** Two photos in a row; a third one above them, unless it stands upright and would tower. */
export function rowsOf<Photo extends { width: number; height: number }>(
  photos: readonly Photo[],
): (readonly Photo[])[] {
  const [first] = photos;
  if (!first) return [];
  const upright = first.width < first.height * 1.2;
  if (photos.length <= 2 || (photos.length === 3 && upright)) return [photos];
  const rest = photos.length % 2;
  const rows: (readonly Photo[])[] = rest === 0 ? [] : [[first]];
  for (let at = rest; at < photos.length; at += 2) rows.push(photos.slice(at, at + 2));
  return rows;
}

function row(photos: readonly Shown[]): Markup {
  // Each as wide as its shape asks for, so that all are of one height without being cropped.
  const images = photos.map((photo) => {
    const ratio = ratioOf(photo).toFixed(3);
    return markup`<span style="flex: ${ratio} 1 0; aspect-ratio: ${ratio}">${image(photo)}</span>`;
  });
  return markup`<div class="photos">${images}</div>`;
}

/** Its width by its height, with very long ones made less so. */
export function ratioOf({ width, height }: { width: number; height: number }): number {
  return Math.min(2.5, Math.max(0.5, width / height));
}

function image({ address, width, height, alt, whole }: Shown): Markup {
  const lazy = whole === undefined ? null : markup` loading="lazy"`;
  const made = markup`<img src="${address}" width="${width}" height="${height}" alt="${alt}"${lazy}>`;
  return whole === undefined ? made : markup`<a class="whole" href="${whole}">${made}</a>`;
}

/** A medium that is a file beside the page, which can't hold it. */
function tile(
  { type, alt, ...medium }: MemoryMedia,
  file: string,
  { addressOfFile = fileAddress }: MediaOptions,
): Markup {
  const words = type === 'photo' ? 'open the photo' : 'open the video';
  const name = mediumTitle({ type, alt, ...medium });
  const inside = label(type, markup`${name}<span class="hint"> · ${words}</span>`, alt);
  return markup`<a class="tile" href="${addressOfFile(file)}" rel="noreferrer noopener">${inside}</a>`;
}

/** Those that are nowhere here, in few words, since an archive can lack every photo; what has words of its own has a line. */
function absentMedia(media: readonly MemoryMedia[], post: Memory): Piece {
  const lines = new Map<string, MemoryMedia[]>();
  for (const [index, medium] of media.entries()) {
    const { type, alt, duration } = medium;
    const key = alt === null && duration === null ? type : `${index}`;
    lines.set(key, [...(lines.get(key) ?? []), medium]);
  }
  return [...lines.values()].map((same) => absentLine(same, post));
}

const MEDIA_NOUNS = { photo: 'photo', video: 'video', gif: 'GIF' };

/** Of one, or of several of a kind. */
function absentLine(media: readonly MemoryMedia[], post: Memory): Piece {
  const [first, ...others] = media;
  if (!first) return null;
  const name = others.length === 0 ? mediumTitle(first) : pluralize(media.length, MEDIA_NOUNS[first.type]);
  const address = postUrl(post);
  const where = isWebAddress(address) ? [' · ', link(address, seeItWords(post.network, media.length), 'name')] : null;
  return markup`<p class="absent">${label(first.type, [name, where], first.alt)}</p>`;
}

function label(type: MemoryMedia['type'], words: Piece, alt: string | null): Markup {
  const description = alt === null ? null : markup`<span class="alt" dir="auto">${alt}</span>`;
  return markup`${icon(type === 'photo' ? 'photo' : 'play')}<span class="label"><span>${words}</span>${description}</span>`;
}

function fileAddress(path: string): string {
  const address = new URL('file:///');
  address.pathname = path.replaceAll('%', '%25');
  return address.href;
}

/** Closed until somebody opens it; works without a script, and stays closed on paper. `gap` is between the words and `show` or `hide`. */
export function cover(words: string, gap: string, inside: Piece): Markup {
  const states = markup`<span class="when-closed">${gap}show</span><span class="when-open">${gap}hide</span>`;
  return markup`<details class="cover"><summary>${icon('covered')}<span dir="auto">${words}${states}</span></summary>${inside}</details>`;
}

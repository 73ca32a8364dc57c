// Photos of a mail, which are attached to it, and all other media as a line that leads to the post.

import type { Memory, MemoryMedia } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { box, command, link, table } from './boxes.ts';
import { look } from './style.ts';
import { isWebAddress } from '../../text/sanitize.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { areMediaCovered } from '../../views/covered.ts';
import { ratioOf, rowsOf } from '../../views/page/media.ts';
import { seeItWords } from '../../views/network-words.ts';
import { mediumTitle, photoAltText, sensitiveCommand, describeSensitive } from '../../views/post-words.ts';

export interface EmailPhoto {
  /** The `Content-ID` of the attachment, without brackets. */
  readonly cid: string;
  /** In pixels of the attached image. */
  readonly width: number;
  readonly height: number;
}

export interface EmailMediaOptions {
  /** By the file that the photo was scaled from. */
  readonly photos: ReadonlyMap<string, EmailPhoto>;
  readonly showSensitive: boolean;
}

interface Shown extends EmailPhoto {
  readonly alt: string;
}

/** All media of a post; `when` is its date in words, for photos without a description. */
export function mediaOf(post: Memory, when: string, options: EmailMediaOptions): Piece {
  if (post.media.length === 0) return null;
  if (isCovered(post, options)) return cover(describeSensitive(post.media), post);
  const photos = shownPhotos(post, when, options);
  const others = post.media.filter((medium) => !isOnDisk(medium));
  const unplaced = post.media.filter((medium) => isUnplaced(medium, options)).length;
  const more = unplaced === 0 ? null : pluralize(unplaced, photos.length > 0 ? 'more photo' : 'photo');
  return [
    photosMarkup(photos),
    more === null ? null : markup`<p${look('facts')}>${more}</p>`,
    others.map((medium) => absentMedium(medium, post)),
  ];
}

/** A post's photos as they would stand in the mail, each alone, if all had room. */
export function photosAlone(post: Memory, when: string, options: EmailMediaOptions): string[] {
  if (isCovered(post, options)) return [];
  const own = post.media.filter(isOnDisk).map(({ alt }) => {
    const shown = alt?.trim() ? shortened(alt) : photoAltText(9, 99, when);
    return markup`${photosMarkup([{ ...STAND_IN, alt: shown }])}`.toString();
  });
  return post.quotedPost ? [...own, ...photosAlone(post.quotedPost, when, options)] : own;
}

const STAND_IN: EmailPhoto = { cid: 'photo-99@memories', width: 1120, height: 840 };

/** How many photos of this machine, the post's own and those of what it quotes, the mail has no room for. */
export function countUnplaced(post: Memory, options: EmailMediaOptions): number {
  if (isCovered(post, options)) return 0;
  const own = post.media.filter((medium) => isUnplaced(medium, options)).length;
  return post.quotedPost ? own + countUnplaced(post.quotedPost, options) : own;
}

function isOnDisk({ type, file }: MemoryMedia): boolean {
  return type === 'photo' && file !== null;
}

function isUnplaced(medium: MemoryMedia, options: EmailMediaOptions): boolean {
  return isOnDisk(medium) && photoOf(medium, options) === null;
}

/** The attachments that the post shows, without those of the post that it quotes. */
export function cidsOf(post: Memory, options: EmailMediaOptions): string[] {
  if (isCovered(post, options)) return [];
  return post.media.flatMap((medium) => photoOf(medium, options)?.cid ?? []);
}

function isCovered(post: Memory, { showSensitive }: EmailMediaOptions): boolean {
  return areMediaCovered(post, showSensitive);
}

function photoOf({ type, file }: MemoryMedia, { photos }: EmailMediaOptions): EmailPhoto | null {
  return type === 'photo' && file !== null ? (photos.get(file) ?? null) : null;
}

function shownPhotos(post: Memory, when: string, options: EmailMediaOptions): Shown[] {
  const all = post.media.flatMap((medium) => {
    const photo = photoOf(medium, options);
    return photo ? [{ photo, described: medium.alt }] : [];
  });
  return all.map(({ photo, described }, index) => {
    return { ...photo, alt: described?.trim() ? shortened(described) : photoAltText(index, all.length, when) };
  });
}

/** How wide and how high a photo alone may be, in pixels. */
const WIDEST = 554;
const HIGHEST = 620;

/** How wide photos are for Outlook, which makes the card as wide as they are: the width within a quote. */
const OUTLOOK_WIDEST = 500;

function photosMarkup(photos: readonly Shown[]): Piece {
  const [only, ...others] = photos;
  if (!only) return null;
  if (others.length > 0) return rowsOf(photos).map(row);
  const width = Math.round(Math.min(WIDEST, only.width, (HIGHEST * only.width) / only.height));
  return table(
    markup`<tr><td style="padding:14px 0 0">${image(only, width, look('photo', `max-width:${width}px`))}</td></tr>`,
  );
}

/** Each as wide as its shape asks for, so that all are of one height. */
function row(photos: readonly Shown[], index: number): Markup {
  const total = photos.reduce((sum, photo) => sum + ratioOf(photo), 0);
  const cells = photos.map((photo, at) => {
    const share = ratioOf(photo) / total;
    const [left, right] = [at === 0 ? 0 : 3, at === photos.length - 1 ? 0 : 3];
    const padding = Markup.trusted(`${index === 0 ? 14 : 6}px ${right}px 0 ${left}px`);
    return markup`<td width="${(share * 100).toFixed(1)}%" valign="top" style="padding:${padding}">${image(photo, OUTLOOK_WIDEST * share - 6, look('photo'))}</td>`;
  });
  return table(markup`<tr>${cells}</tr>`);
}

function image({ cid, alt }: Shown, width: number, appearance: Markup): Markup {
  const forOutlook = Math.max(1, Math.round(Math.min(OUTLOOK_WIDEST, width)));
  return markup`<img src="cid:${cid}" width="${forOutlook}" alt="${alt}"${appearance}>`;
}

/** A medium that the mail can't hold, in a quiet line: what it is, and where it can be seen. */
function absentMedium(medium: MemoryMedia, post: Memory): Piece {
  const alt = medium.alt?.trim() ? markup`<p dir="auto"${look('alt')}>${shortened(medium.alt)}</p>` : null;
  return [markup`<p${look('facts')}>${line(mediumTitle(medium), post, null)}</p>`, alt];
}

/** Nothing can be uncovered in a mail: what is covered is seen at the post itself. */
export function cover(words: string, post: Memory): Markup {
  return box('tile', 14, line(words, post, sensitiveCommand(post)));
}

function line(words: string, post: Memory, otherwise: string | null): Piece {
  const address = postUrl(post);
  if (isWebAddress(address)) return [words, ' · ', link(address, seeItWords(post.network))];
  return otherwise === null ? words : [words, ': ', command(otherwise)];
}

/** The most characters of a description: what Twitter allows. */
const MOST_CHARACTERS = 1000;

function shortened(description: string): string {
  const characters = Array.from(description);
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…` : description;
}

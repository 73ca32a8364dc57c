// Whose page it is: the names that accounts call themselves, and their handles.

import type { Memory } from '../../library/memory.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { sanitizeLine } from '../../text/sanitize.ts';

/** What accounts call themselves, by their handles. */
export type AccountNames = ReadonlyMap<string, string>;

/** Pictures of accounts, by their handles: addresses of images. */
export type AccountAvatars = ReadonlyMap<string, string>;

export interface People {
  readonly names?: AccountNames;
  readonly avatars?: AccountAvatars;
}

/** In code points; Twitter takes no longer names. */
const LONGEST_NAME = 50;

/** What an account calls itself; its handle where that shows nothing. */
export function accountName(handle: string, names: AccountNames): string {
  const name = Array.from(sanitizeLine(names.get(handle) ?? ''))
    .slice(0, LONGEST_NAME)
    .join('');
  return /[\p{L}\p{N}\p{S}]/u.test(name) ? name : `@${handle}`;
}

/** Of more accounts the cards say enough. */
const MOST_NAMED = 2;

/** The line above the heading of a page with these posts. */
export function byline(posts: readonly Memory[], { names = new Map(), avatars = new Map() }: People): Markup | null {
  const handles = [...new Set(posts.map(({ account }) => account))].sort();
  if (handles.length === 0 || handles.length > MOST_NAMED) return null;
  const isPictured = handles.some((handle) => avatars.has(handle));
  const people = handles.map((handle, index) => {
    const words = person(handle, accountName(handle, names));
    if (!isPictured) return [index > 0 ? ', ' : null, words];
    return markup`<span class="pictured">${avatar(avatars.get(handle))}<span>${words}</span></span>`;
  });
  return markup`<p class="whose">${people}</p>\n`;
}

/** The name beside it says who it is. */
export function avatar(address: string | undefined): Markup | null {
  return address === undefined ? null : markup`<img class="avatar" src="${address}" alt="">`;
}

function person(handle: string, name: string): Piece {
  if (name === `@${handle}`) return name;
  return [markup`<bdi class="person">${name}</bdi>`, ` @${handle}`];
}

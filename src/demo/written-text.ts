// The demo's texts as archives have them: escaped, with t.co links, and with entities that say where everything stands.

import { createHash } from 'node:crypto';
import { HANDLE } from '../post/handle.ts';
import type { Post, Timeline } from './timeline.ts';

type Indices = [start: string, end: string];

interface Entities {
  readonly hashtags: { text: string; indices: Indices }[];
  readonly symbols: never[];
  readonly user_mentions: { name: string; screen_name: string; indices: Indices; id: string; id_str: string }[];
  readonly urls: Link[];
}

export interface Link {
  readonly url: string;
  readonly expanded_url: string;
  readonly display_url: string;
  readonly indices: Indices;
}

const LINK = /https?:\/\/\S+/g;
/** A longer text is cut in its tweet, and whole in a note. */
const LONGEST = 280;

export function isLong({ text }: Post): boolean {
  return Array.from(text).length > LONGEST;
}

/** What it quotes and its media come last. */
export function writtenText(post: Post, timeline: Timeline): string {
  const text = isLong(post) ? cut(post.text) : post.text;
  const short = text.replace(LINK, (url) => shortUrl(post, url));
  const escaped = short.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const tails = [...quotedUrls(post, timeline), ...mediaUrls(post, timeline)];
  return [escaped, ...tails.map((url) => shortUrl(post, url))].join(' ');
}

/** As much as fits, up to the end of a word. */
function cut(text: string): string {
  const start = Array.from(text).slice(0, LONGEST - 1);
  return `${start.join('').replace(/\s+\S*$/, '')}…`;
}

export function entitiesIn(text: string, post: Post, timeline: Timeline): Entities {
  const urls = [...(post.text.match(LINK) ?? []), ...quotedUrls(post, timeline)];
  return {
    hashtags: found(text, '#', /#\p{L}[\p{L}\p{N}_]*/gu).map(({ name, indices }) => ({ text: name, indices })),
    symbols: [],
    user_mentions: found(text, '@', new RegExp(`@${HANDLE}`, 'g')).map(({ name, indices }) => {
      // Twitter's way to say that the account is gone.
      const { id, name: fullName } = timeline.people[name] ?? { id: '-1', name: '' };
      return { name: fullName, screen_name: name, indices, id, id_str: id };
    }),
    urls: urls.map((url) => linkIn(text, post, url)),
  };
}

/** The one link that stands for all of a tweet's media. */
export function mediaLinks(text: string, post: Post, timeline: Timeline): Link[] {
  return mediaUrls(post, timeline).map((url) => linkIn(text, post, url));
}

function linkIn(text: string, post: Post, url: string): Link {
  const written = shortUrl(post, url);
  const shown = url.replace(/^https?:\/\//, '');
  return {
    url: written,
    expanded_url: url,
    display_url: shown.length > 27 ? `${shown.slice(0, 26)}…` : shown,
    indices: range(text, text.indexOf(written), written),
  };
}

function found(text: string, sign: string, pattern: RegExp): { name: string; indices: Indices }[] {
  return Array.from(text.matchAll(pattern), ({ 0: written, index }) => ({
    name: written.slice(sign.length),
    indices: range(text, index, written),
  }));
}

/** Twitter counts the code points of the escaped text. */
export function range(text: string, start: number, part: string): Indices {
  const before = Array.from(text.slice(0, start)).length;
  return [String(before), String(before + Array.from(part).length)];
}

function quotedUrls({ quotes }: Post, timeline: Timeline): string[] {
  return quotes === undefined ? [] : [statusUrl(named(quotes, timeline).id, timeline)];
}

function mediaUrls({ id, photos, video }: Post, timeline: Timeline): string[] {
  return video || photos ? [`${statusUrl(id, timeline)}/${video ? 'video' : 'photo'}/1`] : [];
}

function statusUrl(id: string, { account }: Timeline): string {
  return `https://twitter.com/${account.handle}/status/${id}`;
}

export function named(key: string, { posts }: Timeline): Post {
  const post = posts.find((other) => other.key === key);
  if (!post) throw new Error(`demo/day.json has no item "${key}"`);
  return post;
}

function shortUrl({ id }: Post, url: string): string {
  return `https://t.co/${codeFor(`${id} ${url}`, 10)}`;
}

/** Letters and digits that look random and are the same every time. */
export function codeFor(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('base64url').replace(/[-_]/g, '').slice(0, length);
}

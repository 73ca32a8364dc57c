// The photos, films and sounds of a post, and what else is attached to it.

import type { Media } from '../../post/post.ts';
import { fieldsOf, numberOf, oneOrListOf, textOf, type Fields } from '../network/fields.ts';

export interface Attachments {
  readonly media: readonly Media[];
  /** Addresses of what is neither a photo nor a film. */
  readonly links: readonly string[];
}

/** @param attached a list, or the only one */
export function parseAttachments(attached: unknown): Attachments {
  const media: Media[] = [];
  const links: string[] = [];
  for (const item of oneOrListOf(attached)) {
    const place = placeOf(item);
    if (place === null) continue;
    const type = typeOf(place);
    if (type === null) links.push(place.url);
    else {
      const { url, width, height } = place;
      media.push({ type, url, alt: descriptionOf(item, url), width, height, duration: null });
    }
  }
  return { media, links };
}

interface Place {
  readonly url: string;
  readonly mediaType: string;
  /** `Image`, `Video`, `Audio` or `Document`, or `Link`. */
  readonly kind: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Where it is; programs other than Mastodon have lists of links instead of an address. */
function placeOf(item: Fields): Place | null {
  const url = item['url'] ?? item['href'];
  const link = Array.isArray(url) ? fieldsOf(url[0]) : fieldsOf(url);
  const address = textOf(url) ?? textOf(link['href']) ?? (Array.isArray(url) ? textOf(url[0]) : null);
  const mediaType = textOf(item['mediaType']) ?? textOf(link['mediaType']) ?? '';
  if (address === null) return null;
  const [width, height] = ['width', 'height'].map((name) => sizeOf(item[name]) ?? sizeOf(link[name]));
  return { url: address, mediaType, kind: textOf(item['type']) ?? '', width: width ?? null, height: height ?? null };
}

/** Some programs put the file's own name where there is no description. */
function descriptionOf(item: Fields, url: string): string | null {
  const described = textOf(item['name']) ?? textOf(item['summary']);
  return described !== null && url.endsWith(`/${described}`) ? null : described;
}

/** Sounds are played as films without a picture. */
function typeOf({ url, mediaType, kind }: Place): Media['type'] | null {
  const [, major] = /^(image|video|audio)\//.exec(mediaType) ?? [];
  if (major !== undefined) return major === 'image' ? 'photo' : 'video';
  if (mediaType !== '' || kind === 'Link') return null;
  if (kind === 'Image' || /\.(?:jpe?g|png|gif|webp|avif|heic)$/i.test(url)) return 'photo';
  return kind === 'Video' || kind === 'Audio' || /\.(?:mp4|mov|webm|mp3|ogg)$/i.test(url) ? 'video' : null;
}

function sizeOf(value: unknown): number | null {
  const size = numberOf(value);
  return size !== null && Number.isSafeInteger(size) && size > 0 ? size : null;
}

/** Where in an archive a medium is, from its address: servers have other folders, or a bucket, before it. */
export function pathInArchive({ url }: Media): string | null {
  const path = url.replace(/^https?:\/\/[^/]+\//i, '').replace(/[?#].*$/, '');
  const at = path.search(/(?:^|\/)media_attachments\//);
  const own = at < 0 ? path.replace(/^\/+/, '') : path.slice(at).replace(/^\//, '');
  return own === '' ? null : own;
}

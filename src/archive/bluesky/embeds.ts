// What a post has below its text: pictures, a film, the card of a link, another post, or two of these.

import type { Media } from '../../post/post.ts';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../network/fields.ts';
import { filmUrl, parseAtUri, pictureUrl, webUrl, type RecordAddress } from './addresses.ts';

export interface Embeds {
  readonly media: readonly Media[];
  /** Of a link's card, or of a list, feed or the like. */
  readonly links: readonly string[];
  readonly quoted: RecordAddress | null;
}

const NONE: Embeds = { media: [], links: [], quoted: null };

/** @param did of the account that has the pictures */
export function parseEmbeds(embed: unknown, did: string): Embeds {
  const fields = fieldsOf(embed);
  switch (textOf(fields['$type'])) {
    case 'app.bsky.embed.images':
      return { ...NONE, media: picturesIn(fields['images'], did) };
    case 'app.bsky.embed.gallery':
      return { ...NONE, media: picturesIn(fields['media'], did) };
    case 'app.bsky.embed.video':
      return { ...NONE, media: filmIn(fields, did) };
    case 'app.bsky.embed.external':
      return { ...NONE, links: linksIn(textOf(fieldsOf(fields['external'])['uri'])) };
    case 'app.bsky.embed.record':
      return recordIn(fields);
    case 'app.bsky.embed.recordWithMedia': {
      const record = recordIn(fieldsOf(fields['record']));
      const { media, links } = parseEmbeds(fields['media'], did);
      return { media, links: [...links, ...record.links], quoted: record.quoted };
    }
    default:
      return NONE;
  }
}

function linksIn(url: string | null): string[] {
  return url === null ? [] : [url];
}

function recordIn(embed: Fields): Embeds {
  const address = parseAtUri(fieldsOf(embed['record'])['uri']);
  if (address === null) return NONE;
  if (address.collection === 'app.bsky.feed.post') return { ...NONE, quoted: address };
  return { ...NONE, links: linksIn(webUrl(address)) };
}

function picturesIn(items: unknown, did: string): Media[] {
  return listOf(items).flatMap((item) => {
    const cid = cidOf(item['image']);
    return cid === null ? [] : [{ type: 'photo' as const, url: pictureUrl(did, cid), ...described(item) }];
  });
}

function filmIn(embed: Fields, did: string): Media[] {
  const cid = cidOf(embed['video']);
  if (cid === null) return [];
  const type = embed['presentation'] === 'gif' ? 'gif' : 'video';
  return [{ type, url: filmUrl(did, cid), ...described(embed) }];
}

/** Of a blob, as it is written now or was in the first months. */
function cidOf(blob: unknown): string | null {
  const { ref, cid } = fieldsOf(blob);
  return textOf(fieldsOf(ref)['$link']) ?? textOf(cid);
}

function described(item: Fields): Pick<Media, 'alt' | 'width' | 'height' | 'duration'> {
  const { width, height } = fieldsOf(item['aspectRatio']);
  return { alt: textOf(item['alt']), width: sizeOf(width), height: sizeOf(height), duration: null };
}

function sizeOf(value: unknown): number | null {
  const size = numberOf(value);
  return size !== null && size > 0 ? size : null;
}

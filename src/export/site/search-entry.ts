// What the site's search knows of a post.

import type { Memory } from '../../library/memory.ts';
import { textsBeside } from '../../post/beside-text.ts';
import { foldQuickly } from '../../text/quick-folding.ts';
import { encodeAddress, isWebAddress, sanitize } from '../../text/sanitize.ts';
import { isoDate, localDateOf } from '../../time/calendar.ts';
import { areMediaCovered, isTextCovered, openText } from '../../views/covered.ts';
import { shownPhotos } from '../../views/page/media.ts';
import { addressOf } from '../../views/page/post-text.ts';
import { displayText, formatPostDate } from '../../views/post-words.ts';
import { photosOf } from './media.ts';
import type { SiteContext } from './page.ts';
import type { Entry, Link, Photo } from './search/engine.ts';
import { linkAddress } from './search/excerpt.ts';

/** What is shown of a post that is found, and the folded words that find it. */
export interface Searchable {
  readonly entry: Entry;
  readonly words: string;
}

export function searchable(post: Memory, look: SiteContext): Searchable {
  // What is covered is found too, but what is shown of it is what covers it.
  const isCovered = isTextCovered(post, look.showSensitive);
  const shown = isCovered ? { text: openText(post), spans: [] } : displayText(post);
  const text = sanitize(shown.text);
  const all = [post.text, ...textsBeside(post)].map(sanitize).join('\n');
  const words = foldQuickly(all);
  const entry = [isoDate(localDateOf(post, look.timeZone)), post.id, text, all === text ? 0 : words] as const;
  return { entry: withDetails(entry, post, { links: linksOf(shown), look }), words };
}

/** What most posts don't have stands at the end, and only where it is there. */
function withDetails(
  entry: readonly [date: string, id: string, text: string, words: string | 0],
  post: Memory,
  { links, look }: { links: readonly Link[]; look: SiteContext },
): Entry {
  const account = look.withAccount ? post.account : 0;
  const photos = thumbnailsOf(post, look);
  if (photos.length > 0) return [...entry, account, links.length > 0 ? links : 0, photos];
  if (links.length > 0) return [...entry, account, links];
  return look.withAccount ? [...entry, post.account] : entry;
}

function linksOf({ text, spans }: ReturnType<typeof displayText>): Link[] {
  const links: Link[] = [];
  let [from, at] = [0, 0];
  for (const span of spans) {
    if (span.start < from) continue;
    // Without what may not be shown, everything behind it stands earlier.
    at += sanitize(text.slice(from, span.start)).length;
    const shown = sanitize(text.slice(span.start, span.end));
    const address = addressOf(span, shown);
    if (isWebAddress(address)) links.push(linkOf(at, shown, encodeAddress(address)));
    at += shown.length;
    from = span.end;
  }
  return links;
}

function linkOf(start: number, shown: string, address: string): Link {
  return linkAddress(shown) === address ? [start, shown.length] : [start, shown.length, address];
}

/** What may be shown at once of the photos of a post. */
function thumbnailsOf(post: Memory, { timeZone, showSensitive }: SiteContext): Photo[] {
  if (post.media.length === 0 || areMediaCovered(post, showSensitive)) return [];
  const photos = photosOf([post]);
  if (photos.size === 0) return [];
  return shownPhotos(post, formatPostDate(post, timeZone), { photos, showSensitive }).map(({ address, alt }) => [
    address.replace('../', ''),
    sanitize(alt),
  ]);
}

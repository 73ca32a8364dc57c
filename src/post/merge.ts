// The same post from two archives: the newer one is right, but silence never takes anything back.

import { narrower } from './audience.ts';
import type { Extent, Kind, Media, Post } from './post.ts';

const COMPLETENESS = { cut: 0, whole: 1, note: 2 } as const satisfies Record<Extent, number>;
/** How much each kind says of a post: an archive that lacks a field takes a reply for a post, and a thread for a reply. */
const SPECIFICITY = { post: 0, quote: 1, reply: 2, thread: 3, retweet: 4 } as const satisfies Record<Kind, number>;

/** Whether one version of a post comes after another, whatever archives they are from; null where neither says. */
export function isLaterEdit(one: Post, other: Post): boolean | null {
  const [time, otherTime] = [one.editedAt ?? 0, other.editedAt ?? 0];
  return time === otherTime ? null : time > otherTime;
}

/** One post of two. `newer` is a later edit, or else comes from the archive that was made later. */
export function mergePosts(newer: Post, older: Post): Post {
  const text = fullerText(newer, older);
  const time = newer.dateOnly && !older.dateOnly ? older : newer;
  return {
    id: newer.id,
    networkId: newer.networkId ?? older.networkId,
    url: newer.url ?? older.url,
    postedAt: time.postedAt,
    dateOnly: time.dateOnly,
    kind: SPECIFICITY[newer.kind] < SPECIFICITY[older.kind] ? older.kind : newer.kind,
    text: text.text,
    spans: text.spans,
    styles: text.styles,
    extent: text.extent,
    warning: newer.warning ?? older.warning,
    poll: newer.poll ?? older.poll,
    media: allMedia(newer.media, older.media),
    likes: newer.likes ?? older.likes,
    retweets: newer.retweets ?? older.retweets,
    replyToId: newer.replyToId ?? older.replyToId,
    replyToUserId: newer.replyToUserId ?? older.replyToUserId,
    replyToHandle: newer.replyToHandle ?? older.replyToHandle,
    replyToUrl: newer.replyToUrl ?? older.replyToUrl,
    quotedId: newer.quotedId ?? older.quotedId,
    quotedHandle: newer.quotedHandle ?? older.quotedHandle,
    quotedUrl: newer.quotedUrl ?? older.quotedUrl,
    editOf: newer.editOf ?? older.editOf,
    editedAt: newer.editedAt ?? older.editedAt,
    audience: narrower(newer.audience, older.audience),
    communityId: newer.communityId ?? older.communityId,
    sensitive: newer.sensitive || older.sensitive,
    lang: newer.lang ?? older.lang,
    client: newer.client ?? older.client,
    latitude: newer.latitude ?? older.latitude,
    longitude: newer.longitude ?? older.longitude,
    place: newer.place ?? older.place,
  };
}

/** Text that an archive cut, or lost, never replaces text that is whole. */
function fullerText(newer: Post, older: Post): Post {
  if (COMPLETENESS[newer.extent] !== COMPLETENESS[older.extent]) {
    return COMPLETENESS[newer.extent] > COMPLETENESS[older.extent] ? newer : older;
  }
  return newer.text === '' ? older : newer;
}

function allMedia(newer: readonly Media[], older: readonly Media[]): readonly Media[] {
  if (newer.length < older.length) return older;
  return newer.map((media, index) => {
    const before = older.find(({ url }) => url === media.url) ?? older[index];
    // What stands at the same place is another photo if the newer archive has that one elsewhere.
    const isOther = before === undefined || (before.url !== media.url && newer.some(({ url }) => url === before.url));
    return isOther ? media : mergedMedia(media, before);
  });
}

/** The oldest kind of archive takes a video for its still, and only it has descriptions. */
function mergedMedia(newer: Media, older: Media): Media {
  if (newer.type === 'photo' && older.type !== 'photo') return older;
  const others = newer.type === older.type ? otherUrls(newer, older) : [];
  if (newer.url !== older.url) return others.length === 0 ? newer : { ...newer, otherUrls: others };
  return {
    ...newer,
    alt: newer.alt ?? older.alt,
    width: newer.width ?? older.width,
    height: newer.height ?? older.height,
    duration: newer.duration ?? older.duration,
    ...(others.length > 0 && { otherUrls: others }),
  };
}

/** Archives call the same photo by several names, and the one of these that was copied must be found again. */
function otherUrls(newer: Media, older: Media): string[] {
  const all = [...(newer.otherUrls ?? []), older.url, ...(older.otherUrls ?? [])];
  return [...new Set(all)].filter((url) => url !== newer.url);
}

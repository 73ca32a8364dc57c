// The same tweet from two archives: the newer one is right, but silence never takes anything back.

import type { Extent, Tweet } from './tweet.ts';

const FULLNESS = { cut: 0, whole: 1, note: 2 } as const satisfies Record<Extent, number>;

/** One tweet of two. `newer` comes from the archive that was made later. */
export function merged(newer: Tweet, older: Tweet): Tweet {
  const text = fuller(newer, older);
  const time = newer.dateOnly && !older.dateOnly ? older : newer;
  return {
    id: newer.id,
    postedAt: time.postedAt,
    dateOnly: time.dateOnly,
    kind: newer.kind === 'post' ? older.kind : newer.kind,
    text: text.text,
    spans: text.spans,
    extent: text.extent,
    media: newer.media.length >= older.media.length ? newer.media : older.media,
    likes: newer.likes ?? older.likes,
    retweets: newer.retweets ?? older.retweets,
    replyToId: newer.replyToId ?? older.replyToId,
    replyToUserId: newer.replyToUserId ?? older.replyToUserId,
    replyToHandle: newer.replyToHandle ?? older.replyToHandle,
    quotedId: newer.quotedId ?? older.quotedId,
    quotedHandle: newer.quotedHandle ?? older.quotedHandle,
    editOf: newer.editOf ?? older.editOf,
    circle: newer.circle || older.circle,
    communityId: newer.communityId ?? older.communityId,
    sensitive: newer.sensitive || older.sensitive,
    lang: newer.lang ?? older.lang,
    client: newer.client ?? older.client,
    latitude: newer.latitude ?? older.latitude,
    longitude: newer.longitude ?? older.longitude,
  };
}

/** Text that an archive cut, or lost, never replaces text that is whole. */
function fuller(newer: Tweet, older: Tweet): Tweet {
  if (FULLNESS[newer.extent] !== FULLNESS[older.extent]) {
    return FULLNESS[newer.extent] > FULLNESS[older.extent] ? newer : older;
  }
  return newer.text === '' ? older : newer;
}

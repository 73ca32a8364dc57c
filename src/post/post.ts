// What a post is here, whichever network's archive it comes from.

import type { Audience } from './audience.ts';

export const KINDS = ['post', 'reply', 'thread', 'quote', 'retweet'] as const;

/** `thread` is a reply to oneself; `quote` links another post; a reply that quotes is a `reply`. */
export type Kind = (typeof KINDS)[number];

/** Part of a text that views can style. Offsets are UTF-16 code units of the readable text. */
export interface Span {
  readonly type: 'link' | 'mention' | 'hashtag' | 'cashtag';
  readonly start: number;
  readonly end: number;
  /** Where it leads: the full address of a link, the profile of a mention; null for tags. */
  readonly url: string | null;
}

/** A part of a text that is bold or italic, in UTF-16 code units of the readable text; two may lie over each other. */
export interface Style {
  readonly type: 'bold' | 'italic';
  readonly start: number;
  readonly end: number;
}

export interface Media {
  readonly type: 'photo' | 'video' | 'gif';
  /** The photo, or the best mp4 variant. */
  readonly url: string;
  /** What other archives call the same medium: a copy may have been made under that name. Newest first. */
  readonly otherUrls?: readonly string[];
  readonly alt: string | null;
  /** In pixels, of the largest size; null when the archive doesn't say. */
  readonly width: number | null;
  readonly height: number | null;
  /** In milliseconds; videos only. */
  readonly duration: number | null;
}

/**
 * How much of the text there is: `cut` by the archive (retweets), `whole`, or a `note`, the long text that the post file
 * only has the beginning of.
 */
export type Extent = 'cut' | 'whole' | 'note';

/** A question with its choices. */
export interface Poll {
  readonly options: readonly PollOption[];
  /** More than one option may be chosen. */
  readonly multiple: boolean;
  /** How many people answered; null when the archive doesn't say. */
  readonly voters: number | null;
  /** Milliseconds since 1970 UTC; null for a poll without an end, or of an archive that doesn't say. */
  readonly endsAt: number | null;
}

interface PollOption {
  readonly text: string;
  readonly votes: number | null;
}

export interface Post {
  /**
   * Digits; larger than a JavaScript number can hold. A tweet's own id; else one that was made of the account's and the
   * network's own: see archive/network/ids.ts.
   */
  readonly id: string;
  /** The network's own id where `id` isn't it: digits, a ULID, the key of a record. */
  readonly networkId: string | null;
  /** The post's own address where it can't be made of the account's handle and `id`. */
  readonly url: string | null;
  /** Milliseconds since 1970 UTC; for `dateOnly` midnight UTC of the date. */
  readonly postedAt: number;
  /** The archive knows the date but not the time: it belongs to that date in every zone. */
  readonly dateOnly: boolean;
  readonly kind: Kind;
  /** Readable: escapes and markup decoded, shortened links replaced. */
  readonly text: string;
  readonly spans: readonly Span[];
  readonly styles: readonly Style[];
  readonly extent: Extent;
  /** A content warning, which covers the text and the media; null without one. */
  readonly warning: string | null;
  readonly poll: Poll | null;
  readonly media: readonly Media[];
  /** Null when the archive doesn't count. */
  readonly likes: number | null;
  readonly retweets: number | null;
  /** An `id`: a tweet's; elsewhere only of the author's own posts, since others' can't be made. */
  readonly replyToId: string | null;
  readonly replyToUserId: string | null;
  readonly replyToHandle: string | null;
  /** The address of what it replies to, also where `replyToId` is known; null of Twitter, where it is made of that. */
  readonly replyToUrl: string | null;
  /** As `replyToId`. */
  readonly quotedId: string | null;
  readonly quotedHandle: string | null;
  /** The address of what it quotes, as `replyToUrl`. */
  readonly quotedUrl: string | null;
  /** The first version's id, when there is more than one version. */
  readonly editOf: string | null;
  /** When its author last changed it, in milliseconds since 1970 UTC, where its archive has only the version of then. */
  readonly editedAt: number | null;
  readonly audience: Audience;
  readonly communityId: string | null;
  readonly sensitive: boolean;
  /** A BCP 47 code, or one of Twitter's own such as `und` and `zxx`. */
  readonly lang: string | null;
  /** The program it was written with. */
  readonly client: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The name of the place that it was written at. */
  readonly place: string | null;
}

/** A long text that waits for its post. */
export interface Note {
  readonly id: string;
  /** Its post's, where the archive says so. */
  readonly postId: string | null;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly styles: readonly Style[];
}

/** A record of an archive made into a post (or note), or why it could not be. */
export type Parsed<Value = Post> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

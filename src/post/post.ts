// What a post is here, whichever archive it comes from.

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
  /** In pixels, as Twitter's largest size; null when the archive doesn't say. */
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

export interface Post {
  /** Digits; larger than a JavaScript number can hold. */
  readonly id: string;
  /** Milliseconds since 1970 UTC; for `dateOnly` midnight UTC of the date. */
  readonly postedAt: number;
  /** The archive knows the date but not the time: it belongs to that date in every zone. */
  readonly dateOnly: boolean;
  readonly kind: Kind;
  /** Readable: escapes decoded, t.co links replaced. */
  readonly text: string;
  readonly spans: readonly Span[];
  readonly styles: readonly Style[];
  readonly extent: Extent;
  readonly media: readonly Media[];
  /** Null when the archive doesn't count. */
  readonly likes: number | null;
  readonly retweets: number | null;
  readonly replyToId: string | null;
  readonly replyToUserId: string | null;
  readonly replyToHandle: string | null;
  readonly quotedId: string | null;
  readonly quotedHandle: string | null;
  /** The first version's id, when there is more than one version. */
  readonly editOf: string | null;
  /** Was shown only to the author's Twitter Circle. */
  readonly circle: boolean;
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

/** The post's own address. */
export function postUrl(handle: string, id: string): string {
  return `https://x.com/${handle}/status/${id}`;
}

/** Where a tag leads; the empty text when nowhere. */
export function tagUrl(type: Span['type'], tag: string): string {
  // A lone half of a surrogate pair can't be encoded.
  if (/\p{Surrogate}/u.test(tag)) return '';
  const query = encodeURIComponent(tag);
  return type === 'cashtag' ? `https://x.com/search?q=%24${query}` : `https://x.com/hashtag/${query}`;
}

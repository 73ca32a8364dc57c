// Addresses of posts, people and tags. Twitter's are made of what is known; other networks' stand in the archive.

import { serverOf, withoutServer } from './handle.ts';
import type { Post, Span } from './post.ts';

/** The post's own address. `account` is its author's handle. */
export function postUrl({ url, account, id }: Pick<Post, 'url' | 'id'> & { readonly account: string }): string {
  return url ?? tweetUrl(account, id);
}

function tweetUrl(handle: string | null, id: string): string {
  return `https://x.com/${handle ?? 'i'}/status/${id}`;
}

/** The address of the post that one replies to; null if that isn't known. */
export function repliedUrl(post: Pick<Post, 'replyToId' | 'replyToHandle' | 'replyToUrl'>): string | null {
  return post.replyToUrl ?? (post.replyToId === null ? null : tweetUrl(post.replyToHandle, post.replyToId));
}

/** The address of the post that one quotes; null if it quotes none. */
export function quotedUrl(post: Pick<Post, 'quotedId' | 'quotedHandle' | 'quotedUrl'>): string | null {
  return post.quotedUrl ?? (post.quotedId === null ? null : tweetUrl(post.quotedHandle, post.quotedId));
}

/** The profile of an account. */
export function profileUrl(handle: string): string {
  const server = serverOf(handle);
  if (server !== null) return `https://${server}/@${withoutServer(handle)}`;
  return handle.includes('.') ? `https://bsky.app/profile/${handle}` : `https://x.com/${handle}`;
}

/** Where a tag leads whose span has no address; the empty text when nowhere. */
export function tagUrl(type: Span['type'], tag: string): string {
  // A lone half of a surrogate pair can't be encoded.
  if (/\p{Surrogate}/u.test(tag)) return '';
  const query = encodeURIComponent(tag);
  return type === 'cashtag' ? `https://x.com/search?q=%24${query}` : `https://x.com/hashtag/${query}`;
}

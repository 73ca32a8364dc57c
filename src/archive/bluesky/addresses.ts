// Addresses: `at://` names a record, and on the web it has one of the app's.

export interface RecordAddress {
  /** Whose repository it is in: a DID, or sometimes a handle. */
  readonly account: string;
  readonly collection: string;
  readonly key: string;
}

/** The record that `at://account/collection/key` names; null for anything else. */
export function parseAtUri(uri: unknown): RecordAddress | null {
  if (typeof uri !== 'string') return null;
  const [, account, collection, key] = /^at:\/\/([\w.:%-]+)\/([\w.-]+)\/([\w.:~-]+)$/.exec(uri) ?? [];
  return account === undefined || collection === undefined || key === undefined ? null : { account, collection, key };
}

export function profileUrl(account: string): string {
  return `https://bsky.app/profile/${account}`;
}

/** Null for a tag that no address can have: half a surrogate pair can't be encoded. */
export function tagUrl(tag: string): string | null {
  return /\p{Surrogate}/u.test(tag) ? null : `https://bsky.app/hashtag/${encodeURIComponent(tag)}`;
}

export function postUrl(account: string, key: string): string {
  return `${profileUrl(account)}/post/${key}`;
}

/** Where a record can be seen; null for those that have no page. */
export function webUrl({ account, collection, key }: RecordAddress): string | null {
  if (collection === 'app.bsky.feed.post') return postUrl(account, key);
  if (collection === 'app.bsky.feed.generator') return `${profileUrl(account)}/feed/${key}`;
  if (collection === 'app.bsky.graph.list') return `${profileUrl(account)}/lists/${key}`;
  return collection === 'app.bsky.graph.starterpack' ? `https://bsky.app/starter-pack/${account}/${key}` : null;
}

/** Where a picture can be seen. @param cid of its blob, which no repository has in it */
export function pictureUrl(did: string, cid: string): string {
  return `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`;
}

/** Where a film can be seen. @param cid as for pictures */
export function filmUrl(did: string, cid: string): string {
  return `https://video.bsky.app/watch/${encodeURIComponent(did)}/${cid}/playlist.m3u8`;
}

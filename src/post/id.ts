// What a post's id says: whether it is Twitter's own, which grow with time, or was made of another network's.

/** Below it are Twitter's ids, until 2045; from it on those that archive/network/ids.ts makes. */
export const FIRST_MADE_ID = 1n << 62n;

const FIRST = FIRST_MADE_ID.toString();

/** Whether it was made: such ids say nothing of when a post was written, nor is it known by them elsewhere. */
export function isMadeId(id: string): boolean {
  return id.length === FIRST.length && id >= FIRST;
}

/** What others know a post by: its network's own id. */
export function publicId({ id, networkId }: { readonly id: string; readonly networkId: string | null }): string {
  return networkId ?? id;
}

/** The public id of what a post replies to; null where only a made one is known. */
export function repliedId({
  replyToId,
  replyToNetworkId,
}: {
  readonly replyToId: string | null;
  /** Where that post is there under a made id. */
  readonly replyToNetworkId?: string;
}): string | null {
  return replyToNetworkId ?? knownElsewhere(replyToId);
}

/** The same of what it quotes. */
export function quotedPublicId({
  quotedId,
  quotedPost,
}: {
  readonly quotedId: string | null;
  readonly quotedPost: { readonly id: string; readonly networkId: string | null } | null;
}): string | null {
  return quotedPost === null ? knownElsewhere(quotedId) : publicId(quotedPost);
}

function knownElsewhere(id: string | null): string | null {
  return id === null || isMadeId(id) ? null : id;
}

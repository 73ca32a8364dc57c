// What somebody looks back at: a post as it is found, and with all that belongs to it.

import type { Network } from '../post/network.ts';
import type { Media, Post } from '../post/post.ts';

/** A post as it is found: nothing that belongs to it has been looked for yet. */
export interface FoundPost extends Post {
  /** The author's handle. */
  readonly account: string;
  readonly network: Network;
}

export interface MemoryMedia extends Media {
  /** The path of the copy on this machine; null when there is none. */
  readonly file: string | null;
}

/** Where the same words were posted too, on another network within minutes. */
export interface AlsoAt {
  readonly network: Network;
  /** The author's handle there. */
  readonly account: string;
  readonly url: string;
}

/** A post with what it needs to be understood. */
export interface Memory extends FoundPost {
  readonly media: readonly MemoryMedia[];
  /** The thread it belongs to; null if it is shown as part of none. */
  readonly thread: Thread | null;
  /** The post it quotes, if it is in the database and may be shown. That one is shown without a thread or quote of its own. */
  readonly quotedPost: Memory | null;
  /** The network's own id of what it replies to, where that is in the database under a made one. */
  readonly replyToNetworkId?: string;
  /** What it is shown instead of; not there where each post is shown for itself, such as in a search. */
  readonly alsoAt?: readonly AlsoAt[];
}

export interface Thread {
  /** Its first part's, of those that whoever looks may know of. */
  readonly id: string;
  /** The network's own id of that part, where `id` isn't it. */
  readonly networkId?: string;
  /** How many such parts there are, hidden ones too. */
  readonly size: number;
  /** How many of them are hidden, if any. */
  readonly hidden?: number;
  /** How many more parts fell on the same day, but are not shown; none if it isn't said. */
  readonly omitted?: number;
}

/** Posts that belong together: one, or the parts of a thread that fell on the day. */
export type Block = readonly Memory[];

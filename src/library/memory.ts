// What somebody looks back at: a post with all that belongs to it.

import type { Media, Post } from '../post/post.ts';

export interface MemoryMedia extends Media {
  /** The path of the copy on this machine; null when there is none. */
  readonly file: string | null;
}

/** A post that somebody looks back at, with what it needs to be understood. */
export interface Memory extends Post {
  /** The author's handle. */
  readonly account: string;
  readonly media: readonly MemoryMedia[];
  /** The thread it belongs to. */
  readonly thread: Thread | null;
  /** The post it quotes, if it is in the database. */
  readonly quotedPost: Memory | null;
}

export interface Thread {
  /** Its first part's. */
  readonly id: string;
  /** How many parts there are, hidden ones too. */
  readonly size: number;
  /** How many of them are hidden; none if it isn't said. */
  readonly hidden?: number;
  /** How many more parts fell on the same day, but are not shown; none if it isn't said. */
  readonly omitted?: number;
}

/** Posts that belong together: one, or the parts of a thread that fell on the day. */
export type Block = readonly Memory[];

// What a format of `memories export` is. A new one is a file here and a line in ../index.ts.

import type { PlainDate } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import type { PostRef } from '../../search/find-posts.ts';
import type { TextOut, FolderOut } from '../output/output.ts';

/** What an export is made of besides its posts. */
export interface ExportContext {
  /** The zone whose days count. */
  readonly timeZone: string;
  /** The local date now. */
  readonly today: PlainDate;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Handles of the accounts asked for. */
  readonly accounts: readonly string[];
  /** The query as it was typed; empty for everything. */
  readonly query: string;
  /** Else media marked sensitive are there, but must be asked for to be seen. */
  readonly showSensitive: boolean;
}

/** Posts come by time, each once, and must not be gathered: there may be millions. */
export type ExportedPosts = AsyncIterable<Memory>;

export interface FileFormat {
  readonly makes: 'file';
  readonly reads?: 'posts';
  readonly write: (posts: ExportedPosts, out: TextOut, context: ExportContext) => Promise<void>;
}

/** A file for which it is enough to know when most posts were written. */
export interface RefFormat {
  readonly makes: 'file';
  readonly reads: 'refs';
  readonly order: 'newest' | 'oldest';
  /** Gives how many of the posts the file has. */
  readonly write: (refs: AsyncIterable<PostRef>, out: TextOut, context: ExportContext) => Promise<number>;
}

export interface FolderFormat {
  readonly makes: 'folder';
  /** Else they come oldest first. */
  readonly order?: 'newest';
  readonly write: (posts: ExportedPosts, out: FolderOut, context: ExportContext) => Promise<void>;
}

export type Format = FileFormat | RefFormat | FolderFormat;

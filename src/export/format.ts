// What a format of `memories export` is. A new one is a file beside its siblings and a line in index.ts.

import type { PlainDate } from '../time/calendar.ts';
import type { Memory } from '../library/memory.ts';
import type { Glimpse } from '../search/find-posts.ts';

/** One file, or standard output. */
export interface TextOut {
  write(text: string): Promise<void>;
}

/** A new folder. Paths are relative to it, with slashes; folders within it come as they are needed. */
export interface FolderOut {
  /** Adds to a file's end, which comes with its first piece. Each such file is remembered: not for a million of them. */
  append(path: string, content: string): Promise<void>;
  /** A new file, whole. */
  put(path: string, content: string): Promise<void>;
  /** Copies a file of this machine; false when it is gone. What was copied to that path before stays. */
  copy(from: string, path: string): Promise<boolean>;
  /**
   * Makes a smaller copy of a photo of this machine at the path with an ending of its own, at most so many pixels wide,
   * if the photo is much larger than that. Null when it can't be read.
   */
  shrink(from: string, path: string, maxWidth: number): Promise<Shrunk | null>;
}

/** How a photo is shown. */
export interface Shrunk {
  /** Null where the photo itself does. */
  readonly path: string | null;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What an export is made of besides its tweets. */
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

/** Tweets come by time, each once, and must not be gathered: there may be millions. */
export type ExportedTweets = AsyncIterable<Memory>;

export interface FileFormat {
  readonly makes: 'file';
  readonly write: (tweets: ExportedTweets, out: TextOut, context: ExportContext) => Promise<void>;
}

/** A file for which it is enough to know when most tweets were written. */
export interface GlimpsedFormat {
  readonly makes: 'file';
  readonly reads: 'glimpses';
  readonly order: 'newest' | 'oldest';
  /** Gives how many of the tweets the file has. */
  readonly write: (glimpses: AsyncIterable<Glimpse>, out: TextOut, context: ExportContext) => Promise<number>;
}

export interface FolderFormat {
  readonly makes: 'folder';
  /** Else they come oldest first. */
  readonly order?: 'newest';
  readonly write: (tweets: ExportedTweets, out: FolderOut, context: ExportContext) => Promise<void>;
}

export type Format = FileFormat | GlimpsedFormat | FolderFormat;

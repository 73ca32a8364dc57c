// A format of `memories export`. A new one is a file here and a line in ../index.ts.

import type { PlainDate } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import type { UsualFor } from '../../memories/choose.ts';
import type { Moment } from '../../search/find-posts.ts';
import type { TextOut, FolderOut } from '../output/output.ts';

/** What a format may need to know besides the posts. */
export interface ExportContext {
  /** The zone whose days count. */
  readonly timeZone: string;
  /** The local date now. */
  readonly today: PlainDate;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The handles of the chosen accounts. */
  readonly accounts: readonly string[];
  /** What they call themselves, by their handles. */
  readonly names: ReadonlyMap<string, string>;
  /** The files of their pictures, by their handles. */
  readonly avatars: ReadonlyMap<string, string>;
  /** The query as it was typed; empty when everything is exported. */
  readonly query: string;
  /** What was asked for, in words that stay when accounts are renamed or added: ids are made of it. */
  readonly identity: readonly string[];
  /** If false, media marked sensitive are included, but covered until the reader asks for them. */
  readonly showSensitive: boolean;
  readonly usualFor: UsualFor;
  /** Whether it is made again and again: then it does not say when, so that only what is new differs. */
  readonly isRefreshed?: boolean;
  /** When each of the posts was written, for formats that must know before they come. */
  readonly moments: () => Iterable<Moment>;
  /** Some of the posts by their ids, in that order. One that has gone meanwhile is missing. */
  readonly read: (ids: readonly string[]) => Memory[];
}

/** Sorted by time, each post once. A format must not collect them: there may be millions. */
type ExportedPosts = AsyncIterable<Memory>;

export interface FileFormat {
  readonly makes: 'file';
  readonly reads?: 'posts';
  readonly opens?: undefined;
  readonly write: (posts: ExportedPosts, out: TextOut, context: ExportContext) => Promise<void>;
}

/** A file for which it is enough to know when most posts were written, so that these need not be read. */
export interface MomentFormat {
  readonly makes: 'file';
  readonly reads: 'moments';
  readonly opens?: undefined;
  readonly order: 'newest' | 'oldest';
  /** Returns how many posts the file has. */
  readonly write: (moments: AsyncIterable<Moment>, out: TextOut, context: ExportContext) => Promise<number>;
}

export interface FolderFormat {
  readonly makes: 'folder';
  /** Without it posts come oldest first. */
  readonly order?: 'newest';
  /** The file to begin with. */
  readonly opens?: string;
  readonly write: (posts: ExportedPosts, out: FolderOut, context: ExportContext) => Promise<void>;
}

export type Format = FileFormat | MomentFormat | FolderFormat;

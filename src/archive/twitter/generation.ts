// What must be known about a generation of Twitter's export: where its tweets are, whose they are, and what a record means.

import type { FileSet } from '../files/container.ts';
import type { Note, Parsed } from '../../post/post.ts';
import type { Owner } from './owner.ts';

export type { Owner };

/** A file of tweets. Those of a circle were shown only to some. */
export interface TweetFile {
  readonly path: string;
  readonly as: 'tweets' | 'circle';
}

export interface Contents {
  readonly tweets: readonly TweetFile[];
  /** Files of long texts. */
  readonly notes: readonly string[];
  /** Files that only list the ids of tweets that must be there. */
  readonly headers: readonly string[];
}

/** What an archive says of itself. */
export interface ArchiveDetails {
  readonly owner: Owner | null;
  /** When Twitter made it, in milliseconds since 1970 UTC; null when it doesn't say. */
  readonly generatedAt: number | null;
  /** The account's time zone as Twitter named it (Rails' names), such as `Pacific Time (US & Canada)`. */
  readonly timeZone: string | null;
  /** The path of the account's picture, where the archive has it. */
  readonly avatar: string | null;
  /** How many records each tweet file must have, by path; also of files that are missing. */
  readonly expected: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
  /** Where the archive contradicts itself, so that nothing it says about its completeness can be relied on. */
  readonly contradictions: readonly string[];
  /** Files never have more records than `expected` says. */
  readonly isExact: boolean;
}

export interface Articles {
  readonly notes: readonly Note[];
  readonly problems: readonly string[];
}

export interface Generation {
  /** The year in which archives of this kind began. */
  readonly name: string;
  /** When the last of them was made, in milliseconds since 1970 UTC. */
  readonly until: number;
  recognises(paths: readonly string[]): boolean;
  contents(paths: readonly string[]): Contents;
  about(archive: FileSet): Promise<ArchiveDetails>;
  tweet(record: unknown, owner: Owner, as: TweetFile['as']): Parsed;
  note(record: unknown): Parsed<Note>;
  /** Articles, each as the long text of the tweet that it was published with. */
  articles(archive: FileSet): Promise<Articles>;
  /** The id in a record of a headers file. */
  headerId(record: unknown): string | null;
  /** The owner's handle, where a record gives it away. */
  ownHandle(record: unknown): string | null;
}

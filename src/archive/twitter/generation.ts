// What must be known about a generation of Twitter's export: where its tweets are, whose they are, and what a record means.

import type { FileSet } from '../files/container.ts';
import type { ArchiveDetails, Articles, Contents, PostFile } from '../network/format.ts';
import type { Owner } from '../network/owner.ts';
import type { Note, Parsed } from '../../post/post.ts';

export interface Generation {
  /** The year in which archives of this kind began. */
  readonly name: string;
  /** When the last of them was made, in milliseconds since 1970 UTC. */
  readonly until: number;
  /** Archives of 2012 to 2019 came without media. */
  readonly isWithoutMedia?: boolean;
  readonly recognises: (paths: readonly string[]) => boolean;
  readonly contents: (paths: readonly string[]) => Contents;
  readonly about: (archive: FileSet) => Promise<ArchiveDetails>;
  /** @param as `circle` for a file of what was shown only to some, else `tweets` */
  readonly tweet: (record: unknown, owner: Owner, as: PostFile['as']) => Parsed;
  readonly note: (record: unknown) => Parsed<Note>;
  /** Articles, each as the long text of the tweet that it was published with. */
  readonly articles: (archive: FileSet) => Promise<Articles>;
  /** The id in a record of a headers file. */
  readonly headerId: (record: unknown) => string | null;
  /** The owner's handle, where a record gives it away. */
  readonly ownHandle: (record: unknown) => string | null;
}

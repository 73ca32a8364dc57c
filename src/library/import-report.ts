// What an import did, as it is shown, printed as JSON and kept in the database.

import type { Network } from '../post/network.ts';

export interface ImportReport {
  /** The zip's or folder's name. */
  readonly source: string;
  readonly account: string;
  readonly accountId: string | null;
  readonly network?: Network;
  /** Twitter: the year in which archives of this kind began. */
  readonly format: string;
  /** When the network made the archive, ISO 8601 UTC; null when nothing tells. */
  readonly generatedAt: string | null;
  readonly tweets: {
    readonly read: number;
    /** By the archive's own count; null when it has none. */
    readonly expected: number | null;
    readonly added: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly unreadable: number;
  };
  /** Posts that were not asked for, if any: for only the people they name. */
  readonly leftOut?: { readonly direct: number };
  readonly longTweets: { readonly joined: number; readonly unmatched: number };
  /** Of the types that were asked for. */
  readonly media: {
    /** Copied by this import, and their bytes. */
    readonly copied: number;
    readonly bytes: number;
    /** Copied before. */
    readonly present: number;
    /** Used by posts of the archive, but not in it. */
    readonly missing: number;
  };
  /** The names of media files that the archive itself has damaged. */
  readonly damagedMedia?: readonly string[];
  /** The first and last years of the archive's posts, UTC; null without posts. */
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  /** A line each: what could not be read, what is missing. */
  readonly warnings: readonly string[];
  /** Something of the archive is missing or could not be read. */
  readonly incomplete: boolean;
}

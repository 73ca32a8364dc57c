// What must be known about a network's archives: how one is recognised, where its posts are, whose they are, and how they are read.
// A network has a folder beside this one, with a `NetworkArchives` in it, and a line in archive/formats.ts.

import type { FileSet } from '../files/container.ts';
import type { Network } from '../../post/network.ts';
import type { Media, Note, Parsed } from '../../post/post.ts';
import type { Owner } from './owner.ts';

export type { Owner };

/** A file of posts. */
export interface PostFile {
  readonly path: string;
  /** What the format must know to read it, besides its path: a word of its own. */
  readonly as: string;
}

export interface Contents {
  readonly posts: readonly PostFile[];
  /** Files of long texts. */
  readonly notes: readonly string[];
  /** Files that only list the ids of posts that must be there. */
  readonly headers: readonly string[];
}

/** What an archive says of itself. */
export interface ArchiveDetails {
  readonly owner: Owner | null;
  /** What the network calls the owner, of an archive that has that but no handle. */
  readonly ownerId?: string;
  /** What the owner calls itself, of such an archive. */
  readonly ownerName?: string | null;
  /** When the network made it, in milliseconds since 1970 UTC; null when it doesn't say. */
  readonly generatedAt: number | null;
  /** The account's time zone as the network named it (Twitter: Rails' names), such as `Pacific Time (US & Canada)`. */
  readonly timeZone: string | null;
  /** The path of the account's picture, where the archive has it. */
  readonly avatar: string | null;
  /** How many records each post file must have, by path; also of files that are missing. */
  readonly expected: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
  /** Where the archive contradicts itself, so that nothing it says about its completeness can be relied on. */
  readonly contradictions: readonly string[];
  /** Files never have more records than `expected` says. */
  readonly isExact: boolean;
}

/** What the user wants of an archive. */
export interface ReadOptions {
  /** Also posts whose audience is `direct`. */
  readonly direct: boolean;
}

/** A record that could be read but is not wanted: posts for only the people they name. It is counted, and isn't a problem. */
interface LeftOut {
  readonly ok: null;
  readonly leftOut: 'direct';
}

/** What became of a record of a post file. */
export type PostRecord = Parsed | LeftOut;

/**
 * Reads one file, in chunks none of which splits a character (see archive/files/chunks.ts), and gives the posts that each completes,
 * to be taken before the next chunk is passed.
 * Damage is a record with a problem, and costs no more than the records it is in.
 */
export interface PostReader {
  /** Takes ownership of the chunk's memory. */
  read(chunk: Uint8Array): Iterable<PostRecord> | Promise<Iterable<PostRecord>>;
  /** The file has ended; if too early, or without any list of posts, that is one more problem. */
  end(): Iterable<PostRecord> | Promise<Iterable<PostRecord>>;
}

/** Long texts that stand apart from their posts. */
export interface LongTexts {
  readonly note: (record: unknown) => Parsed<Note>;
  /** Articles, each as the long text of the post that it was published with. */
  readonly articles: (archive: FileSet) => Promise<Articles>;
  /** The id in a record of a headers file. */
  readonly headerId: (record: unknown) => string | null;
  /** A note's post was made within so many milliseconds after it: the id that it is below. */
  readonly idAfter: (noteId: string, milliseconds: number) => string;
}

export interface Articles {
  readonly notes: readonly Note[];
  readonly problems: readonly string[];
}

/** One kind of archive of a network. */
export interface ArchiveFormat {
  /** Unlike any other format's: `2022`, `mastodon`. */
  readonly name: string;
  readonly network: Network;
  /** When the last archive of this kind was made, in milliseconds since 1970 UTC; Infinity when they still are. */
  readonly until: number;
  /** Its archives have no photos or films in them. */
  readonly isWithoutMedia?: boolean;
  /** A file of posts shows by its end that it is whole: one without a post lacks none. */
  readonly mayBeEmpty?: boolean;
  /** @param paths of all files, from the archive's root */
  readonly recognises: (paths: readonly string[]) => boolean;
  readonly contents: (paths: readonly string[]) => Contents;
  readonly about: (archive: FileSet) => Promise<ArchiveDetails>;
  /** When an archive of this name was made, in milliseconds since 1970 UTC; null when that isn't told. */
  readonly timeInName: (name: string) => number | null;
  /** The owner's handle where posts give it away, for an archive that doesn't say whose it is. */
  readonly findHandle: (archive: FileSet, contents: Contents, signal: AbortSignal) => Promise<string | null>;
  /** In the same process or in a thread of its own: everything that it needs must be in the arguments. */
  readonly openReader: (file: PostFile, owner: Owner, options: ReadOptions) => PostReader;
  /** Only where some texts stand in files of their own. */
  readonly longTexts?: LongTexts;
}

/** What files are that have no post file among them, and what to do about it. */
export interface Piece {
  readonly what: string;
  readonly hint: string;
}

/** Where a network's archives, of all its formats, have their files. */
export interface NetworkArchives {
  readonly network: Network;
  /** In the order in which they are asked whether they recognise an archive. */
  readonly formats: readonly ArchiveFormat[];
  /** Whether an archive is known by this file, wherever in a zip or folder it lies. */
  readonly isPostFile: (path: string) => boolean;
  /** What stands before an archive's own files, from the path of one of its post files: empty, or with `/` at its end. */
  readonly rootOf: (postFile: string) => string;
  /** The same from another file of an archive; null for files that don't show it. */
  readonly rootOfOther: (path: string) => string | null;
  /** A file's path within the archive, where somebody may have passed one of its folders. */
  readonly ownPath: (path: string) => string;
  /** Where somebody may pass the post file itself: which names beside it, also of folders, belong to the same archive. */
  readonly isBesidePosts?: (name: string) => boolean;
  /** What files without a post file among them are of an archive; null when they are none of it. */
  readonly describePiece: (paths: readonly string[]) => Piece | null;
  readonly media: MediaLayout;
  /** The name that a file has as the only one of its archive, by what it is called and its first bytes; null if it isn't such a file. */
  readonly nameOfWhole?: (name: string, start: Uint8Array) => string | null;
}

/** Where an archive has the photos and films of its posts. */
export interface MediaLayout {
  /** The name of what may be a medium by its place, and whether it is in a folder of media, so that a zip has more; null for other files. */
  readonly mediumAt: (path: string) => { readonly name: string; readonly isInMediaFolder: boolean } | null;
  /** Whose medium a file is, by its name: the post's `id`. Null where names don't say that. */
  readonly postIdIn: (name: string) => string | null;
  /** Where names don't say whose they are: the path at which an archive has a post's medium, from its address. */
  readonly pathOf?: (media: Media) => string | null;
}

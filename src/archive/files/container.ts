// What zips, tars and folders have in common.

/** One file of an archive. */
export interface Entry {
  /** Uncompressed, in bytes. */
  readonly size: number;
  /** Last change, in milliseconds since 1970 UTC; a zip's own clock has no zone and is read as UTC. */
  readonly modifiedAt: number;
  /** Its bytes. The caller may stop reading at any time. */
  read(): AsyncIterable<Buffer>;
}

/** A set of files by their paths. */
export interface FileSet {
  readonly entries: ReadonlyMap<string, Entry>;
}

/** What a zip, a tar or a folder holds, by its own paths with `/` between folders. */
export interface Container extends FileSet, AsyncDisposable {
  /** Names that it has twice, for different files; `entries` has the last of each. */
  readonly ambiguous?: readonly string[];
  /** What is wrong with it, though it can be read in part, such as `ends too early`. */
  readonly damage?: string;
}

/** True for `__MACOSX/…`, `._tweets.js` and `.DS_Store`, at any depth. */
export function isClutter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|__MACOSX$|\._|\.DS_Store$|Thumbs\.db$)/.test(path);
}

/** The whole entry was read, but its content isn't what was packed. */
export class ChecksumError extends Error {
  constructor() {
    super('its checksum is wrong');
    this.name = 'WrongChecksum';
  }
}

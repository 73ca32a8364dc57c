// The photos and videos that posts use, out of the archive and into the media folder: each once, and each whole.

import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import {
  mediaEntries,
  openNested,
  extract,
  UnreadableEntryError,
  type MediaEntry,
  type NestedZip,
} from '../archive/media.ts';
import { idOf } from '../archive/twitter/fields.ts';
import {
  createFolder,
  freeSpaceOf,
  hasCopy,
  mediaFile,
  mediaFileName,
  unwritableError,
} from '../library/media-folder.ts';
import { moveIntoPlace } from '../platform/atomic-write.ts';
import { cleanUp, discard, temporaryBeside, temporaryIn } from '../platform/temporary.ts';
import type { MediaMode } from '../config/settings.ts';
import type { Db } from '../library/database.ts';
import { mediaByPost } from '../library/posts.ts';
import type { Media } from '../post/post.ts';

/** Bytes that are left free on the disk. */
export const SPARE_BYTES = 100e6;

export interface MediaJob {
  readonly db: Db;
  readonly archive: Archive;
  readonly mode: MediaMode;
  /** Where to; need not exist. */
  readonly folder: string;
  /** The archive's posts that have media. */
  readonly postIds: Iterable<string>;
  readonly pid: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MediaEvent) => void;
  /** Bytes that a folder's disk has free; else the system is asked. */
  readonly freeSpace?: ((folder: string) => Promise<number>) | undefined;
}

/** What is to be copied: photos, media of all types, or zips of media, to look into. Bytes of all. */
export interface MediaLoad {
  readonly what: 'photos' | 'media' | 'zips';
  readonly files: number;
  readonly bytes: number;
}

export type MediaEvent =
  | ({ readonly type: 'copying' } & MediaLoad)
  /** So far, of what is being copied. */
  | { readonly type: 'copied'; readonly files: number; readonly bytes: number };

export interface DiskShortage extends MediaLoad {
  readonly folder: string;
  readonly free: number;
}

export interface MediaOutcome {
  /** Copied now, and their bytes. */
  readonly copied: number;
  readonly bytes: number;
  /** Was there already. */
  readonly present: number;
  /** Used by posts of the archive, but not in it. */
  readonly missing: number;
  /** A line for each file that could not be read. */
  readonly unreadable: readonly string[];
  /** What there was no room for: then nothing was copied. */
  readonly shortage: DiskShortage | null;
}

export const NO_MEDIA: MediaOutcome = {
  copied: 0,
  bytes: 0,
  present: 0,
  missing: 0,
  unreadable: [],
  shortage: null,
};

/**
 * Copies the media that posts of the database use. Throws a UserError when the folder can't be written, or the disk is
 * full in spite of all; what was copied by then stays.
 */
export async function copyMedia(job: MediaJob): Promise<MediaOutcome> {
  if (job.mode === 'none') return NO_MEDIA;
  const zips: NestedZip[] = [];
  try {
    cleanUp(job.folder);
    return await new MediaCopy(job).run(zips);
  } catch (error) {
    throw unwritableError(error, job.folder);
  } finally {
    for (const zip of zips) await zip[Symbol.asyncDispose]();
  }
}

class MediaCopy {
  readonly #job: MediaJob;
  readonly #mediaOf: (id: string) => readonly Media[];
  /** Names of media that the archive has and posts use. */
  readonly #found = new Set<string>();
  readonly #planned: MediaEntry[] = [];
  readonly #unreadable: string[] = [];
  #present = 0;

  constructor(job: MediaJob) {
    this.#job = job;
    this.#mediaOf = mediaByPost(job.db);
  }

  /** @param opened takes the zips that are opened, for the caller to close */
  async run(opened: NestedZip[]): Promise<MediaOutcome> {
    const { media, zips } = mediaEntries(this.#job.archive);
    for (const found of media) this.#plan(found);
    // Gigabytes need not be unpacked when all that they could hold is there.
    if (zips.length > 0 && this.#notFound().missing > 0) {
      const shortage = await this.#begin('zips', zips);
      if (shortage) return this.#outcome([], shortage);
      await this.#each(zips, async (zip, onBytes) => {
        const nested = await openNested(zip, temporaryIn(this.#job.folder, 'zip'), {
          signal: this.#job.signal,
          onBytes,
        });
        opened.push(nested);
        for (const found of nested.media) this.#plan(found);
      });
    }
    if (this.#planned.length === 0) return this.#outcome([], null);
    const shortage = await this.#begin(this.#job.mode === 'all' ? 'media' : 'photos', this.#planned);
    if (shortage) return this.#outcome([], shortage);
    return this.#outcome(await this.#each(this.#planned, (medium, onBytes) => this.#copy(medium, onBytes)), null);
  }

  /** Notes an entry to be copied, if a post uses it and it is not there yet. */
  #plan(found: MediaEntry): void {
    const { name, entry } = found;
    const id = idOf(/^(\d+)-/.exec(name)?.[1]);
    if (id === null || entry.size === 0 || this.#found.has(name)) return;
    if (!this.#used(id).some((media) => mediaFileName(id, media) === name)) return;
    this.#found.add(name);
    if (hasCopy(this.#job.folder, name, entry.size)) this.#present += 1;
    else this.#planned.push(found);
  }

  /** A post's media of the types that are asked for. */
  #used(id: string): readonly Media[] {
    const media = this.#mediaOf(id);
    return this.#job.mode === 'all' ? media : media.filter(({ type }) => type === 'photo');
  }

  /** What the archive's posts use and the archive doesn't have: there from another archive, or missing. */
  #notFound(): { present: number; missing: number } {
    const count = { present: 0, missing: 0 };
    for (const id of this.#job.postIds) {
      for (const media of this.#used(id)) {
        const name = mediaFileName(id, media);
        if (name === null || this.#found.has(name)) continue;
        count[mediaFile(this.#job.folder, id, media) === null ? 'missing' : 'present'] += 1;
      }
    }
    return count;
  }

  /** Announces what is going to be copied, or tells that there is no room for it. */
  async #begin(what: MediaLoad['what'], entries: readonly MediaEntry[]): Promise<DiskShortage | null> {
    const { folder, freeSpace = freeSpaceOf, onEvent } = this.#job;
    const load = { what, files: entries.length, bytes: bytesOf(entries) };
    await createFolder(folder);
    const free = await freeSpace(folder);
    if (load.bytes + SPARE_BYTES > free) return { ...load, folder, free };
    onEvent({ type: 'copying', ...load });
    return null;
  }

  /** Gives the entries to `take`, one after the other, and tells how far it is. Returns those that could be read. */
  async #each(
    entries: readonly MediaEntry[],
    take: (found: MediaEntry, onBytes: (bytes: number) => void) => Promise<void>,
  ): Promise<MediaEntry[]> {
    const done: MediaEntry[] = [];
    let before = 0;
    for (const [files, found] of entries.entries()) {
      let bytes = before;
      try {
        await take(found, (more) => {
          bytes += more;
          this.#job.onEvent({ type: 'copied', files, bytes });
        });
        done.push(found);
      } catch (error) {
        if (!(error instanceof UnreadableEntryError)) throw error;
        this.#unreadable.push(`${found.path} can't be read: ${error.message}`);
      }
      before += found.entry.size;
    }
    return done;
  }

  async #copy({ name, entry }: MediaEntry, onBytes: (bytes: number) => void): Promise<void> {
    const place = join(this.#job.folder, name);
    const file = temporaryBeside(place);
    try {
      await extract(entry, file, { signal: this.#job.signal, onBytes });
      await moveIntoPlace(file, place);
    } catch (error) {
      discard(file);
      throw error;
    }
  }

  #outcome(copied: readonly MediaEntry[], shortage: DiskShortage | null): MediaOutcome {
    const { present, missing } = this.#notFound();
    return {
      copied: copied.length,
      bytes: bytesOf(copied),
      present: this.#present + present,
      // In zips that were not opened nobody knows.
      missing: shortage?.what === 'zips' ? 0 : missing,
      unreadable: this.#unreadable,
      shortage,
    };
  }
}

function bytesOf(entries: readonly MediaEntry[]): number {
  return entries.reduce((sum, { entry }) => sum + entry.size, 0);
}

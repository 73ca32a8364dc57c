// Copies the photos and videos that posts use from the archive to the media folder, each once, and each whole or not at all.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import type { MediaLayout } from '../archive/network/format.ts';
import {
  mediaEntries,
  openNested,
  extract,
  UnreadableEntryError,
  type MediaEntry,
  type NestedZip,
} from '../archive/media.ts';
import { mediaFault } from '../library/media-check.ts';
import { createFolder, freeSpaceOf, hasCopy, unwritableError } from '../library/media-folder.ts';
import { moveIntoPlace } from '../platform/atomic-write.ts';
import { cleanUp, discard, temporaryBeside, temporaryIn } from '../platform/temporary.ts';
import {
  NO_MEDIA,
  SPARE_BYTES,
  type DamagedMedium,
  type DiskShortage,
  type MediaLoad,
  type MediaOutcome,
} from './media-outcome.ts';
import { MediaPlan, type WantedMedia } from './media-plan.ts';

export interface MediaJob extends WantedMedia {
  readonly archive: Archive;
  /** Where it has its media. */
  readonly layout: MediaLayout;
  readonly pid: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MediaEvent) => void;
  /** The free bytes on a folder's disk; by default the system is asked. */
  readonly freeSpace?: ((folder: string) => Promise<number>) | undefined;
}

export type MediaEvent =
  | ({ readonly type: 'copying' } & MediaLoad)
  /** What has been copied so far. */
  | { readonly type: 'copied'; readonly files: number; readonly bytes: number };

/**
 * Copies the media that posts in the database use. Throws a UserError when the folder can't be written, or the disk
 * fills up after all; what was copied by then stays.
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
  readonly #plan: MediaPlan;
  readonly #unreadable: string[] = [];
  readonly #damaged: DamagedMedium[] = [];
  /** Damaged in the archive, where the copy that is there is no worse. */
  readonly #kept = new Set<MediaEntry>();

  constructor(job: MediaJob) {
    this.#job = job;
    this.#plan = new MediaPlan(job, job.layout);
  }

  /** @param opened receives the zips that were opened, for the caller to close */
  async run(opened: NestedZip[]): Promise<MediaOutcome> {
    const { media, zips } = mediaEntries(this.#job.archive, this.#job.layout);
    for (const found of media) this.#plan.add(found);
    // No need to unpack gigabytes when everything they could hold is there already.
    if (zips.length > 0 && this.#plan.countAbsent().missing > 0) {
      const shortage = await this.#begin('zips', zips);
      if (shortage) return this.#outcome([], shortage);
      await this.#each(zips, async (zip, onBytes) => {
        const nested = await openNested(zip, temporaryIn(this.#job.folder, 'zip'), {
          signal: this.#job.signal,
          onBytes,
        });
        opened.push(nested);
        for (const found of nested.media) this.#plan.add(found);
      });
    }
    const planned = this.#plan.entries;
    if (planned.length === 0) return this.#outcome([], null);
    const shortage = await this.#begin(this.#job.mode === 'all' ? 'media' : 'photos', planned);
    if (shortage) return this.#outcome([], shortage);
    return this.#outcome(await this.#each(planned, (medium, onBytes) => this.#copy(medium, onBytes)), null);
  }

  /** Announces what is going to be copied, or reports that there is no room for it. */
  async #begin(what: MediaLoad['what'], entries: readonly MediaEntry[]): Promise<DiskShortage | null> {
    const { db, folder, freeSpace = freeSpaceOf, onEvent } = this.#job;
    const load = { what, files: entries.length, bytes: bytesOf(entries) };
    await createFolder(folder, db.name);
    const free = await freeSpace(folder);
    if (load.bytes + SPARE_BYTES > free) return { ...load, folder, free };
    onEvent({ type: 'copying', ...load });
    return null;
  }

  /** Passes the entries to `take` one by one, and reports progress. Returns those that could be read. */
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

  async #copy(found: MediaEntry, onBytes: (bytes: number) => void): Promise<void> {
    const { name, entry } = found;
    const place = join(this.#job.folder, name);
    const file = temporaryBeside(place);
    try {
      await extract(entry, file, { signal: this.#job.signal, onBytes });
      if (this.#isImprovement(found, file, place)) await moveIntoPlace(file, place);
      else discard(file);
    } catch (error) {
      discard(file);
      throw error;
    }
  }

  /** Whether what was extracted is better than the copy that may be there. Notes what is damaged. */
  #isImprovement(found: MediaEntry, file: string, place: string): boolean {
    const { name, path, entry } = found;
    const fault = mediaFault(file, name);
    if (fault === null) return true;
    const isWholeBefore = existsSync(place) && mediaFault(place, name) === null;
    if (!isWholeBefore) this.#damaged.push({ name, path, fault });
    const isNoWorse = isWholeBefore || hasCopy(this.#job.folder, name, entry.size);
    if (isNoWorse) this.#kept.add(found);
    return !isNoWorse;
  }

  #outcome(extracted: readonly MediaEntry[], shortage: DiskShortage | null): MediaOutcome {
    const { present, missing } = this.#plan.countAbsent();
    const copied = extracted.filter((found) => !this.#kept.has(found));
    const empty = this.#plan.empty.map(({ name, path }) => ({ name, path, fault: 'it is empty' }));
    return {
      copied: copied.length,
      bytes: bytesOf(copied),
      present: this.#plan.present + this.#kept.size + present,
      // Zips that weren't opened may hold them.
      missing: shortage?.what === 'zips' ? 0 : missing,
      unreadable: this.#unreadable,
      damaged: [...this.#damaged, ...empty],
      shortage,
    };
  }
}

function bytesOf(entries: readonly MediaEntry[]): number {
  return entries.reduce((sum, { entry }) => sum + entry.size, 0);
}

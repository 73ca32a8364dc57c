// Copies the account's picture to the media folder, from the newest archive that has one.

import { statSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { extract, UnreadableEntryError } from '../archive/media.ts';
import type { MediaMode } from '../config/settings.ts';
import type { Db } from '../library/database.ts';
import { mediaFault } from '../library/media-check.ts';
import { avatarName, createFolder, unwritableError } from '../library/media-folder.ts';
import { moveIntoPlace } from '../platform/atomic-write.ts';
import { discard, temporaryBeside } from '../platform/temporary.ts';

export interface AvatarJob {
  readonly db: Db;
  readonly archive: Archive;
  /** In the archive. */
  readonly path: string | null;
  /** What the network calls the account. */
  readonly networkId: string | null;
  /** When the archive was made, in milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly mode: MediaMode;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** In bytes: Twitter takes none above 2 MB. */
const LIMIT = 16 << 20;

/** Nobody misses a picture that is damaged, or something else: it is left out without a word. */
export async function copyAvatar(job: AvatarJob): Promise<void> {
  const { db, archive, path, networkId, asOf, mode, folder, signal } = job;
  const entry = path === null ? undefined : archive.entries.get(path);
  if (mode === 'none' || networkId === null || !entry || entry.size > LIMIT) return;
  const place = join(folder, avatarName(networkId));
  if (isWholeAndNewer(place, asOf)) return;
  const file = temporaryBeside(place);
  try {
    await createFolder(folder, db.name);
    await extract(entry, file, { signal, onBytes: () => undefined });
    if (mediaFault(file, place) === null) {
      // Its own time is the archive's, by which the next import knows which of the two is newer.
      const seconds = Math.floor(asOf / 1000);
      await utimes(file, seconds, seconds);
      await moveIntoPlace(file, place);
    }
  } catch (error) {
    if (!(error instanceof UnreadableEntryError)) throw unwritableError(error, folder);
  } finally {
    discard(file);
  }
}

function isWholeAndNewer(place: string, asOf: number): boolean {
  const there = statSync(place, { throwIfNoEntry: false });
  return there !== undefined && there.mtimeMs > asOf && mediaFault(place, place) === null;
}

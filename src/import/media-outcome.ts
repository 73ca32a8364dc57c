// What became of an archive's media, and the warnings about it.

import type { MediaEntry } from '../archive/media.ts';
import { formatBytes, pluralize } from '../text/numbers-and-dates.ts';

/** Bytes to leave free on the disk. */
export const SPARE_BYTES = 100e6;

/** How many problems of a file, or of the media, are reported one by one; the rest are counted. */
export const TOLD = 5;

/** What is going to be copied: photos, media of all types, or zips of media to look into. `bytes` is their total. */
export interface MediaLoad {
  readonly what: 'photos' | 'media' | 'zips';
  readonly files: number;
  readonly bytes: number;
}

export interface DiskShortage extends MediaLoad {
  readonly folder: string;
  readonly free: number;
}

export interface DamagedMedium extends Pick<MediaEntry, 'name' | 'path'> {
  /** Such as `it ends too early`. */
  readonly fault: string;
}

export interface MediaOutcome {
  /** Copied by this import, and their bytes. */
  readonly copied: number;
  readonly bytes: number;
  /** Copied before. */
  readonly present: number;
  /** Used by posts of the archive, but not in it. */
  readonly missing: number;
  /** A line for each file that could not be read. */
  readonly unreadable: readonly string[];
  /** What is damaged in the archive itself. It is copied as it is, unless it is empty or there is a better copy. */
  readonly damaged: readonly DamagedMedium[];
  /** What the disk has no room for: in that case nothing was copied. */
  readonly shortage: DiskShortage | null;
}

export const NO_MEDIA: MediaOutcome = {
  copied: 0,
  bytes: 0,
  present: 0,
  missing: 0,
  unreadable: [],
  damaged: [],
  shortage: null,
};

/** A line for each thing that keeps media from being copied. */
export function mediaLines({ unreadable, shortage }: MediaOutcome): string[] {
  const told = unreadable.slice(0, TOLD);
  const more = unreadable.length - told.length;
  if (more > 0) told.push(`${pluralize(more, 'more medium', 'more media')} could not be read`);
  return shortage ? [shortageLine(shortage), ...told] : told;
}

/** The archive itself has it so: nothing is lost on the way, and importing again can't help. */
export function damagedLines({ damaged }: MediaOutcome): string[] {
  const told = damaged.slice(0, TOLD).map(({ path, fault }) => `${path} is damaged in the archive: ${fault}`);
  const more = damaged.length - told.length;
  if (more > 0) told.push(`${pluralize(more, 'more medium is', 'more media are')} damaged in the archive`);
  return told;
}

const LOADS = {
  photos: ['photo', 'photos'],
  media: ['photo or video', 'photos and videos'],
  zips: ['zip of media', 'zips of media'],
} as const satisfies Record<MediaLoad['what'], readonly [string, string]>;

function shortageLine({ what, files, bytes, free, folder }: DiskShortage): string {
  const [one, many] = LOADS[what];
  const need = `${pluralize(files, one, many)} ${files === 1 ? 'needs' : 'need'} ${formatBytes(bytes)}`;
  const room = `the disk of ${folder} has ${formatBytes(free)} free, ${formatBytes(SPARE_BYTES)} of which stay free`;
  return `NO MEDIA WERE COPIED: ${need}, but ${room}. Make room and import again`;
}

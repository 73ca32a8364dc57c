// Limits that no real archive comes near, and that a zip made to fill disks and memory exceeds. The sizes are those that
// the zip itself claims: reading stops at an entry that turns out to be larger.

import { UserError } from '../../platform/errors.ts';
import { formatNumber } from '../../text/numbers-and-dates.ts';

/** Real archives have up to a few hundred thousand photos; each entry takes about 1 KB of memory. */
const MOST_ENTRIES = 1_000_000;

/** Posts shrink to between a tenth and a thirtieth, photos hardly at all; only one repeated byte comes near Deflate's 1032. */
const HIGHEST_RATIO = 1000;

/** In bytes: an entry that unpacks to less is harmless at any ratio. */
const HARMLESS_SIZE = 100e6;

/** The shortest header in front of an entry's data, without its name. */
const LOCAL_HEADER = 30;

/** An entry as the list at the zip's end describes it; sizes and its offset in the file in bytes. */
export interface ListedEntry {
  readonly fileName: string;
  readonly fileNameLength: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly relativeOffsetOfLocalHeader: number;
}

/** Throws a UserError for a zip with more entries than any archive has. Call it before reading them. */
export function assertCountable(path: string, entries: number): void {
  if (entries > MOST_ENTRIES) throw refusal(path, `it lists ${formatNumber(entries)} files`);
}

/** Throws a UserError for a zip that would unpack to an absurd size, or whose entries overlap. */
export function assertExtractable(path: string, entries: readonly ListedEntry[]): void {
  for (const entry of entries) assertGrowth(path, entry);
  const overlap = overlapping(entries);
  if (overlap) throw refusal(path, `${overlap[0]} and ${overlap[1]} share their bytes`);
}

/** Throws a UserError for a file that would unpack to an absurd size. */
export function assertGrowth(
  path: string,
  entry: Pick<ListedEntry, 'fileName' | 'compressedSize' | 'uncompressedSize'>,
): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (uncompressedSize <= HARMLESS_SIZE || uncompressedSize <= compressedSize * HIGHEST_RATIO) return;
  throw refusal(path, `${fileName} would grow from ${megabytes(compressedSize)} to ${megabytes(uncompressedSize)}`);
}

/** The names of two entries that share bytes, which is how a few kilobytes become a terabyte. */
function overlapping(entries: readonly ListedEntry[]): [string, string] | null {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1];
    const end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    if (next && next.relativeOffsetOfLocalHeader < end) return [entry.fileName, next.fileName];
  }
  return null;
}

function megabytes(bytes: number): string {
  return `${formatNumber(Math.ceil(bytes / 1e6))} MB`;
}

function refusal(path: string, why: string): UserError {
  return new UserError(`${path} is not opened: ${why}`, {
    hint: 'Twitter makes no such zips: use the one that you downloaded yourself',
  });
}

// The media of an archive. Until January 2020 they came in a zip inside the zip, and a zip can only be read when it
// is a file on the disk.

import { writeFile } from 'node:fs/promises';
import { messageOf, reasonOf } from '../platform/errors.ts';
import { discard } from '../platform/temporary.ts';
import type { Archive } from './archive.ts';
import type { Entry } from './files/container.ts';
import { openZip } from './files/zip.ts';
import type { MediaLayout } from './network/format.ts';

export interface MediaEntry {
  /** Without folders. */
  readonly name: string;
  /** In the archive, for messages. */
  readonly path: string;
  readonly entry: Entry;
}

/** The files that may be media, by their path, and the zips that hold more of them. */
export function mediaEntries(archive: Archive, { mediumAt }: MediaLayout): { media: MediaEntry[]; zips: MediaEntry[] } {
  const found: ReturnType<typeof mediaEntries> = { media: [], zips: [] };
  for (const [path, entry] of archive.entries) {
    const medium = mediumAt(path);
    if (medium === null) continue;
    const { name, isInMediaFolder } = medium;
    found[isInMediaFolder && /\.zip$/i.test(name) ? 'zips' : 'media'].push({ name, path, entry });
  }
  return found;
}

/** The archive can't be read, as opposed to the disk not taking the copy. */
export class UnreadableEntryError extends Error {
  constructor(cause: unknown) {
    super(reasonOf(cause), { cause });
    this.name = 'UnreadableEntry';
  }
}

interface ExtractOptions {
  readonly signal: AbortSignal;
  /** Called after each piece that was written. */
  readonly onBytes: (bytes: number) => void;
}

/** Writes an entry's bytes to a new file that only the user can read. Throws an UnreadableEntryError for a damaged entry. */
export async function extract(entry: Entry, file: string, { signal, onBytes }: ExtractOptions): Promise<void> {
  await writeFile(file, bytesOf(entry, onBytes), { mode: 0o600, flag: 'wx', signal });
}

async function* bytesOf(entry: Entry, onBytes: ExtractOptions['onBytes']): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of entry.read()) {
      yield chunk;
      onBytes(chunk.length);
    }
  } catch (error) {
    throw new UnreadableEntryError(error);
  }
}

export interface NestedZip extends AsyncDisposable {
  readonly media: readonly MediaEntry[];
}

/** Extracts a nested zip to a file and opens it. The file is removed when the zip is closed or can't be opened. */
export async function openNested(outer: MediaEntry, file: string, options: ExtractOptions): Promise<NestedZip> {
  try {
    await extract(outer.entry, file, options);
    const zip = await openZip(file).catch((error: unknown) => {
      // The temporary file's name would mean nothing to the user.
      throw new UnreadableEntryError(messageOf(error).replace(`${file} `, 'it '));
    });
    const close = async (): Promise<void> => {
      await zip[Symbol.asyncDispose]();
      discard(file);
    };
    const media = [...zip.entries].map(([path, entry]) => {
      return { name: path.replace(/^.*\//, ''), path: `${outer.path}/${path}`, entry };
    });
    return { media, [Symbol.asyncDispose]: close };
  } catch (error) {
    discard(file);
    throw error;
  }
}

// An unpacked archive. Safari unpacks every download, so these are as common as zips.

import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../platform/errors.ts';
import { isClutter, type Container, type Entry } from './container.ts';

/** Deeper folders don't belong to an archive: Mastodon's `media_attachments/files/109/333/835/161/429/021/original` is nine levels. */
const MAX_DEPTH = 12;
/** An archive has about 6,400 files besides its media; anything with more than this is a whole disk. */
const MAX_FILES = 1_000_000;

/** @param isWanted which of the names that stand directly in it are looked at */
export async function openFolder(path: string, isWanted?: (name: string) => boolean): Promise<Container> {
  const entries = new Map<string, Entry>();
  await listFiles(path, { below: '', depth: 0, isWanted }, entries);
  return { entries, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** A file that is an archive by itself. @param name what it is called in there */
export async function openFile(path: string, name: string): Promise<Container> {
  const entries = new Map([[name, new FileEntry(path, await stat(path))]]);
  return { entries, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** The first bytes of a file; fewer if it has no more. */
export async function readStart(path: string, size: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

interface Place {
  readonly below: string;
  readonly depth: number;
  readonly isWanted?: ((name: string) => boolean) | undefined;
}

async function listFiles(top: string, place: Place, entries: Map<string, Entry>): Promise<void> {
  const { below, depth, isWanted } = place;
  for (const found of await readdir(join(top, below), { withFileTypes: true })) {
    const name = below + found.name;
    if (isClutter(name) || isWanted?.(found.name) === false) continue;
    if (found.isDirectory()) {
      if (depth < MAX_DEPTH) await listFiles(top, { below: `${name}/`, depth: depth + 1 }, entries);
    } else if (found.isFile()) {
      entries.set(name, new FileEntry(join(top, name), await stat(join(top, name))));
    }
    if (entries.size > MAX_FILES) {
      throw new UserError(`${top} holds more than ${MAX_FILES} files`, { hint: "pass the archive's own folder" });
    }
  }
}

class FileEntry implements Entry {
  readonly size: number;
  readonly modifiedAt: number;
  readonly #path: string;

  constructor(path: string, found: { size: number; mtimeMs: number }) {
    this.#path = path;
    this.size = found.size;
    this.modifiedAt = Math.floor(found.mtimeMs);
  }

  async *read(): AsyncGenerator<Buffer> {
    yield* createReadStream(this.#path) as AsyncIterable<Buffer>;
  }
}

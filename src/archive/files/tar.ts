// Tars, as Mastodon packed its archives until 2023. A tar has no list of its files: their headers are read one by one,
// each standing before its file.

import { stat } from 'node:fs/promises';
import { Header, type HeaderData } from 'tar/header';
import { Pax } from 'tar/pax';
import { reasonOf, UserError } from '../../platform/errors.ts';
import { isClutter, type Container, type Entry } from './container.ts';
import { readStart } from './folder.ts';
import { openGzip, openPlain, type UnpackedBytes } from './unpacked-bytes.ts';
import { assertCountable, assertGrowth } from './zip-limits.ts';

const BLOCK = 512;

/** In bytes: a header with names that are longer than this is none. */
const LONGEST_NAMES = 1 << 20;

/** Mastodon's own tars name photos by where its server has them: `/home/mastodon/live/public/system/media_attachments/…`. */
const PLACE_ON_SERVER = /^\/(?=(?:[^/]+\/)*media_attachments\/)/;

export type TarKind = 'tar' | 'gzip';

/** What kind of tar a file is by its first bytes, or may be; null if it is none. */
export async function tarKind(path: string): Promise<TarKind | null> {
  const start = await readStart(path, BLOCK);
  if (start.length > 2 && start.readUInt16BE(0) === 0x1f8b) return 'gzip';
  return start.length === BLOCK && headerIn(start)?.cksumValid === true ? 'tar' : null;
}

/** Null where there is none: what is no number throws. */
function headerIn(block: Buffer, next?: HeaderData, all?: HeaderData): Header | null {
  try {
    return new Header(block, 0, next, all);
  } catch {
    return null;
  }
}

/** Opens a tar. Where it is damaged or cut off, it has the files that can be found. */
export async function openTar(path: string, kind: TarKind, signal?: AbortSignal): Promise<Container> {
  const bytes = kind === 'gzip' ? openGzip(path, signal) : await openPlain(path);
  try {
    const { size: packed } = await stat(path);
    const index = new TarIndex(path, bytes, packed);
    const damage = await index.read(signal);
    return {
      entries: index.entries,
      ...(damage !== null && { damage }),
      [Symbol.asyncDispose]: () => bytes[Symbol.asyncDispose](),
    };
  } catch (error) {
    await bytes[Symbol.asyncDispose]();
    throw error;
  }
}

class TarIndex {
  readonly entries = new Map<string, TarEntry>();
  readonly #path: string;
  readonly #bytes: UnpackedBytes;
  /** The size of the tar as it is on the disk. */
  readonly #packed: number;
  #position = 0;
  /** What the headers so far say of the next file, and of all that follow. */
  #next: HeaderData | undefined;
  #all: HeaderData | undefined;

  constructor(path: string, bytes: UnpackedBytes, packed: number) {
    this.#path = path;
    this.#bytes = bytes;
    this.#packed = packed;
  }

  /** Finds all files. Returns what is wrong with the tar, if anything. */
  async read(signal?: AbortSignal): Promise<string | null> {
    let damage: string | null = null;
    try {
      for (;;) {
        signal?.throwIfAborted();
        const block = await this.#bytes.at(this.#position, BLOCK);
        if (block.length < BLOCK) return damage ?? this.#endsEarly();
        const header = headerIn(block, this.#next, this.#all);
        if (header?.nullBlock === true) break;
        this.#position += BLOCK;
        if (header?.cksumValid === true) await this.#take(header);
        else if (this.#position === BLOCK) throw this.#notTar();
        else damage ??= 'is damaged';
      }
      const hasEnd = await this.#bytes.finish();
      return damage ?? (hasEnd ? null : 'ends too early');
    } catch (error) {
      if (error instanceof UserError || signal?.aborted === true) throw error;
      if (this.#position === 0) throw this.#notTar();
      return damage ?? `is damaged (${reasonOf(error)})`;
    }
  }

  #endsEarly(): string {
    if (this.#position === 0) throw this.#notTar();
    return 'ends too early';
  }

  #notTar(): UserError {
    return new UserError(`${this.#path} is not a zip`, { hint: 'unpack it, then pass the folder' });
  }

  async #take(header: Header): Promise<void> {
    const { size = 0, type } = header;
    const offset = this.#position;
    this.#position += Math.ceil(size / BLOCK) * BLOCK;
    if (!Number.isSafeInteger(this.#position)) throw new Error('a file in it has no possible size');
    if (type === 'ExtendedHeader' || type === 'OldExtendedHeader') {
      this.#next = Pax.parse(await this.#names(offset, size), this.#next);
    } else if (type === 'GlobalExtendedHeader') {
      this.#all = Pax.parse(await this.#names(offset, size), this.#all, true);
    } else if (type === 'NextFileHasLongPath' || type === 'OldGnuLongPath') {
      this.#next = { ...this.#next, path: (await this.#names(offset, size)).replace(/\0.*/s, '') };
    } else if (type !== 'NextFileHasLongLinkpath') {
      if (type === 'File' || type === 'OldFile' || type === 'ContiguousFile') this.#add(header, offset, size);
      this.#next = undefined;
    }
  }

  async #names(offset: number, size: number): Promise<string> {
    if (size > LONGEST_NAMES) throw new Error('a name in it is too long');
    return (await this.#bytes.at(offset, size)).toString('utf8');
  }

  #add(header: Header, offset: number, size: number): void {
    const { mtime } = header;
    // What the header itself has of a long name would be put before it.
    const written = (this.#next?.path ?? header.path ?? '').replace(/^(?:\.\/+)+/, '');
    const name = written.replace(PLACE_ON_SERVER, '');
    if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(name)) {
      throw new UserError(`${this.#path} has an entry that would land outside its folder (${name})`, {
        hint: 'no archive is packed like that: use the one that you downloaded yourself',
      });
    }
    if (name === '' || name.endsWith('/') || isClutter(name)) return;
    assertGrowth(this.#path, { fileName: name, compressedSize: this.#packed, uncompressedSize: size });
    const entry = new TarEntry(this.#bytes, { offset, size, modifiedAt: timeOf(mtime) });
    // Who adds a file again to a tar means the last one.
    this.entries.delete(name);
    this.entries.set(name, entry);
    assertCountable(this.#path, this.entries.size);
  }
}

class TarEntry implements Entry {
  readonly size: number;
  readonly modifiedAt: number;
  readonly #bytes: UnpackedBytes;
  readonly #offset: number;

  constructor(bytes: UnpackedBytes, place: { offset: number; size: number; modifiedAt: number }) {
    this.#bytes = bytes;
    this.#offset = place.offset;
    this.size = place.size;
    this.modifiedAt = place.modifiedAt;
  }

  async *read(): AsyncGenerator<Buffer> {
    let left = this.size;
    for await (const bytes of this.#bytes.stream(this.#offset, this.size)) {
      left -= bytes.length;
      yield bytes;
    }
    if (left > 0) throw new Error('it is cut off');
  }
}

function timeOf(mtime: Date | undefined): number {
  const time = Math.floor(mtime?.getTime() ?? 0);
  return Number.isFinite(time) ? time : 0;
}

// Zips byte by byte, so that every field can lie: what no zip program writes.

import { crc32, deflateRawSync } from 'node:zlib';

/** An entry; what is not given is as it should be. */
export interface RawEntry {
  readonly name: string;
  readonly data?: Buffer;
  /** The data as they stand in the file, if they are deflated already. */
  readonly packed?: Buffer;
  readonly stored?: boolean;
  /** Bytes that it says it unpacks to. */
  readonly size?: number;
  /** Bytes that it says it takes in the file. */
  readonly packedSize?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Unix's file mode, such as 0o120777 for a link. */
  readonly mode?: number;
  /** Where it says it begins; then it has no header or data of its own. */
  readonly offset?: number;
}

export interface RawEnd {
  readonly count?: number;
  readonly directoryOffset?: number;
  readonly directorySize?: number;
}

/** The bytes of a zip with these entries. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = packedOf(entry);
    directory.push(centralHeader(entry, packed.length, entry.offset ?? at));
    if (entry.offset !== undefined) continue;
    const own = Buffer.concat([localHeader(entry, packed.length), packed]);
    pieces.push(own);
    at += own.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...pieces, list, endRecord({ count: entries.length, offset: at, size: list.length }, end)]);
}

function packedOf({ data = Buffer.alloc(0), packed, stored = false }: RawEntry): Buffer {
  return packed ?? (stored ? data : deflateRawSync(data));
}

/** What both headers of an entry have, from the flags to the length of the extra field. */
function common(entry: RawEntry, length: number): Buffer {
  const { name, data = Buffer.alloc(0), stored = false } = entry;
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(entry.flags ?? 0x800, 0);
  bytes.writeUInt16LE(entry.method ?? (stored ? 0 : 8), 2);
  bytes.writeUInt16LE(0x5b76, 6);
  bytes.writeUInt32LE(entry.crc ?? crc32(data), 8);
  bytes.writeUInt32LE(entry.packedSize ?? length, 12);
  bytes.writeUInt32LE(entry.size ?? data.length, 16);
  bytes.writeUInt16LE(Buffer.byteLength(name), 20);
  return bytes;
}

/** The header in front of an entry's data, with its name. */
export function localHeader(entry: RawEntry, length: number): Buffer {
  const start = Buffer.from('504b03041400', 'hex');
  return Buffer.concat([start, common(entry, length), Buffer.from(entry.name)]);
}

function centralHeader(entry: RawEntry, length: number, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const start = Buffer.from('504b010214031400', 'hex');
  return Buffer.concat([start, common(entry, length), rest, Buffer.from(entry.name)]);
}

function endRecord(real: { count: number; offset: number; size: number }, claimed: RawEnd): Buffer {
  const bytes = Buffer.alloc(22);
  const count = claimed.count ?? real.count;
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(claimed.directorySize ?? real.size, 12);
  bytes.writeUInt32LE(claimed.directoryOffset ?? real.offset, 16);
  return bytes;
}

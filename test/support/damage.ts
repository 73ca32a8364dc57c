// Zips with something wrong in them. Each function changes the file in place and gives its path back.

import { readFileSync, truncateSync, writeFileSync } from 'node:fs';

/** Keeps only the first bytes, like an interrupted download. */
export function truncateZip(zipPath: string, bytes: number): string {
  truncateSync(zipPath, bytes);
  return zipPath;
}

/** Marks an entry as encrypted. */
export function encryptEntry(zipPath: string, entry: string): string {
  return changeHeaders(zipPath, entry, (bytes, { central, local }) => {
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8);
    bytes.writeUInt16LE(bytes.readUInt16LE(local + 6) | 1, local + 6);
  });
}

/** Makes an entry's stored checksum wrong. */
export function breakCrc(zipPath: string, entry: string): string {
  return changeHeaders(zipPath, entry, (bytes, { central, local }) => {
    const wrong = (bytes.readUInt32LE(central + 16) ^ 0x5a5a5a5a) >>> 0;
    bytes.writeUInt32LE(wrong, central + 16);
    bytes.writeUInt32LE(wrong, local + 14);
  });
}

/** Turns one byte in the middle of an entry's data, as a failing disk does. */
export function damageData(zipPath: string, entry: string): string {
  return changeHeaders(zipPath, entry, (bytes, { central, local }) => {
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const at = data + Math.floor(bytes.readUInt32LE(central + 20) / 2);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  });
}

/** Renames an entry so that it leads out of the archive: `data/tweets.js` becomes `../a/tweets.js`. */
export function climbOut(zipPath: string, entry: string): string {
  return renameEntry(zipPath, entry, `../${entry.slice(3)}`);
}

/** Gives an entry another name of the same length, even one that no zip program would write. */
export function renameEntry(zipPath: string, entry: string, name: string): string {
  const to = Buffer.from(name);
  if (to.length !== Buffer.byteLength(entry)) throw new Error(`${name} is not as long as ${entry}`);
  return changeHeaders(zipPath, entry, (bytes, { central, local }) => {
    to.copy(bytes, central + 46);
    to.copy(bytes, local + 30);
  });
}

/** Offsets of an entry's two headers. */
interface Headers {
  readonly central: number;
  readonly local: number;
}

function changeHeaders(zipPath: string, entry: string, change: (bytes: Buffer, headers: Headers) => void): string {
  const bytes = readFileSync(zipPath);
  change(bytes, headersOf(bytes, entry));
  writeFileSync(zipPath, bytes);
  return zipPath;
}

function headersOf(bytes: Buffer, entry: string): Headers {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('not a zip, or one that is cut off');
  let central = bytes.readUInt32LE(end + 16);
  if (central === 0xffffffff) throw new Error('a zip64 can not be damaged here');
  while (central < end) {
    const length = bytes.readUInt16LE(central + 28);
    const name = bytes.toString('utf8', central + 46, central + 46 + length);
    if (name === entry) return { central, local: bytes.readUInt32LE(central + 42) };
    central += 46 + length + bytes.readUInt16LE(central + 30) + bytes.readUInt16LE(central + 32);
  }
  throw new Error(`no entry ${entry} in the zip`);
}

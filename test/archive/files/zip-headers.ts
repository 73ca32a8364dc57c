// Zips with headers that test/support/damage.ts doesn't write. Each function changes the file in place and gives its path back.

import { readFileSync, writeFileSync } from 'node:fs';

/** Makes the header in front of an entry's data useless; the list at the zip's end stays whole. */
export function breakLocalHeader(zipPath: string, entry: string): string {
  return change(zipPath, entry, (bytes, local) => {
    bytes.write('no!!', local);
  });
}

/** Says that an entry is compressed by Deflate64, as Windows does with large files. */
export function asDeflate64(zipPath: string, entry: string): string {
  return change(zipPath, entry, (bytes, local, central) => {
    bytes.writeUInt16LE(9, local + 8);
    bytes.writeUInt16LE(9, central + 10);
  });
}

/** An entry's name stands twice in a zip: behind its local header, and behind the one in the list at the end. */
function change(zipPath: string, entry: string, edit: (bytes: Buffer, local: number, central: number) => void): string {
  const bytes = readFileSync(zipPath);
  edit(bytes, bytes.indexOf(entry) - 30, bytes.lastIndexOf(entry) - 46);
  writeFileSync(zipPath, bytes);
  return zipPath;
}

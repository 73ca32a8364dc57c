// Tells a damaged photo from a whole one by a few bytes at both ends: thousands can be looked at in a moment.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Enough for what every kind of file begins with. */
const HEAD = 16;

/** How many bytes at the end are searched for a photo's end mark: some programs write something after it. */
const TAIL = 4096;

const JPEG = Buffer.from([0xff, 0xd8]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** What other photos begin with, which servers have also sent under the name of a JPEG: GIF, WebP, BMP, HEIC and AVIF. */
const OTHER_PHOTO = /^(?:GIF8|RIFF|BM|.{4}ftyp)/s;

/** What is wrong with a photo or video, such as `it ends too early`; null for nothing that shows. `name` tells its kind. */
export function mediaFault(path: string, name: string): string | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return 'it is empty';
    const head = Buffer.alloc(Math.min(HEAD, size));
    readSync(file, head, 0, head.length, 0);
    const isPhoto = /\.(?:jpe?g|jfif|png)$/i.test(name);
    if (!isPhoto) return head.every((byte) => byte === 0) ? 'it has only zeros' : null;
    const tail = Buffer.alloc(Math.min(TAIL, size));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return photoFault(head, tail);
  } finally {
    closeSync(file);
  }
}

function photoFault(head: Buffer, tail: Buffer): string | null {
  if (isBeginning(head, JPEG)) return tail.includes(JPEG_END) ? null : 'it ends too early';
  if (isBeginning(head, PNG)) return tail.includes('IEND', 0, 'latin1') ? null : 'it ends too early';
  return OTHER_PHOTO.test(head.toString('latin1')) ? null : 'it is no photo';
}

function isBeginning(head: Buffer, mark: Buffer): boolean {
  return head.subarray(0, mark.length).equals(mark);
}

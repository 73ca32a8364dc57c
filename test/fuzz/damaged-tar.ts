// Tars with lies in their headers, and packed ones with bytes that are not what they were.

import { gzipSync } from 'node:zlib';
import { tarEntry } from '../support/tars.ts';
import type { Packed } from './damaged-zip.ts';
import type { Random } from './random.ts';

type Damage = (bytes: Buffer, random: Random) => Buffer;

const BLOCK = 512;
const NAMES = [
  '../escaped.json',
  '/escaped.json',
  '/x/media_attachments/../../../escaped.jpg',
  'C:\\escaped.json',
  'outbox.json',
  'media_attachments/../escaped.jpg',
  '__proto__',
  'x'.repeat(99),
];
/** Where a header says how long its file is, of which kind it is, and where a link leads. */
const FIELDS = [
  [124, 12],
  [156, 1],
  [157, 100],
  [257, 8],
  [345, 155],
] as const;
const TYPES = ['0', '1', '2', '3', '5', '6', '7', 'g', 'x', 'L', 'K', 'S', '\0', 'z'];

/** The tar as it should be. */
export function wholeTar(files: readonly Packed[]): Buffer {
  return Buffer.concat([
    ...files.map(({ path, content }) => tarEntry({ path: path.replace(/^home\//, '/home/') }, content)),
    Buffer.alloc(2 * BLOCK),
  ]);
}

/** Changes of the tar itself. */
const PLAIN: Readonly<Record<string, Damage>> = {
  'one field of a header': (bytes, random) => withHeader(bytes, random, lie),
  'three fields of headers': (bytes, random) =>
    withHeader(withHeader(withHeader(bytes, random, lie), random, lie), random, lie),
  'an odd name': (bytes, random) =>
    withHeader(bytes, random, (header) => {
      header.fill(0, 0, 100);
      header.write(random.one(NAMES), 0, 100, 'utf8');
    }),
  'a kind of file': (bytes, random) =>
    withHeader(bytes, random, (header) => header.write(random.one(TYPES), 156, 1, 'latin1')),
  'a wrong checksum': (bytes, random) => {
    const copy = Buffer.from(bytes);
    copy.write('0000001', random.one(headersIn(copy)) + 148, 'latin1');
    return copy;
  },
  truncated: (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'a piece missing, or there twice': pieces,
  'many bytes': scattered,
};

/** Changes of the packed bytes. */
const GZIP: Readonly<Record<string, Damage>> = {
  'packed: truncated': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'packed: many bytes': scattered,
  'packed: a piece missing, or there twice': pieces,
  'packed: rubbish behind it': (bytes, random) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256)))]),
  'packed twice': (bytes) => gzipSync(bytes),
};

export const TAR_DAMAGE: Readonly<Record<string, (files: readonly Packed[], random: Random) => Buffer>> = {
  whole: (files, random) => packed(wholeTar(files), random),
  ...Object.fromEntries(
    Object.entries(PLAIN).map(([name, damage]) => [
      name,
      (files: readonly Packed[], random: Random) => packed(damage(wholeTar(files), random), random),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(GZIP).map(([name, damage]) => [
      name,
      (files: readonly Packed[], random: Random) => damage(gzipSync(wholeTar(files)), random),
    ]),
  ),
};

function packed(bytes: Buffer, random: Random): Buffer {
  return random.below(2) === 0 ? bytes : gzipSync(bytes);
}

/** Where the headers of files are. */
function headersIn(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar') places.push(at);
  }
  return places.length === 0 ? [0] : places;
}

/** Changes a header, whose checksum then fits again. */
function withHeader(bytes: Buffer, random: Random, change: (header: Buffer, random: Random) => void): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.one(headersIn(copy));
  const header = copy.subarray(at, at + BLOCK);
  if (header.length < BLOCK) return copy;
  change(header, random);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return copy;
}

function lie(header: Buffer, random: Random): void {
  const [start, length] = random.one(FIELDS);
  const text = random.one(['77777777777', '00000000000', '00000000001', '-1', '9e9', '', '\u0080\u0000', '../x']);
  header.fill(0, start, start + length);
  header.write(text, start, length, 'latin1');
}

function pieces(bytes: Buffer, random: Random): Buffer {
  const [a, b] = [random.below(bytes.length), random.below(bytes.length)];
  return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]);
}

function scattered(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let time = 0; time < 20; time += 1) copy.writeUInt8(random.below(256), random.below(copy.length));
  return copy;
}

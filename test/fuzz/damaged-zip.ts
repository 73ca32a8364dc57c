// Zips with lies in any of their structures. Each function changes the bytes of a whole zip in one way.

import { localHeader, rawZip, type RawEntry } from '../support/raw-zip.ts';
import type { Random } from './random.ts';

export interface Packed {
  readonly path: string;
  readonly content: Buffer;
}

type Damage = (files: readonly Packed[], random: Random) => Buffer;

const NAMES = [
  '../escaped.js',
  '../../../../../../tmp/escaped.js',
  '/escaped.js',
  '//escaped.js',
  'C:\\escaped.js',
  'C:/escaped.js',
  '..\\escaped.js',
  'data/../../escaped.js',
  'data/tweets_media/../../../escaped.jpg',
  'data/tweets.js',
  'data/tweet.js',
  'tweet.js',
  'data/js/tweets/2013_01.js',
  'data/tweets.js/',
  'data',
  '',
  '.',
  '/',
  'a\0b.js',
  'a\u001b[31mb.js',
  '\u202esj.steewt',
  'x'.repeat(60_000),
  '__proto__',
  'constructor',
];

const SIZES = [0, 1, 7, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Where 2 and 4 bytes stand that say how much or where, by their structure. */
const FIELDS = {
  'PK\x03\x04': { two: [4, 6, 8, 10, 12, 26, 28], four: [14, 18, 22] },
  'PK\x01\x02': { two: [4, 6, 8, 10, 12, 14, 28, 30, 32, 34, 36], four: [16, 20, 24, 38, 42] },
  'PK\x05\x06': { two: [4, 6, 8, 10, 20], four: [12, 16] },
} as const;

export const ZIP_DAMAGE: Readonly<Record<string, Damage>> = {
  'one field of a header': (files, random) => withField(whole(files), random),
  'three fields of headers': (files, random) => withField(withField(withField(whole(files), random), random), random),
  'one bit': (files, random) => flipped(whole(files), random, 1),
  'many bytes': (files, random) => flipped(whole(files), random, 50),
  truncated: (files, random) => {
    const bytes = whole(files);
    return bytes.subarray(0, random.below(bytes.length));
  },
  'its start missing': (files, random) => {
    const bytes = whole(files);
    return Buffer.concat([Buffer.from('PK'), bytes.subarray(random.below(bytes.length))]);
  },
  'a piece missing, or there twice': (files, random) => {
    const bytes = whole(files);
    const [a, b] = [random.below(bytes.length), random.below(bytes.length)];
    return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]);
  },
  'rubbish around it': (files, random) => {
    const rubbish = Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256)));
    const bytes = whole(files);
    return random.below(2) === 0 ? Buffer.concat([Buffer.from('PK'), rubbish, bytes]) : Buffer.concat([bytes, rubbish]);
  },
  'a wrong checksum': (files, random) => changed(files, random, () => ({ crc: random.below(0xffffffff) })),
  'wrong sizes': (files, random) =>
    changed(files, random, (_, { length }) =>
      random.below(2) === 0
        ? { size: random.one([...SIZES, length - 1, length + 1].filter((size) => size >= 0)) }
        : { packedSize: random.one(SIZES) },
    ),
  'an odd name': (files, random) => changed(files, random, () => ({ name: random.one(NAMES) })),
  'a name twice': (files, random) => {
    const entries = entriesOf(files);
    const again = { ...random.one(entries), data: random.one(files).content };
    return rawZip(random.below(2) === 0 ? [...entries, again] : [again, ...entries]);
  },
  'a link': (files, random) =>
    changed(files, random, () => ({ mode: 0o120777, data: Buffer.from(random.one(['/etc/passwd', '../..', '.'])) })),
  encrypted: (files, random) => changed(files, random, () => ({ flags: random.one([0x801, 0x841, 0x840, 0x2001]) })),
  'another method': (files, random) =>
    changed(files, random, () => ({ method: random.one([0, 1, 6, 9, 12, 14, 93, 95, 99, 0xffff]) })),
  'bytes shared': (files, random) => {
    const entries = entriesOf(files);
    return rawZip([...entries, { ...random.one(entries), name: 'data/more.js', offset: random.one([0, 1, 100]) }]);
  },
  'a wrong end': (files, random) =>
    rawZip(entriesOf(files), {
      count: random.one([0, 1, files.length - 1, files.length + 1, 0xfffe, 0xffff]),
      directoryOffset: random.one(SIZES),
      directorySize: random.one(SIZES),
    }),
  'zip64 lies': (files, random) => zip64(files, random),
  'a zip in it': (files, random) => {
    const inner = rawZip([{ name: random.one(NAMES), data: Buffer.alloc(1000) }]);
    const name = random.one(['tweet_media/x.zip', 'data/tweet_media/x.zip', 'data/tweets_media/x.zip']);
    const broken = random.below(2) === 0 ? flipped(inner, random, 2) : inner;
    return rawZip([...entriesOf(files), { name, data: broken, stored: random.below(2) === 0 }]);
  },
};

function entriesOf(files: readonly Packed[]): RawEntry[] {
  return files.map(({ path, content }) => ({ name: path, data: content }));
}

/** The zip as it should be. */
export function whole(files: readonly Packed[]): Buffer {
  return rawZip(entriesOf(files));
}

/** One entry, more likely one of those that are read, otherwise. */
function changed(
  files: readonly Packed[],
  random: Random,
  change: (entry: RawEntry, data: Buffer) => Partial<RawEntry>,
): Buffer {
  const victim = random.one(files);
  const entries = files.map(({ path, content }): RawEntry => {
    const entry = { name: path, data: content };
    return path === victim.path ? { ...entry, ...change(entry, content) } : entry;
  });
  return rawZip(entries);
}

function withField(bytes: Buffer, random: Random): Buffer {
  const signature = random.one(Object.keys(FIELDS) as (keyof typeof FIELDS)[]);
  const places: number[] = [];
  for (let at = bytes.indexOf(signature, 0, 'latin1'); at >= 0; at = bytes.indexOf(signature, at + 4, 'latin1')) {
    places.push(at);
  }
  if (places.length === 0) return bytes;
  const at = random.one(places);
  const { two, four } = FIELDS[signature];
  if (random.below(2) === 0) put(bytes, at + random.one(two), 2, random);
  else put(bytes, at + random.one(four), 4, random);
  return bytes;
}

function put(bytes: Buffer, at: number, length: 2 | 4, random: Random): void {
  if (at + length > bytes.length) return;
  const old = bytes.readUIntLE(at, length);
  const limit = 2 ** (8 * length);
  const value = random.one([...SIZES, old + 1, old + limit - 1, old ^ (1 << random.below(16)), random.below(limit)]);
  bytes.writeUIntLE(((value % limit) + limit) % limit, at, length);
}

function flipped(bytes: Buffer, random: Random, times: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let time = 0; time < times; time += 1) {
    const at = random.below(copy.length);
    copy.writeUInt8(copy.readUInt8(at) ^ (times === 1 ? 1 << random.below(8) : random.below(256)), at);
  }
  return copy;
}

/** A record of the end with numbers of 64 bits, some of them wrong, and the locator that leads to it. */
function zip64(files: readonly Packed[], random: Random): Buffer {
  const bytes = whole(files);
  const end = bytes.length - 22;
  const wrong = (right: number): bigint =>
    random.below(3) > 0 ? BigInt(right) : random.one([0n, 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]);
  const record = Buffer.alloc(76);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(wrong(files.length), 24);
  record.writeBigUInt64LE(wrong(files.length), 32);
  record.writeBigUInt64LE(wrong(bytes.readUInt32LE(end + 12)), 40);
  record.writeBigUInt64LE(wrong(bytes.readUInt32LE(end + 16)), 48);
  record.write('PK\x06\x07', 56, 'latin1');
  record.writeBigUInt64LE(wrong(end), 64);
  record.writeUInt32LE(1, 72);
  return Buffer.concat([
    bytes.subarray(0, end),
    record,
    bytes.subarray(end),
    localHeader({ name: '' }, 0).subarray(30),
  ]);
}

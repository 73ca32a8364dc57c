// Repositories of Bluesky with bytes that are not what they were. Each function changes a whole file in one way.

import { carOf, postPath } from '../support/bluesky.ts';
import type { Random } from './random.ts';

type Damage = (bytes: Buffer, random: Random) => Buffer;

const OTTER = { uri: 'at://did:plc:otter/app.bsky.feed.post/3bbb', cid: 'bafyreib' };

/** Posts of all kinds, some of which are not what records should be. */
const RECORDS: readonly object[] = [
  { text: 'The heron is back.', langs: ['en'] },
  { text: 'Me too', reply: { root: OTTER, parent: OTTER } },
  { text: 'Look', embed: { $type: 'app.bsky.embed.record', record: OTTER } },
  { text: 'the \u001b[31mred\u0007 \u202edne eht', via: '\u001b]0;x\u0007' },
  { text: 7, facets: 'none', reply: [], embed: { $type: 'app.bsky.embed.images', images: [null, {}] } },
  { text: 'the link', facets: [{ index: { byteStart: 4, byteEnd: 99 }, features: [{ $type: 'x' }] }] },
  { text: 'the future', createdAt: '9999-12-31T23:59:59Z' },
  { text: 'the past', createdAt: '0001-01-01T00:00:00Z' },
  { text: 'x'.repeat(50_000) },
];

const records: Record<string, object> = { 'app.bsky.actor.profile/self': { displayName: 'Wren\u001b[2J' } };
for (let day = 1; day <= 45; day += 1) {
  const at = new Date(Date.UTC(2023, 10, day, 9)).toISOString();
  records[postPath(at)] = { createdAt: at, ...RECORDS[day % RECORDS.length] };
  records[postPath(at).replace('post', day % 2 === 0 ? 'like' : 'repost')] = { createdAt: at, subject: OTTER };
}

/** In each order that blocks may have. */
export const CARS = [
  await carOf(records),
  await carOf(records, { order: 'tree' }),
  await carOf(records, { order: 'oldest first' }),
];

function pieceOf(bytes: Buffer, random: Random): { from: number; to: number } {
  const from = random.below(bytes.length);
  return { from, to: Math.min(bytes.length, from + 1 + random.below(random.one([4, 400, bytes.length]))) };
}

export const CAR_DAMAGE: Readonly<Record<string, Damage>> = {
  whole: (bytes) => bytes,
  'bytes changed': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const most = random.one([1, 3, 40]);
    for (let count = 0; count < most; count += 1) changed.writeUInt8(random.below(256), random.below(bytes.length));
    return changed;
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'without its beginning': (bytes, random) => bytes.subarray(random.below(200)),
  'a part missing': (bytes, random) => {
    const { from, to } = pieceOf(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a part twice': (bytes, random) => {
    const { from, to } = pieceOf(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a part of nothing': (bytes, random) => {
    const { from, to } = pieceOf(bytes, random);
    return Buffer.from(bytes).fill(random.one([0, 0x01, 0x80, 0xff]), from, to);
  },
  'beginnings of blocks everywhere': (bytes, random) => {
    const start = Buffer.from([0xff, 0xff, 0x03, 0x01, 0x71, 0x12, 0x20]);
    return Buffer.concat([bytes.subarray(0, 59), Buffer.alloc(200_000 + random.below(7), start), bytes.subarray(59)]);
  },
};

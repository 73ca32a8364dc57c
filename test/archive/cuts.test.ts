// Files of posts are read in chunks: wherever those end, the posts are the same.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChunks } from '../../src/archive/files/chunks.ts';
import type { Entry } from '../../src/archive/files/container.ts';
import { formatNamed } from '../../src/archive/formats.ts';
import type { Owner, PostReader, PostRecord } from '../../src/archive/network/format.ts';
import { fixtureFiles, MASTODON_FIXTURES } from '../support/archives.ts';
import { carOf, postPath, tidAt, WREN_DID } from '../support/bluesky.ts';
import { created, FINCH, outboxFile } from '../support/mastodon.ts';

/** Letters of one byte to four, and two that are one sign together. */
const WORDS = 'Löwe 霧の中 🦆👩‍🌾 e\u0301 {"id":"x"}, ] ';

const FINCHES: Owner = { id: FINCH.id, handle: FINCH.handle, name: null };
const WREN: Owner = { id: WREN_DID, handle: 'wren.example', name: null };

function opened(name: 'mastodon' | 'bluesky'): PostReader {
  const owner = name === 'mastodon' ? FINCHES : WREN;
  return formatNamed(name).openReader({ path: 'x', as: 'posts' }, owner, { direct: true });
}

async function readPieces(name: 'mastodon' | 'bluesky', pieces: Iterable<Uint8Array>): Promise<PostRecord[]> {
  const reader = opened(name);
  const found: PostRecord[] = [];
  for (const piece of pieces) found.push(...(await reader.read(Uint8Array.from(piece))));
  return [...found, ...(await reader.end())];
}

/** As the import reads a file that comes in pieces. */
async function readEntry(name: 'mastodon' | 'bluesky', pieces: readonly Buffer[]): Promise<PostRecord[]> {
  const reader = opened(name);
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const entry: Entry = {
    size,
    modifiedAt: 0,
    read: async function* () {
      for (const piece of pieces) yield await Promise.resolve(piece);
    },
  };
  const found: PostRecord[] = [];
  const steps = readChunks<Promise<Iterable<PostRecord>>>(entry, {
    read: async (bytes) => [...(await reader.read(bytes))],
    end: async () => reader.end(),
    fail: (problem) => Promise.reject(new Error(problem)),
  });
  for await (const { result } of steps) found.push(...(await result));
  return found;
}

/** Lengths are used over and over. */
function cutBytes(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? bytes.length;
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

/** Readers of text are never given half a character. */
function cutText(text: string, lengths: readonly number[]): Buffer[] {
  const letters = Array.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < letters.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? letters.length;
    pieces.push(Buffer.from(letters.slice(at, at + length).join('')));
    at += length;
  }
  return pieces;
}

const LENGTHS = fc.oneof(fc.constant([1]), fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 }));
/** Of pieces of a long file. */
const LONG = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 5 });
const SHIFT = fc.integer({ min: 0, max: 2000 });

const HOURS = Array.from({ length: 500 }, (_, hour) => new Date(Date.UTC(2024, 0, 1, hour)).toISOString());
const LONG_OUTBOX = outboxFile(HOURS.map((at) => created({ at, content: `<p>${at} ${WORDS.repeat(4)}</p>` })));

function carRecords(count: number): Record<string, object> {
  return Object.fromEntries(
    HOURS.slice(0, count).flatMap((at): [string, object][] => [
      [postPath(at), { text: `${at} ${WORDS.repeat(4)}`, createdAt: at }],
      [`app.bsky.feed.like/${tidAt(at)}`, { subject: { uri: at, cid: at }, createdAt: at }],
    ]),
  );
}

describe("Mastodon's outbox", () => {
  test.each(MASTODON_FIXTURES)('%s is read the same in any pieces', async (name) => {
    const { 'outbox.json': outbox = '' } = await fixtureFiles(name);
    const text = outbox.toString();
    const whole = await readPieces('mastodon', [Buffer.from(text)]);
    expect(whole.filter(({ ok }) => ok).length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(LENGTHS, async (lengths) => {
        expect(await readPieces('mastodon', cutText(text, lengths))).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  test('is read the same from a file that comes in any pieces of bytes', async () => {
    const whole = await readPieces('mastodon', [Buffer.from(LONG_OUTBOX)]);
    expect(whole).toHaveLength(HOURS.length);
    await fc.assert(
      fc.asyncProperty(LONG, SHIFT, async (lengths, shift) => {
        const bytes = Buffer.from(' '.repeat(shift) + LONG_OUTBOX);
        expect(bytes.length).toBeGreaterThan(400_000);
        expect(await readEntry('mastodon', cutBytes(bytes, lengths))).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });
});

describe("Bluesky's repository", () => {
  test.each(['tree', 'newest first', 'oldest first'] as const)('is read the same in any pieces (%s)', async (order) => {
    const bytes = await carOf(carRecords(40), { order });
    const whole = await readPieces('bluesky', [bytes]);
    expect(whole.filter(({ ok }) => ok)).toHaveLength(40);
    await fc.assert(
      fc.asyncProperty(LENGTHS, async (lengths) => {
        expect(await readPieces('bluesky', cutBytes(bytes, lengths))).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test('is read the same from a file that comes in any pieces of bytes', async () => {
    const bytes = await carOf(carRecords(300), { order: 'newest first' });
    const whole = await readPieces('bluesky', [bytes]);
    expect(bytes.length).toBeGreaterThan(200_000);
    expect(whole).toHaveLength(300);
    await fc.assert(
      fc.asyncProperty(LONG, async (lengths) => {
        expect(await readEntry('bluesky', cutBytes(bytes, lengths))).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });
});

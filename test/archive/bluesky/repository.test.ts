// Repositories as the servers' own library writes them, in every order of their blocks, whole and damaged.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCbor } from '../../../src/archive/bluesky/cbor.ts';
import { Repository } from '../../../src/archive/bluesky/repository.ts';
import { carOf, postPath, tidAt, type RepositoryDraft } from '../../support/bluesky.ts';

const ORDERS = ['tree', 'newest first', 'oldest first'] as const;
const cbor = await loadCbor();

/** So many posts, an hour apart, and as many likes and follows, which nobody asks for. */
function records(count: number): Record<string, object> {
  const all: Record<string, object> = {};
  for (let hour = 0; hour < count; hour += 1) {
    const at = new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
    all[postPath(at)] = { text: `The heron came at hour ${hour}.`, createdAt: at };
    all[`app.bsky.feed.like/${tidAt(at)}`] = {
      subject: { uri: 'at://did:plc:otter/app.bsky.feed.post/3k', cid: at },
      createdAt: at,
    };
    all[`app.bsky.graph.follow/${tidAt(at)}`] = { subject: `did:plc:${hour}`, createdAt: at };
  }
  return all;
}

const all = records(60);
/** The same repository in each order. */
const cars = {
  tree: await carOf(all, { order: 'tree' }),
  'newest first': await carOf(all, { order: 'newest first' }),
  'oldest first': await carOf(all, { order: 'oldest first' }),
};

function readCar(bytes: Buffer, size = bytes.length): { paths: string[]; problems: string[] } {
  const repository = new Repository(cbor, ['app.bsky.feed.post', 'app.bsky.feed.repost']);
  const [paths, problems]: [string[], string[]] = [[], []];
  const take = (found: ReturnType<Repository['end']>): void => {
    for (const one of found)
      if (one.ok) paths.push(one.path);
      else problems.push(one.problem);
  };
  for (let at = 0; at < bytes.length; at += size) take(repository.read(Uint8Array.from(bytes.subarray(at, at + size))));
  take(repository.end());
  return { paths: paths.sort(), problems };
}

function postsIn(all: object): string[] {
  return Object.keys(all)
    .filter((path) => path.startsWith('app.bsky.feed.post/'))
    .sort();
}

/** What is in the file of a block that has this text. */
function placeOf(bytes: Buffer, text: string): number {
  const at = bytes.indexOf(text);
  if (at < 0) throw new Error(`${text} is not in the file`);
  return at;
}

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x20, at);
  return copy;
}

describe('a repository', () => {
  test.each(ORDERS)('gives its posts, whatever the order of its blocks (%s)', (order) => {
    const { paths, problems } = readCar(cars[order]);
    expect(problems).toEqual([]);
    expect(paths).toEqual(postsIn(all));
  });

  test('is read in chunks of any size', async () => {
    const few = records(12);
    const bytes = await carOf(few);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (size) => {
        const { paths, problems } = readCar(bytes, size);
        expect({ paths, problems }).toEqual({ paths: postsIn(few), problems: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('without a post has none, and nothing is wrong with it', async () => {
    expect(readCar(await carOf({}))).toMatchObject({ paths: [], problems: [] });
  });

  test('has what the last commit has, not what was deleted before it', async () => {
    const [gone, kept, added] = ['2024-01-01T08:00:00Z', '2024-01-02T08:00:00Z', '2024-01-03T08:00:00Z'].map((at) =>
      postPath(at),
    );
    const draft: RepositoryDraft = {
      commits: [{ [gone ?? '']: null, [added ?? '']: { text: 'Third.' } }],
      history: true,
    };
    const bytes = await carOf({ [gone ?? '']: { text: 'First.' }, [kept ?? '']: { text: 'Second.' } }, draft);
    expect(bytes.includes('First.')).toBe(true);
    expect(readCar(bytes)).toMatchObject({ paths: [kept, added], problems: [] });
  });

  test('gives a post twice that was made twice, by a program that was run again', async () => {
    const post = { text: 'Carried over.', createdAt: '2013-05-06T07:08:09Z' };
    const twice = [postPath('2024-11-20T10:00:00Z'), postPath('2024-11-21T10:00:00Z')];
    const bytes = await carOf(Object.fromEntries(twice.map((path) => [path, post])));
    expect(readCar(bytes)).toMatchObject({ paths: twice, problems: [] });
  });
});

describe('damage', () => {
  test.each(ORDERS)('to a post costs this post (%s)', (order) => {
    const bytes = cars[order];
    const { paths, problems } = readCar(changed(bytes, placeOf(bytes, 'The heron came at hour 30.')));
    const lost = postPath('2024-01-02T06:00:00.000Z');
    expect(paths).toEqual(postsIn(all).filter((path) => path !== lost));
    expect(problems).toEqual([`${lost} is missing or damaged`]);
  });

  test.each(ORDERS)('to the length of a post costs this post (%s)', (order) => {
    const bytes = cars[order];
    const text = placeOf(bytes, 'The heron came at hour 30.');
    const cid = bytes.lastIndexOf(Buffer.from([0x01, 0x71, 0x12, 0x20]), text);
    for (const at of [cid - 1, cid, cid + 20]) {
      const { paths, problems } = readCar(changed(bytes, at));
      expect(paths.length).toBe(59);
      expect(problems.length).toBe(1);
    }
  });

  test('to what is no post costs none, but is told', () => {
    const bytes = cars['newest first'];
    const { paths, problems } = readCar(changed(bytes, placeOf(bytes, 'did:plc:31')));
    expect(paths).toEqual(postsIn(all));
    expect(problems).toEqual(['the file is damaged in 1 place, where it has no posts']);
  });

  test('to the commit, the header or a node costs no more than what nothing else names', () => {
    const bytes = cars.tree;
    // In this order the commit is the first block, and the root of the tree the second.
    for (const [at, most] of [
      [30, 0],
      [120, 60],
      [400, 6],
    ] as const) {
      const { paths, problems } = readCar(changed(bytes, at));
      expect(problems.length).toBeGreaterThan(0);
      expect(paths.length).toBeGreaterThanOrEqual(60 - most);
    }
  });

  test.each(ORDERS)('that cut the file off is told, with each post that is missing (%s)', (order) => {
    const bytes = cars[order];
    fc.assert(
      fc.property(fc.integer({ min: 200, max: bytes.length - 1 }), (length) => {
        const { paths, problems } = readCar(bytes.subarray(0, length));
        // Nothing marks the end of a CAR file: behind a whole block, only what else is asked for is missed.
        if (problems.length === 0) expect(paths).toEqual(postsIn(all));
        if (order === 'tree' && length > bytes.length / 2) expect(paths.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  test.each(ORDERS)('anywhere costs little, is told, and gives nothing that was never there (%s)', (order) => {
    const bytes = cars[order];
    fc.assert(
      fc.property(fc.integer({ min: 60, max: bytes.length - 1 }), (at) => {
        const { paths, problems } = readCar(changed(bytes, at), 5000);
        expect(postsIn(all)).toEqual(expect.arrayContaining(paths));
        expect(problems.length).toBeGreaterThan(0);
        expect(paths.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  test('that leaves no CAR file is told in one line', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('{"type": "not a CAR file"}'), Buffer.alloc(5000)]) {
      expect(readCar(bytes)).toMatchObject({ paths: [], problems: ['it is not a repository of Bluesky'] });
    }
  });
});

// Archives in tars, plain and packed by gzip: they have no list of their files, and no checksums of these.

import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive/archive.ts';
import type { Entry } from '../../src/archive/files/container.ts';
import { fixtureFiles, type Files } from '../support/archives.ts';
import { tarEntry, tarOf, tarOfBlocks } from '../support/tars.ts';
import { tempFolder } from '../support/temp.ts';

const KINDS = [{ gzip: false }, { gzip: true }];
const END = Buffer.alloc(1024);

async function contentsOf(archive: Archive): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [path, entry] of archive.entries) files[path] = await text(entry.read());
  return files;
}

function entryOf(archive: Archive, path: string): Entry {
  const entry = archive.entries.get(path);
  if (!entry) throw new Error(`there is no ${path}`);
  return entry;
}

async function opened(path: string): Promise<Record<string, string>> {
  await using archive = await openArchive([path]);
  return await contentsOf(archive);
}

async function damageOf(path: string): Promise<string | null | undefined> {
  await using archive = await openArchive([path]);
  return archive.parts[0]?.damage;
}

function textsOf(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, content.toString()]));
}

async function refusal(path: string): Promise<string> {
  const error: unknown = await openArchive([path]).then(
    () => 'it was opened',
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'UserError' });
  const { message, hint } = error as { message: string; hint?: string };
  return `${message.replace(path, 'it')} | ${hint ?? ''}`;
}

/** Random, so that gzip can't make it smaller. */
const LONG = randomBytes(400_000).toString('base64');
const MANY = { 'a.txt': 'a', 'data/tweets.js': LONG, 'b.txt': 'b', 'c.txt': '', 'd.txt': 'd'.repeat(50_000) };

describe.each(KINDS)('a tar (%j)', (kind) => {
  test('has the files that were packed, by whatever name it has', async () => {
    const files = await fixtureFiles('data-2020');
    for (const options of [{}, { root: 'twitter-2020' }, { root: '.' }, { name: 'my archive' }, { name: 'x.zip' }]) {
      expect(await opened(await tarOf(files, { ...kind, ...options }))).toEqual(textsOf(files));
    }
  });

  test('says how large its files are, and when they were changed', async () => {
    const made = new Date('2021-02-03T04:05:06Z');
    await using archive = await openArchive([await tarOf(MANY, { ...kind, made })]);
    const { size, modifiedAt } = archive.entries.get('data/tweets.js') ?? {};
    expect({ size, modifiedAt }).toEqual({ size: LONG.length, modifiedAt: made.getTime() });
    expect(archive.entries.get('c.txt')?.size).toBe(0);
    expect(archive.parts[0]?.damage).toBeNull();
  });

  test('gives its files in any order, several times, at the same time, and after half of one', async () => {
    await using archive = await openArchive([await tarOf(MANY, kind)]);
    const read = async (path: string): Promise<string> => text(entryOf(archive, path).read());
    expect([await read('b.txt'), await read('a.txt'), await read('b.txt')]).toEqual(['b', 'a', 'b']);
    for await (const piece of entryOf(archive, 'data/tweets.js').read()) {
      expect(piece.length).toBeLessThan(LONG.length);
      break;
    }
    expect(await read('data/tweets.js')).toBe(LONG);
    expect(await Promise.all(['data/tweets.js', 'b.txt', 'data/tweets.js', 'a.txt'].map(read))).toEqual([
      LONG,
      'b',
      LONG,
      'a',
    ]);
  });

  test('has long names, and no links, folders or devices', async () => {
    const long = `data/tweets_media/${'ä'.repeat(120)}.jpg`;
    const path = await tarOfBlocks(
      [
        tarEntry({ path: 'data/', type: 'Directory' }),
        tarEntry({ path: 'data/tweets.js' }, '[ ]'),
        tarEntry({ path: long }, 'jpg'),
        tarEntry({ path: 'data/link.js', type: 'SymbolicLink', linkpath: '/etc/passwd' }),
        tarEntry({ path: 'data/same.js', type: 'Link', linkpath: '../../etc/passwd' }),
        tarEntry({ path: 'data/pipe.js', type: 'FIFO' }),
        tarEntry({ path: '././@LongLink', type: 'NextFileHasLongPath' }, `data/${'b'.repeat(200)}.js\0`),
        tarEntry({ path: 'data/bbb' }, 'long'),
        tarEntry({ path: '__MACOSX/data/tweets.js' }, 'no'),
        tarEntry({ path: 'data/._tweets.js' }, 'no'),
        END,
      ],
      kind,
    );
    expect(await opened(path)).toEqual({
      'data/tweets.js': '[ ]',
      [long]: 'jpg',
      [`data/${'b'.repeat(200)}.js`]: 'long',
    });
  });

  test('to which a file was added again has the last one', async () => {
    const blocks = [tarEntry({ path: 'tweet.js' }, 'old'), tarEntry({ path: 'tweet.js' }, 'newer'), END];
    expect(await opened(await tarOfBlocks(blocks, kind))).toEqual({ 'tweet.js': 'newer' });
  });

  test("has Mastodon's photos, which may be named by where the server has them", async () => {
    const photo = '/home/mastodon/live/public/system/media_attachments/files/000/000/012/original/4e539dc35ec21a5a.jpg';
    const path = await tarOf({ 'outbox.json': '{}', [photo]: 'jpg' }, kind);
    expect(await opened(path)).toEqual({
      'outbox.json': '{}',
      'media_attachments/files/000/000/012/original/4e539dc35ec21a5a.jpg': 'jpg',
    });
    const climbing = await tarOf({ 'outbox.json': '{}', '/x/media_attachments/../../../y.jpg': 'jpg' }, kind);
    expect(await refusal(climbing)).toMatch(/^it has an entry that would land outside its folder/);
  });

  test.each(['../tweet.js', 'a/../../tweet.js', '/tweet.js', './/../tweet.js', 'C:\\tweet.js', 'a\\..\\..\\tweet.js'])(
    'with a file %s is refused',
    async (path) => {
      const blocks = [tarEntry({ path: 'tweet.js' }, '[ ]'), tarEntry({ path }, 'x'), END];
      expect(await refusal(await tarOfBlocks(blocks, kind))).toMatch(
        /^it has an entry that would land outside its folder/,
      );
    },
  );

  test('that is cut off has what is before that, and says so', async () => {
    const whole = await tarOf(MANY, kind);
    const { size } = await stat(whole);
    truncateSync(whole, Math.floor(size / 2));
    await using archive = await openArchive([whole]);
    expect(archive.parts[0]?.damage).toBe('ends too early');
    expect([...archive.entries.keys()]).toEqual(['a.txt', 'data/tweets.js']);
    const pieces: Buffer[] = [];
    const reading = (async () => {
      for await (const piece of entryOf(archive, 'data/tweets.js').read()) pieces.push(piece);
    })();
    await expect(reading).rejects.toThrow('it is cut off');
    const half = Buffer.concat(pieces).toString();
    expect(LONG.startsWith(half)).toBe(true);
    expect(half.length).toBeGreaterThan(LONG.length * 0.4);
  });

  test('of which no post is left is refused as half a download', async () => {
    const whole = await tarOf({ 'data/tweets_media/1-a.jpg': LONG, ...MANY }, kind);
    for (const bytes of [300_000, 900]) {
      truncateSync(whole, bytes);
      expect(await refusal(whole)).toBe(
        'it ends too early, and what is left of it has no posts | download the archive again; an interrupted download looks like this',
      );
    }
  });
});

test('a plain tar with damage between two files has those behind it', async () => {
  const blocks = [
    tarEntry({ path: 'a.txt' }, 'a'),
    tarEntry({ path: 'b.txt' }, 'b'),
    tarEntry({ path: 'tweet.js' }, '[ ]'),
    END,
  ];
  blocks[1]?.fill('?', 0, 100);
  const path = await tarOfBlocks(blocks);
  expect(await opened(path)).toEqual({ 'a.txt': 'a', 'tweet.js': '[ ]' });
  expect(await damageOf(path)).toBe('is damaged');
});

test('a packed tar with a wrong byte says so, whether or not it could be unpacked', async () => {
  const path = await tarOf(MANY, { gzip: true });
  const bytes = readFileSync(path);
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 6) ^ 0xff, damaged.length - 6);
  writeFileSync(path, damaged);
  expect(await damageOf(path)).toMatch(/^is damaged \(.*check/);
  await using archive = await openArchive([path]);
  expect(await text(entryOf(archive, 'data/tweets.js').read())).toBe(LONG);
  bytes.fill(0xff, 100_000, 100_400);
  writeFileSync(path, bytes);
  expect(await damageOf(path)).toMatch(/^is damaged/);
});

test.each([1, 4, 7, 9])(
  'a packed tar whose last %i bytes are missing says so, and has all its files',
  async (missing) => {
    const path = await tarOf(MANY, { gzip: true });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, -missing));
    expect(await damageOf(path)).toBe('ends too early');
    await using archive = await openArchive([path]);
    expect(await text(entryOf(archive, 'data/tweets.js').read())).toBe(LONG);
  },
);

test('a packed tar of several pieces is whole, and so is one with a filled end', async () => {
  const bytes = gunzipSync(readFileSync(await tarOf(MANY, { gzip: true })));
  const path = join(tempFolder(), 'archive.tar.gz');
  writeFileSync(path, Buffer.concat([gzipSync(bytes.subarray(0, 5000)), gzipSync(bytes.subarray(5000))]));
  expect(await damageOf(path)).toBeNull();
  writeFileSync(path, Buffer.concat([gzipSync(bytes), Buffer.alloc(512)]));
  expect(await damageOf(path)).toBeNull();
});

test('a file that would grow beyond all measure is not unpacked', async () => {
  const path = await tarOfBlocks([tarEntry({ path: 'tweet.js', size: 500e9 }, 'x')], { gzip: true });
  expect(await refusal(path)).toMatch(/^it is not opened: tweet\.js would grow from 1 MB to 500,000 MB/);
});

test.each([
  ['something else in gzip', Buffer.from('1f8b0800000000000003', 'hex')],
  ['the beginning of gzip', Buffer.from('1f8b08', 'hex')],
])('%s is no archive', async (_, bytes) => {
  const path = await tarOfBlocks([bytes], { name: 'x.tar.gz' });
  expect(await refusal(path)).toMatch(/^it .* \| unpack it, then pass the folder$/);
});

test('a tar whose reading is to stop is left', async () => {
  for (const kind of KINDS) {
    await expect(openArchive([await tarOf(MANY, kind)], AbortSignal.abort())).rejects.toThrow(/abort/i);
  }
});

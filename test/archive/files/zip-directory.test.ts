// Zips that say something else of themselves than what is in them: bytes before and behind, and what macOS makes of large ones.

import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../src/archive/archive.ts';
import { zipOf } from '../../support/archives.ts';
import { localHeader, rawZip, type RawEntry } from '../../support/raw-zip.ts';
import { tempFolder } from '../../support/temp.ts';

const TWEETS = 'window.YTD.tweets.part0 = [ ]';
const FILES = { 'data/account.js': 'window.YTD.account.part0 = [ ]', 'data/tweets.js': TWEETS };

/** What is in the archive's tweet file, and how many files there are. */
async function tweetsIn(path: string): Promise<[string, number]> {
  await using archive = await openArchive([path]);
  const entry = archive.entries.get('data/tweets.js');
  if (!entry) throw new Error('there are no tweets');
  return [await text(entry.read()), archive.entries.size];
}

function changed(path: string, change: (bytes: Buffer) => Buffer): string {
  writeFileSync(path, change(readFileSync(path)));
  return path;
}

describe('a zip', () => {
  test.each<[string, Buffer]>([
    ['zeros', Buffer.alloc(512)],
    ['the head of a mail', Buffer.from('From: wren@example.org\r\nSubject: PK\r\n\r\n')],
    ['another signature', Buffer.from('PK00')],
    ['a megabyte', Buffer.alloc(1 << 20, 'x')],
  ])('with %s before it is read, deflated, stored and as zip64', async (_, before) => {
    for (const options of [{}, { store: true }, { zip64: true }, { descriptors: true }]) {
      const path = changed(await zipOf(FILES, options), (bytes) => Buffer.concat([before, bytes]));
      expect(await tweetsIn(path)).toEqual([TWEETS, 2]);
    }
  });

  test.each([1, 1000, 70_000, 3 << 20])('with %i bytes behind it is read', async (length) => {
    for (const options of [{}, { zip64: true }]) {
      const path = changed(await zipOf(FILES, options), (bytes) => Buffer.concat([bytes, Buffer.alloc(length)]));
      expect(await tweetsIn(path)).toEqual([TWEETS, 2]);
    }
  });

  test('with bytes before and behind it is read', async () => {
    const path = changed(await zipOf(FILES), (bytes) =>
      Buffer.concat([Buffer.alloc(99), bytes, Buffer.alloc(99, 'x')]),
    );
    expect(await tweetsIn(path)).toEqual([TWEETS, 2]);
  });

  test('that is cut off within a zip that it holds is incomplete, and not that zip', async () => {
    const inner = readFileSync(await zipOf({ 'a.jpg': 'jpeg' }));
    const outer = await zipOf({ ...FILES, 'tweet_media/photos.zip': inner }, { store: true });
    const path = changed(outer, (bytes) => bytes.subarray(0, bytes.indexOf(inner) + inner.length + 7));
    await expect(openArchive([path])).rejects.toThrow('ends too early: the zip is incomplete');
  });

  test('of more than 65,535 files, of which its end counts only what is beyond, is read whole', async () => {
    const many = Array.from({ length: 65_600 }, (_, index): RawEntry => ({
      name: `assets/${index}.svg`,
      stored: true,
    }));
    const entries = [
      { name: 'data/tweets.js', data: Buffer.from(TWEETS) },
      ...many,
      { name: 'data/tweets_media/1-a.jpg' },
    ];
    const path = join(tempFolder(), 'finder.zip');
    writeFileSync(path, rawZip(entries, { count: entries.length % 65_536 }));
    await using archive = await openArchive([path]);
    expect(archive.entries.size).toBe(entries.length);
    expect(archive.entries.has('data/tweets_media/1-a.jpg')).toBe(true);
  });

  test.each([0, 1234])(
    'of more than 4 GB, whose places lack 4 GB, with %i bytes before it, is read',
    async (before) => {
      const path = largeZip(join(tempFolder(), 'finder.zip'), before);
      await using archive = await openArchive([path]);
      const read = async (name: string): Promise<string> => {
        const entry = archive.entries.get(name);
        return entry ? text(entry.read()) : 'not there';
      };
      expect(await read('data/tweets.js')).toBe(TWEETS);
      expect(await read('data/tweets_media/1-a.jpg')).toBe('jpeg');
      expect(await read('data/account.js')).toBe('[ ]');
    },
  );
});

/** A zip as macOS makes it, sparse: a small file, three films of 3 GB each, and two small files. */
function largeZip(path: string, before: number): string {
  const film = 3_000_000_000;
  const small = (name: string, content: string): RawEntry => ({ name, data: Buffer.from(content), stored: true });
  const films = [1, 2, 3].map((number): RawEntry => ({
    name: `data/tweets_media/1-${number}.mp4`,
    size: film,
    packedSize: film,
    stored: true,
  }));
  const entries = [
    small('data/account.js', '[ ]'),
    ...films,
    small('data/tweets.js', TWEETS),
    small('data/tweets_media/1-a.jpg', 'jpeg'),
  ];
  const file = openSync(path, 'w');
  const places: number[] = [];
  let at = before;
  for (const entry of entries) {
    const data = entry.data ?? Buffer.alloc(0);
    places.push((at - before) % 2 ** 32);
    const bytes = Buffer.concat([localHeader(entry, data.length), data]);
    writeSync(file, bytes, 0, bytes.length, at);
    at += bytes.length + (entry.data ? 0 : film);
  }
  const listed = rawZip(
    entries.map((entry, index) => ({ ...entry, offset: places[index] ?? 0 })),
    { directoryOffset: (at - before) % 2 ** 32 },
  );
  writeSync(file, listed, 0, listed.length, at);
  ftruncateSync(file, at + listed.length);
  closeSync(file);
  return path;
}

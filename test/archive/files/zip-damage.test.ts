// What is left of an entry whose data is damaged.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { constants, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openZip } from '../../../src/archive/files/zip.ts';
import { zipOf } from '../../support/archives.ts';

/** Half a megabyte that packs to a third of it. */
const TEXT = Array.from({ length: 8000 }, (_, index) => createHash('md5').update(String(index)).digest('hex'))
  .map((words) => `${words} and so it goes on\n`)
  .join('');

test('all but the last few kilobytes before the damage are read, and then the error is told', async () => {
  const path = await zipOf({ 'data/tweets.js': TEXT });
  const bytes = readFileSync(path);
  const header = bytes.indexOf('data/tweets.js');
  const start = header + 'data/tweets.js'.length + bytes.readUInt16LE(header - 2);
  const damage = start + Math.floor((bytes.length - start) * 0.6);
  const sound = inflateRawSync(bytes.subarray(start, damage), { finishFlush: constants.Z_SYNC_FLUSH });
  // Whatever this unpacks to at first, it soon is something that can't be.
  for (let at = damage; at < damage + 32_768; at += 32)
    createHash('sha256').update(String(at)).digest().copy(bytes, at);
  writeFileSync(path, bytes);
  await using zip = await openZip(path);
  let read = Buffer.alloc(0);
  await expect(async () => {
    for await (const piece of zip.entries.get('data/tweets.js')?.read() ?? []) read = Buffer.concat([read, piece]);
  }).rejects.toThrow(/invalid/);
  expect(sound.length).toBeGreaterThan(200_000);
  expect(read.length).toBeGreaterThan(sound.length - 8192);
  expect(read.subarray(0, sound.length - 8192).equals(sound.subarray(0, sound.length - 8192))).toBe(true);
});

// Archives by other programs: a pipe, which may never say anything, and tars of every format.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { fixtureFiles, folderOf } from '../support/archives.ts';
import { tempFolder } from '../support/temp.ts';

test.skipIf(process.platform === 'win32')('a pipe is no archive, and is not waited for', async () => {
  const path = join(tempFolder(), 'pipe.zip');
  execFileSync('mkfifo', [path]);
  const message = expect.stringMatching(/pipe\.zip is neither a file nor a folder$/) as string;
  await expect(openArchive([path])).rejects.toMatchObject({ name: 'UserError', message });
});

test.skipIf(process.platform === 'win32').each(['v7', 'oldgnu', 'gnu', 'ustar', 'pax'])(
  "a tar of tar's format %s is read, plain and packed",
  async (format) => {
    const { 'data/tweet.js': tweets = '', ...files } = await fixtureFiles('data-2020');
    const long =
      format === 'v7' ? 'data/tweet_media/short.jpg' : `data/${'long-'.repeat(19)}/${'long-'.repeat(19)}.jpg`;
    const all = { ...files, [long]: 'jpg', 'data/tweet.js': tweets };
    const folder = await folderOf(all);
    for (const [options, name] of [
      ['-cf', 'x.tar'],
      ['-czf', 'x.tar.gz'],
    ] as const) {
      const path = join(tempFolder(), name);
      execFileSync('tar', [`--format=${format}`, options, path, '-C', folder, '.']);
      await using archive = await openArchive([path]);
      const found = await Promise.all(
        [...archive.entries].map(async ([file, entry]) => [file, await text(entry.read())]),
      );
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(Object.entries(all).map(([file, content]) => [file, content.toString()])),
      );
      expect(archive.parts[0]?.damage).toBeNull();
    }
  },
);

// What `memories import` offers when no path is given.

import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { expandFolders, findArchives, findUnfinished } from '../../src/import/find-archives.ts';
import { fixtureFiles, folderFixture, zipFixture, zipOf } from '../support/archives.ts';
import { carFile, carOf, postPath } from '../support/bluesky.ts';
import { runMain } from '../support/main.ts';
import { actorFile, created, outboxFile } from '../support/mastodon.ts';
import { tarOf } from '../support/tars.ts';
import { tempFolder } from '../support/temp.ts';

async function put(place: string, made: Promise<string>, date: string): Promise<string> {
  renameSync(await made, place);
  utimesSync(place, new Date(date), new Date(date));
  return place;
}

async function namesIn(...folders: string[]): Promise<string[]> {
  return (await findArchives(folders)).map(({ paths }) => paths.map((path) => basename(path)).join(' + '));
}

test('archives of both folders are found, zips and unpacked ones, newest first', async () => {
  const [downloads, here] = [tempFolder(), tempFolder()];
  await put(join(downloads, 'b-2020.zip'), zipFixture('root-2020'), '2020-03-04');
  await put(join(here, 'c-2024.ZIP'), zipFixture('data-2024'), '2024-12-05');
  await put(join(downloads, 'twitter-2020-12-03-abc'), folderFixture('data-2020'), '2020-12-03');
  await put(join(here, 'a-2018.zip'), zipFixture('root-2018'), '2018-11-30');
  expect(await namesIn(downloads, here)).toEqual(['c-2024.ZIP', 'twitter-2020-12-03-abc', 'b-2020.zip', 'a-2018.zip']);
});

test('a zip comes with its size and date, a folder without a size', async () => {
  const folder = tempFolder();
  await put(join(folder, 'a.zip'), zipOf(await fixtureFiles('root-2018')), '2018-11-30');
  await put(join(folder, 'twitter-x'), folderFixture('data-2020'), '2020-12-03');
  const [unpacked, zip] = await findArchives([folder]);
  expect(unpacked).toEqual({ paths: [join(folder, 'twitter-x')], size: null, modifiedAt: Date.parse('2020-12-03') });
  expect(zip).toMatchObject({ paths: [join(folder, 'a.zip')], modifiedAt: Date.parse('2018-11-30') });
  expect(zip?.size).toBeGreaterThan(1000);
});

test('other zips, broken ones and other folders are left out', async () => {
  const folder = tempFolder();
  await put(join(folder, 'mine.zip'), zipFixture('root-2018'), '2018-11-30');
  await put(join(folder, 'holiday.zip'), zipOf({ 'photos/beach.jpg': 'sand' }), '2024-01-01');
  await put(join(folder, 'facebook.zip'), zipOf({ 'posts/your_posts_1.json': '[]', 'actor.json': '{}' }), '2024-01-02');
  writeFileSync(join(folder, 'broken.zip'), 'PK and no more');
  writeFileSync(join(folder, 'empty.zip'), '');
  writeFileSync(join(folder, 'twitter-notes.txt'), 'no archive');
  mkdirSync(join(folder, 'twitter-archive'));
  mkdirSync(join(folder, 'folder.zip'));
  expect(await namesIn(folder)).toEqual(['mine.zip']);
});

test('an archive is found among many other zips, also older ones than those', async () => {
  const folder = tempFolder();
  await put(join(folder, 'mine.zip'), zipFixture('root-2018'), '2018-11-30');
  const other = await zipOf({ 'photos/beach.jpg': 'sand' });
  for (let index = 0; index < 40; index += 1) copyFileSync(other, join(folder, `other-${index}.zip`));
  expect(await namesIn(folder)).toEqual(['mine.zip']);
});

test('the same folder twice lists nothing twice', async () => {
  const folder = tempFolder();
  await put(join(folder, 'mine.zip'), zipFixture('root-2018'), '2018-11-30');
  expect(await namesIn(folder, folder)).toEqual(['mine.zip']);
});

test('parts are one archive, in their order, with the size of all, also parts that have no tweets', async () => {
  const folder = tempFolder();
  const files = await fixtureFiles('data-2024');
  const rest = { 'data/tweets_media/1-a.jpg': 'no photo' };
  await put(join(folder, 'twitter-2024-12-05-aa-part10.zip'), zipOf(rest), '2024-12-07');
  await put(join(folder, 'twitter-2024-12-05-aa-part2.zip'), zipOf(rest), '2024-12-06');
  const first = await put(join(folder, 'twitter-2024-12-05-aa-part1.zip'), zipOf(files), '2024-12-05');
  await put(join(folder, 'twitter-2024-12-05-bb.zip'), zipFixture('data-2024'), '2024-12-04');
  await put(join(folder, 'lonely-part2.zip'), zipOf(rest), '2024-12-08');
  const names = ['part1', 'part2', 'part10'].map((part) => `twitter-2024-12-05-aa-${part}.zip`);
  expect(await namesIn(folder)).toEqual([names.join(' + '), 'twitter-2024-12-05-bb.zip']);
  const [parts] = await findArchives([folder]);
  expect(parts?.modifiedAt).toBe(Date.parse('2024-12-07'));
  expect(parts?.size).toBeGreaterThan(statSync(first).size);
});

test('a folder that is not there has none', async () => {
  expect(await findArchives([join(tempFolder(), 'Downloads')])).toEqual([]);
});

test('downloads that are not whole are found by their names, or because a zip ends too early', async () => {
  const folder = tempFolder();
  const whole = await put(join(folder, 'twitter-2024-whole.zip'), zipFixture('data-2024'), '2024-12-05');
  const bytes = readFileSync(whole);
  writeFileSync(join(folder, 'twitter-2026-half.zip'), bytes.subarray(0, bytes.length / 2));
  writeFileSync(join(folder, 'holiday-half.zip'), bytes.subarray(0, bytes.length / 2));
  for (const name of ['twitter-1.zip.crdownload', 'twitter-2.zip.part', 'film.mp4.part'])
    writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'twitter-3.zip.download'));
  writeFileSync(join(folder, 'twitter-notes.zip'), 'not a zip');
  const found = await findUnfinished([folder, folder, join(folder, 'nowhere')]);
  expect(found.map((path) => basename(path))).toEqual([
    'twitter-1.zip.crdownload',
    'twitter-2.zip.part',
    'twitter-2026-half.zip',
    'twitter-3.zip.download',
  ]);
});

test('a folder of archives stands for them, the oldest first; an archive stays itself', async () => {
  const folder = tempFolder();
  const newer = await put(join(folder, 'b.zip'), zipFixture('data-2024'), '2024-12-05');
  const older = await put(join(folder, 'a.zip'), zipFixture('root-2018'), '2018-11-30');
  const archive = await folderFixture('data-2020');
  const empty = tempFolder();
  expect(await expandFolders([folder, archive, empty, '/nowhere'])).toEqual([older, newer, archive, empty, '/nowhere']);
});

test('of a folder that is named, archives of every make are taken', async () => {
  const folder = tempFolder();
  const mastodon = { 'actor.json': actorFile(), 'outbox.json': outboxFile([created({ at: '2023-11-22T10:00:00Z' })]) };
  const tar = await put(join(folder, 'masto.tar.gz'), tarOf(mastodon, { gzip: true }), '2022-12-05');
  const zip = await put(join(folder, 'b.zip'), zipFixture('data-2024'), '2024-12-05');
  const at = '2023-11-22T10:00:00Z';
  const records = { [postPath(at)]: { $type: 'app.bsky.feed.post', text: 'Herons', createdAt: at } };
  const car = await put(
    join(folder, 'repo.car'),
    carOf(records).then((bytes) => carFile(bytes)),
    '2025-12-05',
  );
  expect(await expandFolders([folder])).toEqual([tar, zip, car]);
});

test('an unpacked archive beside zips keeps none of them out, and half downloads are there to be reported', async () => {
  const folder = tempFolder();
  const unpacked = await put(join(folder, 'old'), folderFixture('root-2018'), '2018-11-30');
  const newer = await put(join(folder, 'new.zip'), zipFixture('data-2024'), '2024-12-05');
  const half = await put(join(folder, 'half.zip'), zipFixture('data-2020'), '2020-12-03');
  truncateSync(half, 5000);
  writeFileSync(join(folder, 'more.zip.crdownload'), 'PK');
  expect(await expandFolders([folder])).toEqual([unpacked, newer, half, join(folder, 'more.zip.crdownload')]);
  const { code, stderr } = await runMain(['import', '--quiet', folder]);
  expect(code).toBe(1);
  expect(stderr).toContain(`${half} ends too early`);
  expect(stderr).toContain('2 of 4 archives were not imported');
});

test('unpacked archives side by side are all taken', async () => {
  const folder = tempFolder();
  const one = await put(join(folder, 'one'), folderFixture('root-2018'), '2018-11-30');
  const other = await put(join(folder, 'other'), folderFixture('data-2024'), '2024-12-05');
  expect(await expandFolders([folder])).toEqual([one, other]);
});

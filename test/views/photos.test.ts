import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Memory, MemoryMedia } from '../../src/library/memory.ts';
import { photosFor, photosWithin, scaledPhoto, shownPhotoFiles, type PhotoLimits } from '../../src/views/photos.ts';
import { memory } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const LAKE = join(import.meta.dirname, '../../demo/photos/lake-dawn.jpg');
const GARDEN = join(import.meta.dirname, '../../demo/photos/garden.jpg');

const folder = tempFolder();

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function plain(width: number, height: number, alpha = 1): Sharp {
  const background = { r: 200, g: 90, b: 120, alpha };
  return sharp({ create: { width, height, channels: 4, background } });
}

test('a photo is scaled down to the width, in its shape', async () => {
  const photo = await scaledPhoto(LAKE, 300);
  expect(photo).toMatchObject({ mimeType: 'image/jpeg', width: 300, height: 200 });
  expect(await sharp(photo?.data).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 200 });
  expect(photo?.data.length).toBeLessThan(readFileSync(LAKE).length / 2);
});

test('a photo that is small enough is not scaled up', async () => {
  expect(await scaledPhoto(LAKE, 5000)).toMatchObject({ width: 900, height: 600 });
});

test('a photo of a camera that was held upright comes out upright', async () => {
  const lying = await plain(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  expect(await scaledPhoto(file('upright.jpg', lying), 100)).toMatchObject({ width: 100, height: 200 });
});

test('the place and the camera are taken out of a photo', async () => {
  const gps = { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 24/1' };
  const exif = { IFD0: { Make: 'Kodak', Copyright: 'Wren' }, IFD3: gps };
  const path = file('placed.jpg', await plain(40, 30).jpeg().withExif(exif).toBuffer());
  expect((await sharp(path).metadata()).exif).toBeDefined();
  const photo = await scaledPhoto(path, 100);
  expect(await sharp(photo?.data).metadata()).not.toHaveProperty('exif');
  expect(photo?.data.includes('Kodak')).toBe(false);
});

test.each([
  ['a PNG that one can see through stays a PNG', 0.5, 'image/png'],
  ['an opaque PNG becomes a JPEG, which is smaller', 1, 'image/jpeg'],
])('where photos are made smaller, %s', async (_, alpha, mimeType) => {
  const path = file(`alpha-${alpha}.png`, await plain(40, 30, alpha).png().toBuffer());
  expect(await scaledPhoto(path, 100)).toMatchObject({ mimeType, width: 40, height: 30 });
});

/** A GIF of a few bytes that claims to be a huge image. */
async function boastful(side: number): Promise<Buffer> {
  const gif = await plain(4, 4).gif().toBuffer();
  for (const offset of [6, 8]) gif.writeUInt16LE(side, offset);
  const frame = gif.indexOf(0x2c);
  for (const offset of [5, 7]) gif.writeUInt16LE(side, frame + offset);
  return gif;
}

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>';

test.each<[string, () => string | Promise<string>]>([
  ['a file that is not there', () => join(folder, 'nowhere.jpg')],
  ['a folder', () => folder],
  ['an empty file', () => file('empty.jpg', '')],
  ['a text with the name of a photo', () => file('text.jpg', 'this is no photo')],
  ['half a photo', () => file('half.jpg', readFileSync(LAKE).subarray(0, 20_000))],
  ['a drawing, which could name other files', () => file('drawing.jpg', DRAWING)],
  ['a small file that claims to be a huge image', async () => file('huge.gif', await boastful(8200))],
])('%s is no photo', async (_, path) => {
  expect(await scaledPhoto(await path(), 100)).toBeNull();
});

function medium(type: MemoryMedia['type'], path: string | null): MemoryMedia {
  return { type, url: '', alt: null, width: null, height: null, duration: null, file: path };
}

function withMedia(media: readonly MemoryMedia[], quotedPost: Memory | null = null): Memory {
  return memory({ media, quotedPost });
}

test('all photos of tweets and of quoted tweets are found by their files, but no films and nothing unreadable', async () => {
  const tweets = [
    withMedia([medium('photo', LAKE), medium('photo', null), medium('photo', join(folder, 'gone.jpg'))]),
    withMedia([medium('video', '/films/ferry.mp4')], withMedia([medium('photo', GARDEN), medium('photo', LAKE)])),
  ];
  const photos = await photosFor(tweets, 60);
  expect([...photos.keys()].sort()).toEqual([GARDEN, LAKE].sort());
  const garden = photos.get(GARDEN);
  expect(garden).toMatchObject({ mimeType: 'image/jpeg', width: 60, height: 40 });
  expect(garden?.address).toBe(`data:image/jpeg;base64,${garden?.data.toString('base64') ?? ''}`);
});

test('the work ends when it is aborted', async () => {
  const signal = AbortSignal.abort('SIGINT');
  await expect(photosFor([withMedia([medium('photo', LAKE)])], 60, { signal })).rejects.toBe('SIGINT');
});

describe('photos for a mail', () => {
  const LIMITS: PhotoLimits = { maxWidth: 300, most: 10, totalBytes: 10_000_000 };
  const within = (posts: readonly Memory[], limits = LIMITS, showSensitive = false): ReturnType<typeof photosWithin> =>
    photosWithin(shownPhotoFiles(posts, showSensitive), limits);
  /** Photos of noise, which hardly get smaller by being compressed. */
  const noisy = ['one', 'two', 'three'].map((name) => join(folder, `${name}.jpg`));

  beforeAll(async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const image = sharp({ create: { width: 400, height: 300, channels: 3, noise, background: 'white' } });
    const data = await image.jpeg({ quality: 95 }).toBuffer();
    for (const path of noisy) writeFileSync(path, data);
  });

  const ofFiles = (...files: string[]): Memory[] => files.map((path) => withMedia([medium('photo', path)]));
  const bytesOf = (photos: Awaited<ReturnType<typeof photosWithin>>): number => {
    return [...photos.values()].reduce((sum, { data }) => sum + data.length, 0);
  };

  test('are the first ones in their order, each once, without those that can not be read', async () => {
    const gone = join(folder, 'gone.jpg');
    const tweets = [
      ...ofFiles(gone, LAKE),
      withMedia([medium('video', GARDEN)], withMedia([medium('photo', noisy[0] ?? '')])),
      ...ofFiles(LAKE, gone, GARDEN, noisy[1] ?? ''),
    ];
    expect([...(await within(tweets, LIMITS)).keys()]).toEqual([LAKE, noisy[0], GARDEN, noisy[1]]);
    expect([...(await within(tweets, { ...LIMITS, most: 3 })).keys()]).toEqual([LAKE, noisy[0], GARDEN]);
    expect((await within(tweets, { ...LIMITS, most: 0 })).size).toBe(0);
  });

  test('are as good as others when there is room', async () => {
    const photos = await within(ofFiles(LAKE), LIMITS);
    expect(photos.get(LAKE)).toEqual(await scaledPhoto(LAKE, 300));
  });

  test.each([0.8, 0.5, 0.3])('are made smaller until all have room: %d of what they take', async (part) => {
    const files = [...noisy, LAKE];
    const whole = await within(ofFiles(...files), LIMITS);
    const totalBytes = Math.round(bytesOf(whole) * part);
    const photos = await within(ofFiles(...files), { ...LIMITS, totalBytes });
    expect([...photos.keys()]).toEqual(files);
    expect(bytesOf(photos)).toBeLessThanOrEqual(totalBytes);
    for (const { data, width, height } of photos.values()) {
      expect(await sharp(data).metadata()).toMatchObject({ width, height });
    }
  });

  test('are not made smaller where others are what takes the room', async () => {
    const tweets = ofFiles(...noisy, LAKE);
    const whole = await within(tweets, LIMITS);
    const photos = await within(tweets, { ...LIMITS, totalBytes: bytesOf(whole) * 0.6 });
    expect(photos.get(LAKE)).toEqual(whole.get(LAKE));
    for (const path of noisy) expect(photos.get(path)?.data.length).toBeLessThan(whole.get(path)?.data.length ?? 0);
  });

  test('that have no room however small they are made are left out', async () => {
    const small = file('small.jpg', await plain(40, 30).jpeg().toBuffer());
    const photos = await within(ofFiles(...noisy, small), { ...LIMITS, totalBytes: 800 });
    expect([...photos.keys()]).toEqual([small]);
  });

  test('are not sensitive ones, unless that is wanted', async () => {
    const hidden = { ...withMedia([medium('photo', GARDEN)]), sensitive: true };
    const tweets = [hidden, { ...withMedia([medium('photo', LAKE)], hidden) }];
    expect([...(await within(tweets, { ...LIMITS, most: 1 })).keys()]).toEqual([LAKE]);
    const shown = await within(tweets, LIMITS, true);
    expect([...shown.keys()]).toEqual([GARDEN, LAKE]);
  });

  test('stop being made when the work is aborted', async () => {
    const signal = AbortSignal.abort('SIGINT');
    await expect(within(ofFiles(LAKE), { ...LIMITS, signal })).rejects.toBe('SIGINT');
  });
});

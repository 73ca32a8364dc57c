import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { Memory, MemoryMedia } from '../../../src/library/memory.ts';
import { imagesFor, terminalImage, type Room } from '../../../src/views/terminal/images.ts';
import { tempFolder } from '../../support/temp.ts';
import { BARE_POST } from '../../../src/post/bare-post.ts';

const ROOM: Room = { columns: 40, rows: 12 };

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
const CLEAR = [1, 2, 3, 0];

/** A picture of these pixels, row by row. */
function pictureOf(rows: readonly (readonly (readonly number[])[])[]): Sharp {
  const bytes = rows.flat().flatMap(([red = 0, green = 0, blue = 0, alpha = 255]) => [red, green, blue, alpha]);
  const raw = { width: rows[0]?.length ?? 0, height: rows.length, channels: 4 } as const;
  return sharp(Uint8Array.from(bytes), { raw });
}

/** A photo with something to see in it, as a camera would make it. */
function photo(width: number, height: number): Sharp {
  const background = { r: 200, g: 120, b: 40 };
  return sharp({
    create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });
}

async function saved(image: Sharp, format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png'): Promise<string> {
  const path = join(tempFolder(), `photo.${format}`);
  writeFileSync(path, await image.toFormat(format).toBuffer());
  return path;
}

async function linesOf(path: string, how: 'kitty' | 'iterm2' | 'blocks', room = ROOM): Promise<readonly string[]> {
  const lines = await terminalImage(path, how, room);
  if (lines === null) throw new Error('the picture could not be read');
  return lines;
}

interface Cell {
  readonly character: string;
  readonly above: readonly number[] | null;
  readonly below: readonly number[] | null;
}

/** What a terminal would show: for each cell the colours of its halves. */
function cellsOf(line: string): Cell[] {
  let fore: readonly number[] | null = null;
  let back: readonly number[] | null = null;
  const cells: Cell[] = [];
  // eslint-disable-next-line no-control-regex -- escape sequences are what is read here
  for (const [, sgr, character] of line.matchAll(/\u001b\[([\d;]*)m|(.)/gu)) {
    if (character === undefined) {
      const colors = /^38;2;(\d+);(\d+);(\d+);(?:49|48;2;(\d+);(\d+);(\d+))$/.exec(sgr ?? '')?.slice(1);
      if (colors === undefined) expect(sgr).toBe('0');
      fore = colors?.slice(0, 3).map(Number) ?? null;
      back = colors?.[3] === undefined ? null : colors.slice(3).map(Number);
    } else {
      expect(' ▀▄').toContain(character);
      cells.push({ character, above: character === '▀' ? fore : back, below: character === '▀' ? back : fore });
    }
  }
  expect([fore, back]).toEqual([null, null]);
  return cells;
}

describe('half blocks', () => {
  test('show two pixels in each cell', async () => {
    const path = await saved(
      pictureOf([
        [RED, GREEN, BLUE, WHITE],
        [BLACK, RED, GREEN, BLUE],
        [WHITE, BLACK, RED, GREEN],
        [BLUE, WHITE, BLACK, RED],
      ]),
    );
    const lines = await linesOf(path, 'blocks');
    expect(lines.map(cellsOf)).toEqual([
      [
        { character: '▀', above: RED, below: BLACK },
        { character: '▀', above: GREEN, below: RED },
        { character: '▀', above: BLUE, below: GREEN },
        { character: '▀', above: WHITE, below: BLUE },
      ],
      [
        { character: '▀', above: WHITE, below: BLUE },
        { character: '▀', above: BLACK, below: WHITE },
        { character: '▀', above: RED, below: BLACK },
        { character: '▀', above: GREEN, below: RED },
      ],
    ]);
  });

  test('are written with no more sequences than needed', async () => {
    const path = await saved(
      pictureOf([
        [RED, RED],
        [BLUE, BLUE],
      ]),
    );
    expect(await linesOf(path, 'blocks')).toEqual(['\u001b[38;2;255;0;0;48;2;0;0;255m▀▀\u001b[0m']);
  });

  test('leave transparent pixels and the half below the last row to the terminal', async () => {
    const path = await saved(
      pictureOf([
        [CLEAR, RED, CLEAR],
        [CLEAR, CLEAR, BLUE],
        [GREEN, CLEAR, [9, 9, 9, 127]],
      ]),
    );
    const lines = await linesOf(path, 'blocks');
    expect(lines.map(cellsOf)).toEqual([
      [
        { character: ' ', above: null, below: null },
        { character: '▀', above: RED, below: null },
        { character: '▄', above: null, below: BLUE },
      ],
      [
        { character: '▀', above: GREEN, below: null },
        { character: ' ', above: null, below: null },
        { character: ' ', above: null, below: null },
      ],
    ]);
  });

  test.each([
    { what: 'a landscape', width: 1200, height: 600, columns: 40, rows: 10 },
    { what: 'a portrait', width: 600, height: 1200, columns: 12, rows: 12 },
    { what: 'a square', width: 900, height: 900, columns: 24, rows: 12 },
    { what: 'a panorama', width: 4000, height: 100, columns: 40, rows: 1 },
    { what: 'a thread', width: 10, height: 3000, columns: 1, rows: 12 },
    { what: 'a small one', width: 10, height: 6, columns: 10, rows: 3 },
    { what: 'a point', width: 1, height: 1, columns: 1, rows: 1 },
  ])('are as wide and high as $what is', async ({ width, height, columns, rows }) => {
    const lines = await linesOf(await saved(photo(width, height)), 'blocks');
    expect(lines).toHaveLength(rows);
    expect(lines.map((line) => stringWidth(line))).toEqual(lines.map(() => columns));
  });

  test.each([
    ['grey', photo(8, 8).toColourspace('b-w')],
    ['grey with transparency', photo(8, 8).ensureAlpha(0.9).toColourspace('b-w')],
    ['16 bit', photo(8, 8).toColourspace('rgb16').png()],
    ['with a palette', photo(8, 8).png({ palette: true })],
  ])('show a picture that is %s', async (_what, image) => {
    const lines = await linesOf(await saved(image), 'blocks');
    const channels = lines.flatMap(cellsOf).flatMap(({ above, below }) => [...(above ?? []), ...(below ?? [])]);
    expect(channels).toHaveLength(8 * 8 * 3);
    expect(Math.max(...channels)).toBeGreaterThan(100);
    expect(Math.max(...channels)).toBeLessThan(256);
  });

  test('show CMYK as the colours it stands for', async () => {
    const path = await saved(
      pictureOf([[RED], [RED]])
        .removeAlpha()
        .toColourspace('cmyk'),
      'jpeg',
    );
    expect((await sharp(path).metadata()).space).toBe('cmyk');
    const [[cell] = []] = (await linesOf(path, 'blocks')).map(cellsOf);
    const [red = 0, green = 255, blue = 255] = cell?.above ?? [];
    expect(red).toBeGreaterThan(200);
    expect(Math.max(green, blue)).toBeLessThan(80);
  });
});

interface Placed {
  readonly keys: ReadonlyMap<string, string>;
  readonly data: Buffer;
  /** What stands around the picture in the last line. */
  readonly before: string;
  readonly after: string;
}

/** The picture in the last line, put together as a terminal does it. */
function kittyPicture(line: string): Placed {
  // eslint-disable-next-line no-control-regex -- escape sequences are what is read here
  const chunks = [...line.matchAll(/\u001b_G([^;\u001b]*);([^\u001b]*)\u001b\\/g)];
  const rest = line.split(/\u001b_G.*\u001b\\/); // eslint-disable-line no-control-regex -- the same
  expect(rest).toHaveLength(2);
  for (const [index, [, keys = '', data = '']] of chunks.entries()) {
    expect(data.length).toBeLessThanOrEqual(4096);
    expect(data).toMatch(/^[\w+/]+=*$/);
    expect(keys).toMatch(index === chunks.length - 1 ? /m=0$/ : /m=1$/);
    expect(keys).toContain('q=2');
  }
  const keys = new Map((chunks[0]?.[1] ?? '').split(',').map((pair) => [pair.slice(0, 1), pair.slice(2)]));
  const data = Buffer.from(chunks.map(([, , base64 = '']) => base64).join(''), 'base64');
  return { keys, data, before: rest[0] ?? '', after: rest[1] ?? '' };
}

function iterm2Picture(line: string): Placed {
  // eslint-disable-next-line no-control-regex -- escape sequences are what is read here
  const found = /^(.*)\u001b\]1337;File=([^:]*):([\w+/]+=*)\u0007(.*)$/.exec(line) ?? [];
  const [, before = '', pairs = '', base64 = '', after = ''] = found;
  const keys = new Map(pairs.split(';').map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));
  return { keys, data: Buffer.from(base64, 'base64'), before, after };
}

const PROTOCOLS = [
  { how: 'kitty', read: kittyPicture, columns: 'c', rows: 'r' },
  { how: 'iterm2', read: iterm2Picture, columns: 'width', rows: 'height' },
] as const;

describe.each(PROTOCOLS)('$how', ({ how, read, columns: columnsKey, rows: rowsKey }) => {
  test.each([
    { what: 'a landscape', width: 1200, height: 600, columns: 40, rows: 10 },
    { what: 'a portrait', width: 600, height: 1200, columns: 12, rows: 12 },
    { what: 'a photo of a phone', width: 1536, height: 2048, columns: 18, rows: 12 },
    { what: 'a small one', width: 80, height: 64, columns: 10, rows: 4 },
    { what: 'a point', width: 1, height: 1, columns: 2, rows: 1 },
  ])('shows $what in its ratio', async ({ width, height, columns, rows }) => {
    const lines = await linesOf(await saved(photo(width, height)), how);
    const { keys, data, before, after } = read(lines.at(-1) ?? '');
    expect(lines).toHaveLength(rows);
    expect(lines.slice(0, -1).every((line) => line === '')).toBe(true);
    expect([Number(keys.get(columnsKey)), Number(keys.get(rowsKey))]).toEqual([columns, rows]);
    expect(before).toBe(rows === 1 ? '\u001b7' : `\u001b7\u001b[${rows - 1}A`);
    expect(after).toBe('\u001b8');
    const seen = await sharp(data).metadata();
    expect(seen.width / seen.height).toBeCloseTo(width / height, 1);
    expect(seen.width).toBeLessThanOrEqual(Math.min(width, columns * 16));
  });

  test('shows a photo as it was held', async () => {
    const lines = await linesOf(await saved(photo(1200, 600).withMetadata({ orientation: 6 }), 'jpeg'), how);
    const { keys, data } = read(lines.at(-1) ?? '');
    expect([keys.get(columnsKey), keys.get(rowsKey)]).toEqual(['12', '12']);
    const { width, height, orientation = 1 } = await sharp(data).metadata();
    expect([width < height, orientation]).toEqual([true, 1]);
  });
});

test('kitty gets a PNG, without answering and without moving the cursor', async () => {
  const lines = await linesOf(await saved(photo(800, 600), 'jpeg'), 'kitty');
  const { keys, data } = kittyPicture(lines.at(-1) ?? '');
  expect(Object.fromEntries(keys)).toMatchObject({ a: 'T', f: '100', q: '2', C: '1', m: '1' });
  expect((await sharp(data).metadata()).format).toBe('png');
});

test('iTerm2 gets a JPEG, or a PNG of what is transparent', async () => {
  const opaque = iterm2Picture((await linesOf(await saved(photo(80, 60)), 'iterm2')).at(-1) ?? '');
  const clear = iterm2Picture((await linesOf(await saved(photo(80, 60).ensureAlpha(0.5)), 'iterm2')).at(-1) ?? '');
  expect(Object.fromEntries(opaque.keys)).toMatchObject({
    inline: '1',
    preserveAspectRatio: '1',
    doNotMoveCursor: '1',
  });
  expect(opaque.keys.get('size')).toBe(String(opaque.data.length));
  expect((await sharp(opaque.data).metadata()).format).toBe('jpeg');
  expect(await sharp(clear.data).metadata()).toMatchObject({ format: 'png', hasAlpha: true });
});

test('half blocks show a photo as it was held', async () => {
  const row = Array.from({ length: 32 }, (_, column) => (column < 16 ? RED : BLUE));
  const lying = pictureOf(Array.from({ length: 8 }, () => row)).removeAlpha();
  const lines = await linesOf(await saved(lying.withMetadata({ orientation: 6 }), 'jpeg'), 'blocks', {
    ...ROOM,
    rows: 16,
  });
  expect(lines.map((line) => stringWidth(line))).toEqual(Array.from({ length: 16 }, () => 8));
  const isRed = lines.map((line) => (cellsOf(line)[4]?.above?.[0] ?? 0) > 128);
  expect(isRed).toEqual(Array.from({ length: 16 }, (_, line) => line < 8));
});

test.each(['jpeg', 'webp', 'gif'] as const)('reads %s', async (format) => {
  expect(await linesOf(await saved(photo(40, 20), format), 'blocks')).toHaveLength(10);
});

describe('null', () => {
  const METHODS = ['kitty', 'iterm2', 'blocks'] as const;
  const nothing = async (path: string, room = ROOM): Promise<void> => {
    for (const how of METHODS) expect(await terminalImage(path, how, room)).toBeNull();
  };

  test('for a file that is not there, or a folder', async () => {
    await nothing(join(tempFolder(), 'gone.jpg'));
    await nothing(tempFolder());
  });

  test('for a file that is no photo', async () => {
    const path = join(tempFolder(), 'photo.jpg');
    for (const content of ['', 'no photo', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>']) {
      writeFileSync(path, content);
      await nothing(path);
    }
  });

  test('for a photo that was cut off', async () => {
    const path = join(tempFolder(), 'photo.jpg');
    const whole = await photo(400, 300).jpeg().toBuffer();
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    await nothing(path);
  });

  test('for more pixels than a photo has', async () => {
    const huge = sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } });
    await nothing(await saved(huge));
  });

  test('where there is no room', async () => {
    const path = await saved(photo(40, 20));
    await nothing(path, { columns: 0, rows: 10 });
    await nothing(path, { columns: 10, rows: -1 });
  });
});

describe('the photos of tweets', () => {
  const media = (file: string | null, type: MemoryMedia['type'] = 'photo'): MemoryMedia => {
    return { type, url: 'https://example.com/a.jpg', alt: null, width: null, height: null, duration: null, file };
  };
  const tweet = (...all: MemoryMedia[]): Memory => {
    const own = { id: '1', account: 'jack', network: 'twitter', postedAt: 0, likes: 0, retweets: 0 } as const;
    return { ...BARE_POST, ...own, media: all, thread: null, quotedPost: null };
  };
  const everything = () => true;

  test('are found by their files, also those of quoted tweets', async () => {
    const [first, second] = [await saved(photo(8, 8)), await saved(photo(8, 4))];
    const quoting = { ...tweet(media(first)), quotedPost: tweet(media(second)) };
    const images = await imagesFor([quoting, tweet(media(first))], 'blocks', ROOM, everything);
    expect([...images.keys()]).toEqual([first, second]);
    expect(images.get(second)).toEqual(await terminalImage(second, 'blocks', ROOM));
  });

  test('are left out when they are no photos, have no file, cannot be read or are not included', async () => {
    const [shown, covered] = [await saved(photo(8, 8)), await saved(photo(8, 8))];
    const gone = join(tempFolder(), 'gone.jpg');
    const one = tweet(media(shown), media(covered), media(gone), media(null), media(shown, 'video'));
    const images = await imagesFor([one], 'blocks', ROOM, (of, { file }) => of === one && file !== covered);
    expect([...images.keys()]).toEqual([shown]);
    const videos = await imagesFor([tweet(media(shown, 'video'), media(covered, 'gif'))], 'blocks', ROOM, everything);
    expect(videos.size).toBe(0);
  });
});

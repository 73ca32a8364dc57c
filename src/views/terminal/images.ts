// Photos as lines for a terminal: a protocol's escape sequence where it has one, else two coloured pixels in a cell.

import type { Metadata, Sharp } from 'sharp';
import type { Memory, MemoryMedia } from '../../library/memory.ts';
import { MOST_PIXELS, PHOTO_FORMATS, photoFiles } from '../photos.ts';

export type ImageMethod = 'kitty' | 'iterm2' | 'blocks';

/** In cells. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Picture {
  readonly image: Sharp;
  readonly metadata: Metadata;
  /** In pixels, as it is to be seen. */
  readonly size: Size;
}

/** What a cell is taken for, as no terminal tells its cells' size unasked: half as wide as high. */
const CELL: Size = { width: 8, height: 16 };

/** Pixels per assumed pixel, each way: high-density screens have twice as many in a cell. */
const DENSITY = 2;

/** Bytes of base64 that the kitty protocol takes at once. */
const KITTY_CHUNK = 4096;

const ESC = '\u001b';
const BEL = '\u0007';

/**
 * The lines that show a photo, no larger than the room or the photo itself; null when it can't be read as one. They
 * are printed one below the other from any column, the same for all, and neither measured nor wrapped.
 */
export async function terminalImage(path: string, how: ImageMethod, room: Room): Promise<readonly string[] | null> {
  if (room.columns < 1 || room.rows < 1) return null;
  const { default: sharp } = await import('sharp');
  const image = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true });
  try {
    const metadata = await image.metadata();
    if (!PHOTO_FORMATS.has(metadata.format)) return null;
    const picture = { image, metadata, size: metadata.autoOrient };
    return await (how === 'blocks' ? blockLines(picture, room) : protocolLines(picture, how, room));
  } catch {
    return null;
  }
}

/** Photos of posts and of those they quote, as lines by their files. Those not included or not readable are not there. */
export async function imagesFor(
  posts: readonly Memory[],
  how: ImageMethod,
  room: Room,
  include: (post: Memory, media: MemoryMedia) => boolean,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = [...new Set(posts.flatMap((post) => photoFiles(post, include)))];
  const images = await Promise.all(files.map(async (file) => [file, await terminalImage(file, how, room)] as const));
  return new Map(images.flatMap(([file, lines]) => (lines === null ? [] : [[file, lines]])));
}

async function protocolLines(picture: Picture, how: 'kitty' | 'iterm2', room: Room): Promise<string[]> {
  const cells = cellsFor(picture.size, room);
  const width = cells.columns * CELL.width * DENSITY;
  const height = cells.rows * CELL.height * DENSITY;
  const image = picture.image.resize({ width, height, fit: 'inside', withoutEnlargement: true });
  // A JPEG is a tenth of the size, but the kitty protocol knows only PNG and JPEG only what is opaque.
  const encoded = how === 'kitty' || picture.metadata.hasAlpha ? image.png() : image.jpeg({ quality: 85 });
  const data = await encoded.toBuffer();
  return placeImage(how === 'kitty' ? kittySequence(data, cells) : iterm2Sequence(data, cells), cells.rows);
}

/** Rows are the coarser unit, so they are chosen first and the columns follow from the picture's ratio. */
function cellsFor({ width, height }: Size, room: Room): Room {
  const columnsPerRow = ((width / height) * CELL.height) / CELL.width;
  const rows = Math.max(1, Math.floor(Math.min(room.rows, room.columns / columnsPerRow, height / CELL.height)));
  const columns = Math.max(1, Math.min(room.columns, Math.round(rows * columnsPerRow)));
  return { columns, rows };
}

/**
 * Empty lines make room, and the last goes back up to draw in it: a picture drawn first would be cut off, or move the
 * screen, where fewer lines than it has are left below. Terminals differ in where they leave the cursor, so it is put back.
 */
function placeImage(sequence: string, rows: number): string[] {
  const up = rows > 1 ? `${ESC}[${rows - 1}A` : '';
  return [...Array.from({ length: rows - 1 }, () => ''), `${ESC}7${up}${sequence}${ESC}8`];
}

function kittySequence(data: Buffer, { columns, rows }: Room): string {
  const base64 = data.toString('base64');
  const starts = Array.from({ length: Math.ceil(base64.length / KITTY_CHUNK) }, (_, index) => index * KITTY_CHUNK);
  return starts
    .map((start) => {
      const more = start + KITTY_CHUNK < base64.length ? 1 : 0;
      const keys = start === 0 ? `a=T,f=100,q=2,C=1,c=${columns},r=${rows},m=${more}` : `q=2,m=${more}`;
      return `${ESC}_G${keys};${base64.slice(start, start + KITTY_CHUNK)}${ESC}\\`;
    })
    .join('');
}

function iterm2Sequence(data: Buffer, { columns, rows }: Room): string {
  const keys = `size=${data.length};width=${columns};height=${rows};preserveAspectRatio=1;doNotMoveCursor=1`;
  return `${ESC}]1337;File=inline=1;${keys}:${data.toString('base64')}${BEL}`;
}

type Pixel = readonly [red: number, green: number, blue: number];

/** Each cell shows two pixels, one above the other. */
async function blockLines({ image, size }: Picture, room: Room): Promise<string[]> {
  const scale = Math.min(1, room.columns / size.width, (room.rows * 2) / size.height);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const data = await image.resize({ width, height, fit: 'fill' }).ensureAlpha().raw().toBuffer();
  return Array.from({ length: Math.ceil(height / 2) }, (_, row) => {
    const cells = Array.from({ length: width }, (_, column) => {
      return blockCell(pixelAt(data, width, column, row * 2), pixelAt(data, width, column, row * 2 + 1));
    });
    return cellText(cells);
  });
}

/** Null where nothing is to be seen, also below the last pixel. */
function pixelAt(data: Buffer, width: number, column: number, row: number): Pixel | null {
  const [red, green, blue, alpha] = data.subarray((row * width + column) * 4, (row * width + column) * 4 + 4);
  if (red === undefined || green === undefined || blue === undefined || alpha === undefined) return null;
  return alpha < 128 ? null : [red, green, blue];
}

interface Cell {
  readonly style: string;
  readonly character: string;
}

function blockCell(upper: Pixel | null, lower: Pixel | null): Cell {
  if (upper === null) {
    if (lower === null) return { style: `${ESC}[0m`, character: ' ' };
    return { style: `${ESC}[38;2;${lower.join(';')};49m`, character: '▄' };
  }
  const below = lower === null ? '49' : `48;2;${lower.join(';')}`;
  return { style: `${ESC}[38;2;${upper.join(';')};${below}m`, character: '▀' };
}

/** The cells of a line; a style is written only where it changes. */
function cellText(cells: readonly Cell[]): string {
  const texts = cells.map(({ style, character }, index) => {
    return style === cells[index - 1]?.style ? character : style + character;
  });
  return `${texts.join('')}${ESC}[0m`;
}

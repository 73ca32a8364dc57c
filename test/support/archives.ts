// Archives for tests: the fixtures of test/fixtures/archives, or any files, as real zips and folders.

import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { tempFolder } from './temp.ts';

/** When each fixture was made; all its files carry that time. */
const MADE = {
  'grailbird-2013': new Date('2013-03-05T06:07:08Z'),
  'grailbird-2016': new Date('2016-12-02T06:07:08Z'),
  'root-2018': new Date('2018-11-30T11:12:13Z'),
  'root-2020': new Date('2020-03-04T10:11:12Z'),
  'data-2020': new Date('2020-12-03T10:11:12Z'),
  'data-2024': new Date('2024-12-05T09:08:07Z'),
} as const;

export type FixtureName = keyof typeof MADE;
export const FIXTURES = Object.keys(MADE) as readonly FixtureName[];

/** Those of Mastodon, and of what writes the same; each is of an account of its own. */
export const MASTODON_FIXTURES = [
  'mastodon-2018',
  'mastodon-2022',
  'mastodon-2024',
  'mastodon-2026',
  'gotosocial-2025',
  'pleroma-2021',
] as const;
export type MastodonFixture = (typeof MASTODON_FIXTURES)[number];

/** Contents by path, with `/` between folders. */
export type Files = Readonly<Record<string, string | Buffer>>;

export interface LayoutOptions {
  /** Name of the zip or folder. */
  name?: string;
  /** A folder around everything, as in zips that somebody packed again. */
  root?: string;
  /** Adds what macOS leaves: `__MACOSX/`, `._x` beside every script, `.DS_Store`. */
  clutter?: boolean;
  /** The time that every file carries. */
  made?: Date;
}

export interface ZipOptions extends LayoutOptions {
  /** Stored instead of deflated. */
  store?: boolean;
  zip64?: boolean;
  /** Sizes and checksums behind the data, as in zips that were streamed. */
  descriptors?: boolean;
}

export interface ChangeOptions {
  without?: RegExp;
  /** New contents for files that the fixture has. */
  replace?: Files;
  add?: Files;
}

/** The fixture's own folder, to read only. Its files carry the time of the checkout. */
export function fixturePath(name: FixtureName | MastodonFixture): string {
  return join(import.meta.dirname, '../fixtures/archives', name);
}

/** A fixture's files by path, changed as the options say. */
export async function fixtureFiles(name: FixtureName | MastodonFixture, changes: ChangeOptions = {}): Promise<Files> {
  const top = fixturePath(name);
  const files: Record<string, string | Buffer> = {};
  for (const found of await readdir(top, { withFileTypes: true, recursive: true })) {
    if (!found.isFile()) continue;
    const path = join(found.parentPath, found.name)
      .slice(top.length + 1)
      .replaceAll('\\', '/');
    if (!changes.without?.test(path)) files[path] = await readFile(join(top, path));
  }
  for (const [path, content] of Object.entries(changes.replace ?? {})) {
    if (!(path in files)) throw new Error(`${name} has no ${path} to replace`);
    files[path] = content;
  }
  return { ...files, ...changes.add };
}

/** A fixture as a zip; gives its path. */
export async function zipFixture(name: FixtureName, options: ZipOptions & ChangeOptions = {}): Promise<string> {
  return zipOf(await fixtureFiles(name, options), { name: `${name}.zip`, made: MADE[name], ...options });
}

/** A fixture as an unpacked folder; gives its path. */
export async function folderFixture(name: FixtureName, options: LayoutOptions & ChangeOptions = {}): Promise<string> {
  return folderOf(await fixtureFiles(name, options), { name, made: MADE[name], ...options });
}

/** A zip of any files; gives its path. */
export async function zipOf(files: Files, options: ZipOptions = {}): Promise<string> {
  const { name = 'archive.zip', store = false, zip64 = false, descriptors = false } = options;
  const { made: mtime = new Date('2024-01-01T00:00:00Z') } = options;
  const zip = new ZipFile();
  if (options.root !== undefined) zip.addEmptyDirectory(options.root, { mtime });
  for (const [path, content] of Object.entries(laidOut(files, options))) {
    const data = Buffer.from(content);
    const entry = { mtime, compress: !store, forceZip64Format: zip64 };
    if (descriptors) zip.addReadStream(Readable.from([data]), path, entry);
    else zip.addBuffer(data, path, entry);
  }
  zip.end({ forceZip64Format: zip64, comment: '' });
  const path = join(tempFolder(), name);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** A folder of any files; gives its path. */
export async function folderOf(files: Files, options: LayoutOptions = {}): Promise<string> {
  const { name = 'archive', made = new Date('2024-01-01T00:00:00Z') } = options;
  const folder = join(tempFolder(), name);
  await mkdir(folder);
  for (const [path, content] of Object.entries(laidOut(files, options))) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await utimes(file, made, made);
  }
  return folder;
}

function laidOut(files: Files, { root, clutter = false }: LayoutOptions): Files {
  const prefix = root === undefined ? '' : `${root}/`;
  const out: Record<string, string | Buffer> = {};
  for (const [path, content] of Object.entries(files)) {
    out[prefix + path] = content;
    if (!clutter || !path.endsWith('.js')) continue;
    const beside = prefix + path.replace(/[^/]+$/, '._$&');
    out[beside] = APPLE_DOUBLE;
    out[`__MACOSX/${beside}`] = APPLE_DOUBLE;
  }
  return clutter ? { ...out, [`${prefix}.DS_Store`]: DS_STORE, [`__MACOSX/${prefix}._.DS_Store`]: APPLE_DOUBLE } : out;
}

/** The first bytes of the files that macOS makes for a file's attributes and for a folder's looks. */
const APPLE_DOUBLE = Buffer.from('00051607000200004d6163204f5320582020202020202020', 'hex');
const DS_STORE = Buffer.from('0000000142756431000010000000080000001000', 'hex');

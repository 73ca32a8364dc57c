// Tars of any files, plain or packed by gzip, as Mastodon made its archives until 2023.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar/header';
import { Pax } from 'tar/pax';
import type { Files } from './archives.ts';
import { tempFolder } from './temp.ts';

export interface TarOptions {
  /** Name of the file. */
  name?: string;
  /** A folder around everything. */
  root?: string;
  made?: Date;
  gzip?: boolean;
}

const END = Buffer.alloc(1024);

/** A tar of any files; gives its path. */
export async function tarOf(files: Files, options: TarOptions = {}): Promise<string> {
  const { root, made = new Date('2022-11-20T10:11:12Z'), gzip = false } = options;
  const entries = Object.entries(files).map(([path, content]) =>
    tarEntry({ path: root === undefined ? path : `${root}/${path}`, mtime: made }, content),
  );
  return tarOfBlocks([...entries, END], { name: gzip ? 'archive.tar.gz' : 'archive.tar', ...options });
}

/** A file of what `tarEntry` gives; gives its path. */
export async function tarOfBlocks(
  blocks: readonly Buffer[],
  { name = 'archive.tar', gzip = false }: TarOptions = {},
): Promise<string> {
  const path = join(tempFolder(), name);
  const bytes = Buffer.concat(blocks);
  await writeFile(path, gzip ? gzipSync(bytes) : bytes);
  return path;
}

/** A header, with a longer one before it where it needs that, and the content up to whole blocks. */
export function tarEntry(data: HeaderData & { path: string }, content: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(content);
  const whole = {
    type: 'File',
    mode: 0o644,
    mtime: new Date('2022-11-20T10:11:12Z'),
    size: bytes.length,
    ...data,
  } as const;
  const header = new Header(whole);
  const needsPax = header.encode();
  const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512);
  const longer = needsPax ? [new Pax({ path: whole.path, size: whole.size }).encode()] : [];
  return Buffer.concat([...longer, header.block ?? Buffer.alloc(0), bytes, padding]);
}

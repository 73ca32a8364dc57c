// Exports: whether a million tweets need more memory than 100,000, and more than ten times the processor time. Not the time
// on the clock: exports take so long that other work on the machine would show in it.

import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMAT_NAMES, type FormatName } from '../src/export/index.ts';
import { generateDatabase } from './database.ts';
import { pairs, work, type Sample } from './measure.ts';
import type { Row } from './table.ts';

const BINARY = join(import.meta.dirname, '../../../bin/memories.js');

/** A site of a million tweets takes minutes. */
const MOST_ROUNDS = 3;

export async function* exportParts(rounds: number): AsyncGenerator<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'memories-bench-'));
  try {
    const [some, many] = [await prepared(100_000, folder), await prepared(1_000_000, folder)];
    for (const format of FORMAT_NAMES) {
      const measured = await compareExports(format, Math.min(MOST_ROUNDS, rounds), { many, some });
      yield {
        what: `1,000,000 tweets as ${format}`,
        against: 'ten times 100,000',
        pairs: measured,
        work: 10,
        goal: 1.2,
      };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A copy whose search index is made, which isn't part of an export. */
async function prepared(tweets: number, folder: string): Promise<string> {
  const path = join(folder, `${tweets}.db`);
  await copyFile(await generateDatabase(tweets), path, constants.COPYFILE_FICLONE);
  await work([BINARY, '--db', path, 'search', 'bus']);
  return path;
}

/** What was written goes only at the end: file systems are slow to make files where thousands have just been removed. */
async function compareExports(
  format: FormatName,
  rounds: number,
  { many, some }: { readonly many: string; readonly some: string },
): ReturnType<typeof pairs> {
  const folder = await mkdtemp(join(tmpdir(), 'memories-bench-'));
  let exports = 0;
  const run = (database: string): Promise<Sample> => {
    exports += 1;
    return work([BINARY, '--db', database, 'export', '--format', format, '--out', join(folder, String(exports))]);
  };
  try {
    return await pairs(
      rounds,
      () => run(many),
      () => run(some),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

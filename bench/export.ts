// Exports: whether a million tweets need more memory than 100,000, and more than ten times the processor time. Not the time
// on the clock: exports take so long that other work on the machine would show in it.

import { mkdtemp, rm } from 'node:fs/promises';
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
  const [some, many] = [await generateDatabase(100_000), await generateDatabase(1_000_000)];
  // The first run prepares the search index, which isn't part of an export.
  for (const database of [some, many]) await runExport(database, 'atom');
  for (const format of FORMAT_NAMES) {
    const measured = await pairs(
      Math.min(MOST_ROUNDS, rounds),
      () => runExport(many, format),
      () => runExport(some, format),
    );
    yield { what: `1,000,000 tweets as ${format}`, against: 'ten times 100,000', pairs: measured, work: 10, goal: 1.2 };
  }
}

async function runExport(database: string, format: FormatName): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'memories-bench-'));
  try {
    const words = ['--db', database, 'export', '--format', format, '--out', join(folder, 'export')];
    return await work([BINARY, ...words]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

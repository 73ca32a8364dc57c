// Imports: compared with the plain way, with a tenth and ten times the tweets, and with importing the same archive again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateArchive } from './generate.ts';
import { pairs, run, type RunOptions, type Sample } from './measure.ts';
import type { Row } from './table.ts';

const BINARY = join(import.meta.dirname, '../../../bin/memories.js');
const REFERENCE = join(import.meta.dirname, 'reference.js');
/** See reference.ts. */
const PLAIN_WAY = 'read whole, `JSON.parse`, one transaction';

export async function* importParts(rounds: number): AsyncGenerator<Row> {
  const [few, some, many] = [
    await generateArchive(10_000),
    await generateArchive(100_000),
    await generateArchive(1_000_000),
  ];
  yield* await compareWithReference('import of 100,000 tweets', some, rounds, { clock: 0.6, processor: 0.8 });
  if (process.platform === 'linux') yield await compareOnOneCore('import of 100,000 tweets', some, rounds);
  yield {
    what: 'the same archive again',
    against: 'its first import',
    pairs: await pairs(rounds, again(some), first(some)),
    goal: 0.7,
  };
  const fewAndSome = await pairs(rounds, first(few), first(some));
  yield { what: 'import of 10,000 tweets', against: 'a tenth of 100,000', pairs: fewAndSome, work: 0.1 };
  yield {
    what: 'import of 100,000 tweets',
    against: 'ten times 10,000',
    pairs: fewAndSome.map(({ ours, theirs }) => ({ ours: theirs, theirs: ours })),
    work: 10,
    goal: 1.1,
  };
  yield {
    what: 'import of 1,000,000 tweets',
    against: 'ten times 100,000',
    pairs: await pairs(Math.min(3, rounds), first(many), first(some)),
    work: 10,
    goal: 1.1,
  };
}

/** Real archives: compared with the plain way where that can read them, and imported again. */
export async function* importsOfArchives(archives: readonly string[], rounds: number): AsyncGenerator<Row> {
  for (const archive of archives) {
    yield* await compareWithReference(`import of ${basename(archive)}`, archive, rounds);
    yield {
      what: 'the same archive again',
      against: 'its first import',
      pairs: await pairs(rounds, again(archive), first(archive)),
    };
  }
}

async function compareWithReference(
  what: string,
  archive: string,
  rounds: number,
  goals?: { readonly clock: number; readonly processor: number },
): Promise<Row[]> {
  const measured = await pairs(rounds, first(archive), plain(archive));
  const worked = measured.map(({ ours, theirs }) => ({ ours: processorOnly(ours), theirs: processorOnly(theirs) }));
  return [
    { what, against: PLAIN_WAY, pairs: measured, ...(goals && { goal: goals.clock }) },
    {
      what: 'its time of the processor',
      against: 'the same of the plain way',
      pairs: worked,
      ...(goals && { goal: goals.processor }),
    },
  ];
}

async function compareOnOneCore(what: string, archive: string, rounds: number): Promise<Row> {
  const options = { onOneCore: true };
  const measured = await pairs(rounds, first(archive, options), plain(archive, options));
  return { what: `${what}, on one core`, against: `${PLAIN_WAY}, on one core`, pairs: measured, goal: 1 };
}

function processorOnly(sample: Sample): Sample {
  return { ...sample, seconds: sample.processorSeconds ?? NaN, peak: NaN };
}

function plain(archive: string, options: RunOptions = {}): () => Promise<Sample> {
  return () => inNewFolder((db) => run([REFERENCE, archive, db], { ...options, memory: true }));
}

function first(archive: string, options: RunOptions = {}): () => Promise<Sample> {
  return () => inNewFolder((db) => importInto(db, archive, options));
}

function again(archive: string): () => Promise<Sample> {
  return () =>
    inNewFolder(async (db) => {
      await importInto(db, archive);
      return importInto(db, archive);
    });
}

function importInto(db: string, archive: string, options: RunOptions = {}): Promise<Sample> {
  return run([BINARY, '--db', db, 'import', '--media', 'none', '--quiet', archive], { ...options, memory: true });
}

async function inNewFolder<Result>(use: (database: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'memories-bench-'));
  try {
    return await use(join(folder, 'memories.db'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Imports: compared with the plain way, with a tenth and ten times the tweets, and with importing the same archive again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateArchive } from './generate.ts';
import { pairs, run, type Sample } from './measure.ts';
import type { Row } from './table.ts';

const BINARY = join(import.meta.dirname, '../../../bin/memories.js');
const REFERENCE = join(import.meta.dirname, 'reference.js');

export async function* importParts(rounds: number): AsyncGenerator<Row> {
  const [few, some, many] = [
    await generateArchive(10_000),
    await generateArchive(100_000),
    await generateArchive(1_000_000),
  ];
  yield* await compareWithReference('import of 100,000 tweets', some, rounds, 0.8);
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

async function compareWithReference(what: string, archive: string, rounds: number, goal?: number): Promise<Row[]> {
  const plain = (): Promise<Sample> => inNewFolder((db) => run([REFERENCE, archive, db], { memory: true }));
  const against = 'read whole, `JSON.parse`, one transaction';
  const measured = await pairs(rounds, first(archive), plain);
  const worked = measured.map(({ ours, theirs }) => ({ ours: processorOnly(ours), theirs: processorOnly(theirs) }));
  const limit = goal !== undefined && { goal };
  return [
    { what, against, pairs: measured, ...limit },
    { what: 'its time of the processor', against: 'the same of the plain way', pairs: worked, ...limit },
  ];
}

function processorOnly(sample: Sample): Sample {
  return { ...sample, seconds: sample.processorSeconds ?? NaN, peak: NaN };
}

function first(archive: string): () => Promise<Sample> {
  return () => inNewFolder((db) => importInto(db, archive));
}

function again(archive: string): () => Promise<Sample> {
  return () =>
    inNewFolder(async (db) => {
      await importInto(db, archive);
      return importInto(db, archive);
    });
}

function importInto(db: string, archive: string): Promise<Sample> {
  return run([BINARY, '--db', db, 'import', '--media', 'none', '--quiet', archive], { memory: true });
}

async function inNewFolder<Result>(use: (database: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'memories-bench-'));
  try {
    return await use(join(folder, 'memories.db'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// `npm run bench`: runs every part and writes its table into docs/speed.md. With paths of your own archives, it measures
// importing these and writes nothing.

import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportParts } from './export.ts';
import { importParts, importsOfArchives } from './import.ts';
import { searchParts } from './search.ts';
import { todayParts } from './today.ts';
import { tableOf, writeTable, type Row } from './table.ts';

/** Each part by its name in docs/speed.md. It yields rows as they are ready, and sentences that go below the table. */
const PARTS: Readonly<Record<string, (rounds: number, tweets: number) => AsyncIterable<Row | string>>> = {
  import: importParts,
  today: todayParts,
  export: exportParts,
  search: searchParts,
};

/** The number that docs/speed.md reports on: with another one nothing is written. */
const TWEETS = 1_000_000;

export const TOP = join(import.meta.dirname, '../../..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    part: { type: 'string', multiple: true },
    // For the part `search` only.
    tweets: { type: 'string', default: String(TWEETS) },
  },
});

const rounds = Number(values.rounds);
const tweets = Number(values.tweets);

if (positionals.length > 0) await report(importsOfArchives(positionals, rounds));
else {
  for (const [name, part] of Object.entries(PARTS)) {
    if (values.part && !values.part.includes(name)) continue;
    const { rows, sentences } = await report(part(rounds, tweets));
    const text = `${tableOf(rows)}\n\n${[...sentences, circumstances()].join(' ')}`;
    if (tweets === TWEETS) await writeTable(join(TOP, 'docs/speed.md'), name, text);
  }
}

async function report(measured: AsyncIterable<Row | string>): Promise<{ rows: Row[]; sentences: string[] }> {
  const rows: Row[] = [];
  const sentences: string[] = [];
  for await (const one of measured) {
    if (typeof one === 'string') sentences.push(one);
    else rows.push(one);
    process.stdout.write(`${typeof one === 'string' ? one : (tableOf([one]).split('\n').at(-1) ?? '')}\n`);
  }
  return { rows, sentences };
}

function circumstances(): string {
  const machine = `${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const runs = rounds === 1 ? 'One run of each' : `Medians of ${rounds} runs (of the longest ${Math.min(3, rounds)})`;
  return `${runs}, Node.js ${process.versions.node}, ${machine}.`;
}

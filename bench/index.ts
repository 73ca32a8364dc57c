// `npm run bench`: runs every part and writes their tables into the README. With archives of your own as words, it
// measures the import of these and writes nothing.

import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportParts } from './export.ts';
import { importParts, importsOfArchives } from './import.ts';
import { todayParts } from './today.ts';
import { tableOf, writeToReadme, type Row } from './table.ts';

/** A part by its name in the README; each tells its rows as they are ready. */
const PARTS: Readonly<Record<string, (rounds: number) => AsyncIterable<Row>>> = {
  import: importParts,
  today: todayParts,
  export: exportParts,
};

export const TOP = join(import.meta.dirname, '../../..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, part: { type: 'string', multiple: true } },
});
const rounds = Number(values.rounds);

if (positionals.length > 0) await tell(importsOfArchives(positionals, rounds));
else {
  for (const [name, part] of Object.entries(PARTS)) {
    if (values.part && !values.part.includes(name)) continue;
    const rows = await tell(part(rounds));
    await writeToReadme(join(TOP, 'README.md'), name, `${tableOf(rows)}\n\n${circumstances()}`);
  }
}

async function tell(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) {
    all.push(row);
    process.stdout.write(`${tableOf([row]).split('\n').at(-1) ?? ''}\n`);
  }
  return all;
}

function circumstances(): string {
  const machine = `${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  return `Medians of ${rounds} runs (of the longest ${Math.min(3, rounds)}), Node.js ${process.versions.node}, ${machine}.`;
}

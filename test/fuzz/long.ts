// `npm run test:fuzz [cases] [first seed]`: the long form, each time with other seeds unless one is named.

import { watchCases } from './watch.ts';

const count = Number(process.argv[2] ?? 5000);
const first = Number(process.argv[3] ?? Math.floor(Date.now() / 1000) * 10);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

say(`${count} cases from seed ${first} on`);
let done = 0;
const started = Date.now();
const { kinds, imported, failures, memory } = await watchCases(first, count, () => {
  done += 1;
  if (done % 500 === 0) say(`${done} cases, ${Math.round((Date.now() - started) / 1000)} s`);
});
for (const [kind, cases] of [...kinds].sort()) say(`${String(cases).padStart(6)}  ${kind}`);
say(`${imported} could be imported, at most ${Math.round(memory / 1e6)} MB of memory`);
for (const { seed, kind, faults } of failures) say(`\nseed ${seed} (${kind})\n${faults.join('\n')}`);
say(failures.length === 0 ? 'nothing found' : `\n${failures.length} failed: npm run test:fuzz 1 <seed> runs one again`);
process.exitCode = failures.length === 0 ? 0 : 1;

// Whole processes, timed from outside. Two that are compared run in turn, so that both meet the same machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { performance } from 'node:perf_hooks';

export interface Sample {
  readonly seconds: number;
  /** The process's highest use of memory, in bytes; NaN where it was not asked for. */
  readonly peak: number;
  /** How long the processor worked for it; NaN where it was not asked for. */
  readonly processorSeconds?: number;
  readonly stdout: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Also tell the memory and the processor's time, which takes a module more to load. */
  readonly memory?: boolean;
}

/** Runs Node.js with these words to its end. Throws when it fails. */
export async function run(words: readonly string[], { env = {}, memory = false }: RunOptions = {}): Promise<Sample> {
  const preload = memory ? ['--import', new URL('./peak.js', import.meta.url).href] : [];
  const begin = performance.now();
  const child = spawn(process.execPath, [...preload, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const outputs = [child.stdout, child.stderr, child.stdio[3]].map((stream) => text(stream as NodeJS.ReadableStream));
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - begin) / 1000;
  const [stdout = '', stderr = '', told = ''] = await Promise.all(outputs);
  const [peak = NaN, processorSeconds = NaN] = told.split(' ', 2).flatMap((one) => (one === '' ? [] : [Number(one)]));
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code ?? 'a signal'}:\n${stdout}${stderr}`);
  return { seconds, peak, processorSeconds, stdout };
}

/** The same, with the processor's time for the time: a busy machine does not change that. */
export async function work(words: readonly string[], options: RunOptions = {}): Promise<Sample> {
  const sample = await run(words, { ...options, memory: true });
  return { ...sample, seconds: sample.processorSeconds ?? NaN };
}

export interface Pair {
  readonly ours: Sample;
  readonly theirs: Sample;
}

/** Runs both so many times, first the one and then the other first. Each makes its own preparations. */
export async function pairs(
  rounds: number,
  ours: () => Promise<Sample>,
  theirs: () => Promise<Sample>,
): Promise<Pair[]> {
  const all: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const own = await ours();
      all.push({ ours: own, theirs: await theirs() });
    } else {
      const other = await theirs();
      all.push({ ours: await ours(), theirs: other });
    }
  }
  return all;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = NaN, above = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (below + above) / 2;
}

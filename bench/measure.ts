// Times whole processes from outside. Two that are compared run alternately, so that both meet the same load.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { performance } from 'node:perf_hooks';

export interface Sample {
  readonly seconds: number;
  /** The most memory the process used, in bytes; NaN unless `memory` was set. */
  readonly peak: number;
  /** The processor time it used; NaN unless `memory` was set. */
  readonly processorSeconds?: number;
  readonly stdout: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Also measure memory and processor time, for which one more module is loaded. */
  readonly memory?: boolean;
  /** All threads share one core, which Linux's `taskset` sees to. */
  readonly onOneCore?: boolean;
}

/** Runs Node.js with these arguments until it exits. Throws when it fails. */
export async function run(words: readonly string[], options: RunOptions = {}): Promise<Sample> {
  const { env = {}, memory = false, onOneCore = false } = options;
  const preload = memory ? ['--import', new URL('./peak.js', import.meta.url).href] : [];
  const [program = '', ...rest] = [
    ...(onOneCore ? ['taskset', '-c', '0'] : []),
    process.execPath,
    ...preload,
    ...words,
  ];
  const begin = performance.now();
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const outputs = [child.stdout, child.stderr, child.stdio[3]].map((stream) => text(stream as NodeJS.ReadableStream));
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - begin) / 1000;
  const [stdout = '', stderr = '', figures = ''] = await Promise.all(outputs);
  const [peak = NaN, processorSeconds = NaN] = figures
    .split(' ', 2)
    .flatMap((one) => (one === '' ? [] : [Number(one)]));
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code ?? 'a signal'}:\n${stdout}${stderr}`);
  return { seconds, peak, processorSeconds, stdout };
}

/** The same, with processor time for `seconds`: that is the same on a busy machine. */
export async function work(words: readonly string[], options: RunOptions = {}): Promise<Sample> {
  const sample = await run(words, { ...options, memory: true });
  return { ...sample, seconds: sample.processorSeconds ?? NaN };
}

export interface Pair {
  readonly ours: Sample;
  readonly theirs: Sample;
}

/** Runs both in each round, and takes turns which one goes first. Each prepares itself. */
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

// Watches the process that runs the cases: one that hangs is ended, one that dies is noted, and the next seed goes on.

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Failure {
  readonly seed: number;
  readonly kind: string;
  readonly faults: readonly string[];
}

export interface Outcome {
  /** Cases by the kind of their damage. */
  readonly kinds: Map<string, number>;
  /** Those of which something could be imported. */
  imported: number;
  readonly failures: Failure[];
  /** The most memory that the process had, in bytes. */
  memory: number;
}

/** In milliseconds: what takes longer hangs. Thousands of times what a case takes. */
const PATIENCE = 60_000;
/** Megabytes of JavaScript's own memory, and bytes of all. */
const HEAP = 512;
const MEMORY = 1.5e9;

/** Lets Node know the assets of src/. */
const ASSETS = new URL('../../build/register.js', import.meta.url).href;

type Report =
  | { readonly type: 'begins'; readonly seed: number; readonly kind: string }
  | {
      readonly type: 'ended';
      readonly seed: number;
      readonly kind: string;
      readonly faults: string[];
      readonly rss: number;
      readonly imported: boolean;
    };

/** Runs the cases of `count` seeds from `first` on. */
export async function watchCases(first: number, count: number, onCase: () => void = () => undefined): Promise<Outcome> {
  const outcome: Outcome = { kinds: new Map(), imported: 0, failures: [], memory: 0 };
  const sandbox = mkdtempSync(join(tmpdir(), 'memories-fuzz-'));
  try {
    for (let next = first; next < first + count;) {
      next = await oneProcess(sandbox, next, first + count - next, outcome, onCase);
    }
  } finally {
    rmSync(sandbox, { recursive: true, force: true });
  }
  return outcome;
}

/** Runs cases until they end or one ends the process; gives the seed to go on with. */
async function oneProcess(
  sandbox: string,
  first: number,
  count: number,
  outcome: Outcome,
  onCase: () => void,
): Promise<number> {
  const words = [sandbox, String(first), String(count)];
  const child = fork(join(import.meta.dirname, 'child.ts'), words, {
    execArgv: ['--import', 'tsx', '--import', ASSETS, `--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
  let current: { seed: number; kind: string } = { seed: first, kind: 'the start' };
  const state = { isOpen: true, hangs: false };
  const tooLong = (): void => {
    state.hangs = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(tooLong, PATIENCE);
  child.on('message', (report: Report) => {
    clearTimeout(timer);
    timer = setTimeout(tooLong, PATIENCE);
    current = report;
    state.isOpen = report.type === 'begins';
    if (report.type === 'begins') return;
    const { seed, kind, faults, rss, imported } = report;
    outcome.kinds.set(kind, (outcome.kinds.get(kind) ?? 0) + 1);
    outcome.imported += imported ? 1 : 0;
    outcome.memory = Math.max(outcome.memory, rss);
    if (rss > MEMORY) faults.push(`${Math.round(rss / 1e6)} MB of memory`);
    if (faults.length > 0) outcome.failures.push({ seed, kind, faults });
    onCase();
  });
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('close', (exitCode, signal) => {
      resolve(exitCode ?? signal);
    });
  });
  clearTimeout(timer);
  if (code === 0 && !state.isOpen) return first + count;
  const fault = state.hangs ? 'it hangs' : `the process ended with ${code ?? 'nothing'}: ${said}`;
  outcome.failures.push({ ...pick(current), faults: [fault] });
  outcome.kinds.set(current.kind, (outcome.kinds.get(current.kind) ?? 0) + 1);
  return current.seed + 1;
}

function pick({ seed, kind }: { seed: number; kind: string }): { seed: number; kind: string } {
  return { seed, kind };
}

// The real program in a process of its own, with nothing of this machine but the PATH.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterFile } from './after-file.ts';
import { tempFolder } from './temp.ts';

export const BINARY = join(import.meta.dirname, '../../bin/memories.js');

export interface RunOptions {
  /** Beside and over the clean environment; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** The current folder; else the home folder. */
  cwd?: string;
  /** The home folder, to share a database between runs; else a new one. */
  home?: string;
  /** What it reads on stdin, which is closed after it. */
  input?: string;
  /** What starts it, with its options, such as `strace`. */
  under?: readonly string[];
  /** The time that its clock starts at, such as `2026-11-22T09:00:00Z`. */
  now?: string;
  /** Another Node.js than this one. */
  node?: string;
  /** The bin/memories.js of another place than here. */
  binary?: string;
  /** The number of the user who runs it, which only root may choose. */
  user?: number;
}

export interface RunResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `memories` to its end. */
export async function runMemories(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = spawnMemories(args, options);
  const closed = new Promise<Pick<RunResult, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  child.stdin.end(options.input ?? '');
  const [end, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { ...end, stdout, stderr };
}

/** Starts `memories`, to be signalled or watched; its streams are pipes, and stdin stays open. */
export function spawnMemories(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
  const home = options.home ?? tempFolder();
  const clock = options.now === undefined ? [] : ['--import', clockAt(options.now)];
  const [program = process.execPath, ...words] = [
    ...(options.under ?? []),
    options.node ?? process.execPath,
    ...clock,
    options.binary ?? BINARY,
    ...args,
  ];
  const child = spawn(program, words, {
    cwd: options.cwd ?? home,
    env: { ...cleanEnvironment(home), ...options.env },
    uid: options.user,
    gid: options.user,
  });
  // A failed test must not leave a process behind that writes into removed folders.
  afterFile(() => child.kill('SIGKILL'));
  // A program that ends before it has read everything is no failure of the test.
  child.stdin.on('error', () => undefined);
  return child;
}

function cleanEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TZ: 'UTC',
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
}

/** A module for `node --import` that sets the clock, which then goes on as usual. */
function clockAt(now: string): string {
  const time = Date.parse(now);
  if (Number.isNaN(time)) throw new Error(`${now} is no time`);
  const code = `const Clock = Date; const shift = ${time} - Clock.now();
    globalThis.Date = class Date extends Clock {
      constructor(...words) { if (words.length === 0) super(Clock.now() + shift); else super(...words); }
      static now() { return Clock.now() + shift; }
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

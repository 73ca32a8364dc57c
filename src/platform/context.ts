// Everything that comes from outside: arguments, environment, streams, clock, time zone, signals. Tests make their own.

import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { join, resolve } from 'node:path';
import { codeOf, reasonOf, UserError } from './errors.ts';
import { homeFolder } from './folders.ts';
import { PACKAGE } from './package.ts';
import { PID } from './process.ts';
import { synchronousOutput, type Output } from './standard-output.ts';
import { SECRET_VARIABLES } from './secrets.ts';
import { systemTimeZone } from './time-zone.ts';

export interface Context {
  /** The arguments, without the program's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder. Reading it throws a UserError if that has been removed. */
  readonly cwd: string;
  readonly home: string;
  readonly pid: number;
  /** Such as `linux`. */
  readonly platform: string;
  /** Full paths of Node.js and of the program, for starting it again. */
  readonly program: { readonly node: string; readonly script: string };
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** From 0 to just below 1. */
  random(): number;
  /** The system's zone, an IANA name. */
  systemTimeZone(): string;
  /** Aborts when the process is asked to end. Its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** Runs what answers Ctrl-C by itself, such as a pager: until it ends, SIGINT does not abort. */
  withoutInterrupts<Result>(use: () => Promise<Result>): Promise<Result>;
}

/** The context of this process. From when its signal is first asked for, the system's signals abort it, a second one ends the process at once. */
export function processContext(): Context {
  let stdout: Output | undefined;
  const nodes = (): NodeJS.WriteStream => ignoreClosedPipe(process.stdout);
  let stderr: Output | undefined;
  let heard: ReturnType<typeof abortOnSignal> | undefined;
  const signals = (): ReturnType<typeof abortOnSignal> => (heard ??= abortOnSignal());
  const env = { ...process.env };
  // Programs that are started from here, such as a browser, must not get passwords.
  for (const name of SECRET_VARIABLES) Reflect.deleteProperty(process.env, name);
  return {
    argv: process.argv.slice(2),
    env,
    get cwd() {
      return currentFolder();
    },
    // Without a home, as in containers, it is the root folder, never the current one.
    home: homeFolder() || resolve('/'),
    pid: PID,
    platform: process.platform,
    program: { node: process.execPath, script: join(PACKAGE, 'bin/memories.js') },
    // Creating a stream takes milliseconds, and most runs need only one.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return (stdout ??= synchronousOutput(1, process.platform, nodes) ?? nodes());
    },
    get stderr() {
      return (stderr ??= ignoreClosedPipe(process.stderr));
    },
    now: () => Date.now(),
    random: () => Math.random(),
    systemTimeZone: () => systemTimeZone(process.env['TZ']),
    // Until a command asks for it, because it has something to finish, a signal ends the process at once: while SQLite is at
    // work, which may take minutes, nothing here could hear one.
    get signal() {
      return signals().signal;
    },
    withoutInterrupts: (use) => signals().withoutInterrupts(use),
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new UserError('the current folder has been removed', { hint: 'go to another one: cd', cause: error });
  }
}

function abortOnSignal(): Pick<Context, 'signal' | 'withoutInterrupts'> {
  const controller = new AbortController();
  const abort = (name: string): void => {
    controller.abort(name);
  };
  // A terminal that is closed and a connection that is lost hang up.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, abort);
  const ignore = (): void => undefined;
  const withoutInterrupts: Context['withoutInterrupts'] = async (use) => {
    // In this order, since SIGINT ends a process that doesn't listen.
    process.on('SIGINT', ignore).removeListener('SIGINT', abort);
    try {
      return await use();
    } finally {
      process.once('SIGINT', abort).removeListener('SIGINT', ignore);
    }
  };
  return { signal: controller.signal, withoutInterrupts };
}

/** `memories today | head -1` isn't an error: the reader has seen enough. The command still finishes its work. */
function ignoreClosedPipe<Stream extends Writable>(stream: Stream): Stream {
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    writeSync(2, `error: what is printed can't be written: ${reasonOf(error)}\n`);
    process.exit(1);
  });
}

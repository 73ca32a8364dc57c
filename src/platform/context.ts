// Everything that comes from outside: words, environment, streams, clock, zone, signals. Tests make their own.

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
  /** The words of the command line, without the program's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder. Throws a UserError if it has been removed. */
  readonly cwd: string;
  readonly home: string;
  readonly pid: number;
  /** Such as `linux`. */
  readonly platform: string;
  /** Full paths of Node.js and of the program that it runs, to be started again with. */
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
  /** Aborts when the program is asked to end; its reason is the signal's name. */
  readonly signal: AbortSignal;
}

/** The context of this process. From here on a signal aborts; the second one ends the process at once. */
export function processContext(): Context {
  let stdout: Output | undefined;
  const nodes = (): NodeJS.WriteStream => ignoreClosedPipe(process.stdout);
  let stderr: Output | undefined;
  const env = { ...process.env };
  // What is started from here, such as a browser, has no need of a password.
  for (const name of SECRET_VARIABLES) Reflect.deleteProperty(process.env, name);
  return {
    argv: process.argv.slice(2),
    env,
    get cwd() {
      return currentFolder();
    },
    // Without one it is the topmost folder, as in containers: never the current one.
    home: homeFolder() || resolve('/'),
    pid: PID,
    platform: process.platform,
    program: { node: process.execPath, script: join(PACKAGE, 'bin/memories.js') },
    // Each costs Node some milliseconds, and most runs need one alone.
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
    signal: abortOnSignal(),
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

function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  // A terminal that is closed and a connection that is lost hang up.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      controller.abort(name);
    });
  }
  return controller.signal;
}

/** `memories today | head -1` is no error: whoever closed the pipe has seen enough. What is under way is finished. */
function ignoreClosedPipe<Stream extends Writable>(stream: Stream): Stream {
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    writeSync(2, `error: what is printed can't be written: ${reasonOf(error)}\n`);
    process.exit(1);
  });
}

// Runs one of the system's programs, such as systemctl, or a command line of the user's, for its output.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { withoutSecrets } from './secrets.ts';
import { withTimeout } from './timeout.ts';

interface CommandResult {
  /** Null if there is no such program, or a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface LineResult {
  /** What it did wrong, as the end of a sentence; null if it ended well. */
  readonly problem: 'failed' | 'was not done in time' | null;
  readonly stdout: string;
}

interface LineOptions {
  readonly env: Env;
  readonly signal: AbortSignal;
  /** For its standard input, which it need not read. */
  readonly input?: string;
  /** In milliseconds. */
  readonly timeout?: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Runs a program with arguments. */
export type RunCommand = (program: string, ...words: string[]) => Promise<CommandResult>;

/** In milliseconds. */
const TIMEOUT = 60_000;

/** Programs are found by the PATH of `env`. The function it returns throws the signal's reason. */
export function commandRunner(env: Env, signal: AbortSignal): RunCommand {
  return async (program, ...words) => {
    const result = await new Promise<CommandResult>((resolve) => {
      execFile(program, words, { env: withoutSecrets(env), signal, timeout: TIMEOUT }, (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : null;
        resolve({ code: error ? code : 0, stdout, stderr });
      });
    });
    signal.throwIfAborted();
    return result;
  };
}

/** Between asking a command to end and ending it by force, and for its last words, in milliseconds. */
const GRACE = 1000;

/** The rest of what a command prints is of no interest, in UTF-16 code units. */
const MOST_PRINTED = 65_536;

/**
 * Runs a command line as the system's shell reads it, for a minute at most. What it leaves in the background isn't waited for.
 * Throws the signal's reason.
 */
export async function runCommandLine(
  line: string,
  { env, signal, input = '', timeout = TIMEOUT }: LineOptions,
): Promise<LineResult> {
  const late = new Error('out of time');
  let stdout = '';
  try {
    return await withTimeout(timeout, late, signal, async (limited) => {
      const options = { shell: true, env: withoutSecrets(env), windowsHide: true };
      const child = spawn(line, { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (stdout.length < MOST_PRINTED) stdout += text;
      });
      // It need not read what it gets.
      child.stdin.on('error', () => undefined).end(input);
      const code = await exitCodeOf(child, limited);
      limited.throwIfAborted();
      return { problem: code === 0 ? null : 'failed', stdout };
    });
  } catch (error) {
    if (error === late) return { problem: 'was not done in time', stdout };
    throw error;
  }
}

/**
 * The exit code; null if a signal ended it, or it could not be started. When `signal` aborts, the program is told to end, and made
 * to a second later. Its output is read to the end, but what it leaves in the background, and keeps that open, isn't waited for.
 */
export async function exitCodeOf(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  let force: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill();
    force = setTimeout(() => child.kill('SIGKILL'), GRACE);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve) => {
      child.once('error', () => {
        resolve(null);
      });
      child.once('close', resolve);
      child.once('exit', (code) => setTimeout(resolve, GRACE, code).unref());
    });
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(force);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

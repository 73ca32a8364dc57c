// Runs one of the system's programs, such as systemctl, or a command line of the user's, for its output.

import { exec, execFile, type ExecException } from 'node:child_process';
import { withoutSecrets } from './secrets.ts';

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

/** Runs a command line as the system's shell reads it, for a minute at most. Throws the signal's reason. */
export async function runCommandLine(
  line: string,
  { env, signal, input = '', timeout = TIMEOUT }: LineOptions,
): Promise<LineResult> {
  signal.throwIfAborted();
  const result = await new Promise<LineResult>((resolve) => {
    const options = { env: withoutSecrets(env), signal, timeout, windowsHide: true };
    const child = exec(line, options, (error, stdout) => {
      resolve({ problem: error && (isOutOfTime(error) ? 'was not done in time' : 'failed'), stdout });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
  signal.throwIfAborted();
  return result;
}

/** What prints more than Node.js takes is ended too, but with a code. */
function isOutOfTime({ killed, code }: ExecException): boolean {
  return killed === true && code == null;
}

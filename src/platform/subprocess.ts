// Runs one of the system's programs, such as systemctl, for its output.

import { execFile } from 'node:child_process';
import { withoutSecrets } from './secrets.ts';

interface CommandResult {
  /** Null if there is no such program, or a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with arguments. */
export type RunCommand = (program: string, ...words: string[]) => Promise<CommandResult>;

/** In milliseconds. */
const TIMEOUT = 60_000;

/** Programs are found by the PATH of `env`. The function it returns throws the signal's reason. */
export function commandRunner(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): RunCommand {
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

// A program of the system's, such as systemctl, run for what it says.

import { execFile } from 'node:child_process';
import { withoutSecrets } from './secrets.ts';

interface CommandResult {
  /** Null when there is no such program, or it did not end by itself. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with words. */
export type RunCommand = (program: string, ...words: string[]) => Promise<CommandResult>;

/** In milliseconds. */
const TIMEOUT = 60_000;

/** Programs are found by the environment's PATH. Throws the signal's reason. */
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

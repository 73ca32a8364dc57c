// A program of the system's, such as systemctl, run for what it says.

import { execFile } from 'node:child_process';
import { withoutSecrets } from './secrets.ts';

export interface ToolResult {
  /** Null when there is no such program, or it did not end by itself. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with words. */
export type RunTool = (program: string, ...words: string[]) => Promise<ToolResult>;

/** In milliseconds. */
const PATIENCE = 60_000;

/** Programs are found by the environment's PATH. Throws the signal's reason. */
export function toolsOf(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): RunTool {
  return async (program, ...words) => {
    const result = await new Promise<ToolResult>((resolve) => {
      execFile(program, words, { env: withoutSecrets(env), signal, timeout: PATIENCE }, (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : null;
        resolve({ code: error ? code : 0, stdout, stderr });
      });
    });
    signal.throwIfAborted();
    return result;
  };
}

// Runs one command line. Whatever goes wrong ends here, as words and an exit code.

import { CommanderError } from 'commander';
import type { Context } from './platform/context.ts';
import { messageOf, SettingsError, UsageError, UserError, WRONG_SETTINGS } from './platform/errors.ts';
import type { CommandSet } from './commands/command-set.ts';
import { buildProgram, runProgram } from './commands/program.ts';

const FAILED = 1;
const WRONG_USAGE = 2;
const INTERNAL_ERROR = 70;
const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const CANCELLED = 130;

/** The exit code. Never throws. */
export async function main(context: Context, commands: CommandSet): Promise<number> {
  try {
    await runProgram(buildProgram(context, commands), context);
    return 0;
  } catch (error) {
    return await exitCodeOf(error, context);
  }
}

async function exitCodeOf(error: unknown, context: Context): Promise<number> {
  if (context.signal.aborted) return SIGNALS[String(context.signal.reason)] ?? CANCELLED;
  // The help was asked for, or stands for a command that is missing.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  if (error instanceof Error && error.name === 'ExitPromptError') return CANCELLED;
  if (error instanceof UserError) {
    const { formatError } = await import('./cli/error-message.ts');
    const { lineWidthOf } = await import('./text/wrap.ts');
    context.stderr.write(formatError(error, lineWidthOf(context.stderr)));
    if (error instanceof SettingsError) return WRONG_SETTINGS;
    return error instanceof UsageError ? WRONG_USAGE : FAILED;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  context.stderr.write(
    `error: this is a bug in memories, please report it with these lines (they may contain a path of yours):\n${stack}\n`,
  );
  return INTERNAL_ERROR;
}

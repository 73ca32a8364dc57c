// `memories backup <file>`: the words of the command line. The work is loaded when it is asked for.

import { InvalidArgumentError, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { path } from './options.ts';
import type { BackupFlags } from '../backup/command.ts';

export function addBackup(program: Command, context: Context): void {
  program
    .command('backup')
    .description('copy the database into a file, while it is in use')
    .argument('<file>', 'where to', file)
    .option('--force', 'replace the file if it is there')
    .option('-q, --quiet', 'say nothing when all went well')
    .action(async (to: string, _flags: BackupFlags, command: Command) => {
      const { runBackup } = await import('../backup/command.ts');
      await runBackup(context, command.optsWithGlobals(), to);
    });
}

/** Elsewhere a dash is standard output, where a database makes no sense. */
function file(raw: string): string {
  if (raw !== '-') return path(raw);
  throw new InvalidArgumentError('It must be a file: a database is not text to print.');
}

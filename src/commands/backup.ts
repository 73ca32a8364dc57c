// `memories backup <file>`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { path, type GlobalFlags } from './options.ts';

export interface BackupFlags extends GlobalFlags {
  readonly force?: boolean;
}

export function addBackup(program: Command, context: Context): void {
  program
    .command('backup')
    .description('copy the database into a file, while it is in use')
    .argument('<file>', 'where to', path)
    .option('--force', 'replace the file if it is there')
    .action(async (file: string, _flags: BackupFlags, command: Command) => {
      const { runBackup } = await import('./run-backup.ts');
      await runBackup(context, command.optsWithGlobals(), file);
    });
}

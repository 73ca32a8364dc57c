// `memories accounts`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { AccountsFlags } from '../cli/show-accounts.ts';

export function addAccounts(program: Command, context: Context): void {
  program
    .command('accounts')
    .description('list the accounts with their tweets, and every import')
    .option('--json', 'print one JSON object')
    .action(async (_flags: AccountsFlags, command: Command) => {
      const { showAccounts } = await import('../cli/show-accounts.ts');
      await showAccounts(context, command.optsWithGlobals());
    });
}

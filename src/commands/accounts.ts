// `memories accounts`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { RemoveFlags } from '../cli/remove-account.ts';
import type { AccountsFlags } from '../cli/show-accounts.ts';
import { handle } from './options.ts';

export function addAccounts(program: Command, context: Context): void {
  const accounts = program.command('accounts').description('list the accounts and every import, or remove an account');
  accounts
    .command('list', { isDefault: true })
    .description('list the accounts with their posts, and every import (the default)')
    .option('--json', 'print one JSON object')
    .action(async (_flags: AccountsFlags, command: Command) => {
      const { showAccounts } = await import('../cli/show-accounts.ts');
      await showAccounts(context, command.optsWithGlobals());
    });
  accounts
    .command('remove')
    .description('remove an account with its posts, photos and imports, as if it had never been imported')
    .argument('<handle>', 'which one', handle)
    .option('-y, --yes', 'without asking')
    .action(async (name: string, _flags: RemoveFlags, command: Command) => {
      const { removeNamedAccount } = await import('../cli/remove-account.ts');
      await removeNamedAccount(context, command.optsWithGlobals(), name);
    });
}

// `memories accounts`: whose posts there are, and where they came from.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { isAlive } from '../platform/process.ts';
import { accountSummaries } from '../library/accounts.ts';
import { imports } from '../library/imports.ts';
import { lineWidthOf } from '../text/wrap.ts';
import { accountsJson, accountsText } from '../library/accounts-report.ts';
import type { GlobalFlags } from '../cli/flags.ts';
import { withOpenLibrary } from '../cli/session.ts';

interface AccountsFlags extends GlobalFlags {
  readonly json?: boolean;
}

export function addAccounts(program: Command, context: Context): void {
  program
    .command('accounts')
    .description('list the accounts with their tweets, and every import')
    .option('--json', 'print one JSON object')
    .action(async (_flags: AccountsFlags, command: Command) => {
      const flags: AccountsFlags = command.optsWithGlobals();
      await withOpenLibrary(context, flags, ({ library: { db }, config }) => {
        const found = { accounts: accountSummaries(db), imports: imports(db, isAlive) };
        context.stdout.write(
          flags.json ? accountsJson(found) : accountsText(found, config.timeZone, lineWidthOf(context.stdout)),
        );
      });
    });
}

// The work of `memories accounts`: whose posts there are, and where they came from.

import type { Context } from '../platform/context.ts';
import { isAlive } from '../platform/process.ts';
import { accountSummaries } from '../library/accounts.ts';
import { imports } from '../library/imports.ts';
import { accountsJson, accountsText } from '../library/accounts-report.ts';
import { lineWidthOf } from '../text/wrap.ts';
import type { GlobalFlags } from './flags.ts';
import { withOpenLibrary } from './session.ts';

export async function showAccounts(context: Context, flags: AccountsFlags): Promise<void> {
  await withOpenLibrary(context, flags, ({ library: { db }, config }) => {
    const found = { accounts: accountSummaries(db), imports: imports(db, isAlive) };
    context.stdout.write(
      flags.json ? accountsJson(found) : accountsText(found, config.timeZone, lineWidthOf(context.stdout)),
    );
  });
}

export interface AccountsFlags extends GlobalFlags {
  readonly json?: boolean;
}

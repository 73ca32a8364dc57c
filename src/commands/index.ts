// Every command, in the order of the help.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addAccounts } from './accounts.ts';
import { addOn, addToday } from './day.ts';
import { addDemo } from './demo.ts';
import { addImport } from './import.ts';

export const COMMANDS = [addImport, addToday, addOn, addAccounts, addDemo] as const satisfies readonly ((
  program: Command,
  context: Context,
) => void)[];

// `memories setup`: the words of the command line. The work is loaded when it is asked for.

import { InvalidArgumentError, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { DEFAULT_DIGEST, isDigestName } from '../config/keys.ts';
import type { SetupFlags } from '../setup/check.ts';

export function addSetup(program: Command, context: Context): void {
  program
    .command('setup')
    .description('set up the daily mail: asks for everything it needs, and tries it')
    .argument('[name]', 'a further digest, such as family; the mail server is that of all', digestName)
    .option('--test', 'send a test mail without asking')
    .option('--no-test', 'send none')
    .action(async (name: string | undefined, _flags: SetupFlags, command: Command) => {
      const { runSetup } = await import('../setup/command.ts');
      await runSetup(context, command.optsWithGlobals(), name ?? DEFAULT_DIGEST);
    });
}

function digestName(raw: string): string {
  if (isDigestName(raw)) return raw;
  throw new InvalidArgumentError('It must be small letters, digits, - and _, at most 31.');
}

// `memories demo`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { GlobalFlags } from '../cli/flags.ts';

export function addDemo(program: Command, context: Context): void {
  program
    .command('demo')
    .description('show how it looks, with a made-up archive and a throw-away database')
    .action(async (_flags: GlobalFlags, command: Command) => {
      const { runDemo } = await import('../demo/command.ts');
      await runDemo(context, command.optsWithGlobals());
    });
}

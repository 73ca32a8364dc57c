// `memories doctor`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { DoctorFlags } from '../doctor/command.ts';

export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .description('look for what is wrong, and say what to do about it; changes nothing')
    .option('--offline', 'leave the mail server alone')
    .option('--json', 'print one JSON object')
    .action(async (_flags: DoctorFlags, command: Command) => {
      const { runDoctor } = await import('../doctor/command.ts');
      await runDoctor(context, command.optsWithGlobals());
    });
}

// `memories service`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { ServiceFlags } from '../service/command.ts';

export function addService(program: Command, context: Context): void {
  const service = program
    .command('service')
    .description('have the daily mail sent in the background, by systemd, launchd or the Task Scheduler');
  service
    .command('install')
    .description('start the service, now and at every log-in; run it again to update it')
    .option('--timer', 'start it only when a mail is due, instead of a process all day')
    .option('--print', 'only print the files that tell the system of it')
    .action(async (_flags: ServiceFlags, command: Command) => {
      const { installService: install } = await import('../service/command.ts');
      await install(context, command.optsWithGlobals());
    });
  service
    .command('uninstall')
    .description('stop the service and remove its file')
    .action(async (_flags: ServiceFlags, command: Command) => {
      const { uninstallService: uninstall } = await import('../service/command.ts');
      await uninstall(context, command.optsWithGlobals());
    });
  service
    .command('status')
    .description('show whether the service runs, since when, and what it said last')
    .action(async (_flags: ServiceFlags, command: Command) => {
      const { showServiceStatus: status } = await import('../service/command.ts');
      await status(context, command.optsWithGlobals());
    });
}

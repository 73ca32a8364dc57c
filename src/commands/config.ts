// `memories config`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { GlobalFlags } from '../cli/flags.ts';
import type { Context } from '../platform/context.ts';

const KEY = 'a setting such as time_zone';

export function addConfig(program: Command, context: Context): void {
  const config = program.command('config').description('list the settings, or change them in the configuration file');
  const work = (): Promise<typeof import('../config/command.ts')> => import('../config/command.ts');
  config
    .command('list', { isDefault: true })
    .description('show every setting with its value, where that comes from and what it is for (the default)')
    .option('--json', 'print one JSON object')
    .allowExcessArguments()
    .action(async ({ json }: { readonly json?: boolean }, { args: [extra] }: Command) => {
      await (await work()).listSettings(context, json === true, extra);
    });
  config
    .command('get')
    .description("print a setting's value and nothing else; nothing if it has none")
    .argument('<key>', KEY)
    .action(async (key: string) => {
      await (await work()).printSetting(context, key);
    });
  config
    .command('set')
    .description('write a setting into the configuration file, which is created if there is none')
    .argument('<key>', KEY)
    .argument('<value...>', 'its value; several for a list')
    .action(async (key: string, words: readonly string[], _flags: unknown, command: Command) => {
      await (await work()).changeSetting(context, key, words);
      await afterChange(key, context, command.optsWithGlobals());
    });
  config
    .command('unset')
    .description('take a setting out of the configuration file, so that it has its default')
    .argument('<key>', `${KEY}, or whatever the file has by mistake`)
    .action(async (key: string, _flags: unknown, command: Command) => {
      await (await work()).removeSetting(context, key);
      await afterChange(key, context, command.optsWithGlobals());
    });
  config
    .command('path')
    .description('print where the configuration file is, or would be')
    .action(async () => {
      (await work()).printConfigPath(context);
    });
}

/** A timer has its hours from the settings; a service has the PATH for their commands, if they had any when it was installed. */
async function afterChange(key: string, context: Context, flags: GlobalFlags): Promise<void> {
  if (!/^(?:digests?|smtp)(?:\.|$)|^time_zone$/.test(key)) return;
  const { refreshTimer, warnOfOutdatedService } = await import('../service/refresh.ts');
  const { settingFlags } = await import('../cli/flags.ts');
  const state = await refreshTimer(context, settingFlags(flags));
  if (state !== 'outdated') await warnOfOutdatedService(context, settingFlags(flags));
}

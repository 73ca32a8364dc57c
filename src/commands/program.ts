// The command line: its commands, its options, its help.

import type { Command } from 'commander';
import { commandsFor, groupOf, type CommandSet } from './command-set.ts';
import type { Run } from './demo.ts';
import { WIDEST } from './help.ts';
import { withGlobalOptions } from './options.ts';
import { shieldQuery, withDayCommand } from './query-words.ts';
import type { GlobalFlags } from '../cli/flags.ts';
import type { Context } from '../platform/context.ts';
import { version } from '../platform/package.ts';
import { columnsOf } from '../text/wrap.ts';
import { unknownCommandError, VoicedCommand } from './usage-errors.ts';

export function buildProgram(context: Context, commands: CommandSet): Command {
  const program = withGlobalOptions(new VoicedCommand('memories'))
    .description(
      'What you wrote on this day in earlier years, from your own archives of Twitter (X), Mastodon and Bluesky.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => Math.min(WIDEST, columnsOf(context.stdout)),
      getErrHelpWidth: () => Math.min(WIDEST, columnsOf(context.stderr)),
    })
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .exitOverride()
    .action(async (_flags: GlobalFlags, command: Command) => {
      const { welcome } = await import('../cli/welcome.ts');
      await welcome(context, command.opts());
    });
  const runAnother: Run = async (other, values) => {
    const another = buildProgram(other, commands);
    for (const [name, value] of Object.entries(values)) another.setOptionValue(name, value);
    await runProgram(another, other);
  };
  for (const add of commandsFor(context.argv, commands)) add(program, context, runAnother);
  for (const command of [program, ...program.commands]) {
    if (command.commands.length > 0) addHelp(command);
  }
  for (const command of program.commands) command.helpGroup(`${groupOf(command.name(), commands)}:`);
  return program;
}

/** Runs the context's command line on the program. */
export async function runProgram(program: Command, context: Context): Promise<void> {
  const words = await withDayCommand(program, context);
  await program.parseAsync(await shieldQuery(program, words, context), { from: 'user' });
}

/** Commander's own help command answers an unknown name with the whole help and doesn't repeat the name. */
function addHelp(parent: Command): void {
  parent
    .command('help')
    .description('show the help of a command')
    .argument('[command...]', 'which one')
    .action((names: readonly string[]) => {
      let found = parent;
      for (const name of names) {
        const inner = found.commands.find((command) => command.name() === name);
        if (!inner) throw unknownCommandError(found, name);
        found = inner;
      }
      found.help();
    });
}

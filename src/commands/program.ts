// The command line: its commands, its options, its help.

import type { Command } from 'commander';
import { addCompletions } from './completions.ts';
import { examples, formatItem } from './help.ts';
import { COMMANDS } from './index.ts';
import { withGlobalOptions } from './options.ts';
import { shieldQuery, withDayCommand } from './query-words.ts';
import type { Context } from '../platform/context.ts';
import { version } from '../platform/package.ts';
import { columnsOf } from '../text/wrap.ts';
import { unknownCommandError, VoicedCommand } from './usage-errors.ts';

export function buildProgram(context: Context): Command {
  const program = withGlobalOptions(new VoicedCommand('memories'))
    .description('The tweets you wrote on this day in earlier years, from your own Twitter or X archive.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => columnsOf(context.stdout),
      getErrHelpWidth: () => columnsOf(context.stderr),
    })
    .addHelpText('before', '')
    .addHelpText('after', () => examples(columnsOf(context.stdout)))
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20, formatItem })
    .exitOverride();
  for (const add of commandsFor(context.argv)) add(program, context);
  program.helpCommand(false);
  addHelp(program);
  return program;
}

/** Only the command that is the first word, as it mostly is: making them all takes longer than opening the database. */
function commandsFor([first = '']: readonly string[]): readonly (typeof COMMANDS)[string][] {
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  // Completions are about all the others, so they are made only with them.
  return named ? [named] : [...Object.values(COMMANDS), addCompletions];
}

/** Runs the context's command line on the program; the help if there are no words. */
export async function runProgram(program: Command, context: Context): Promise<void> {
  const words = context.argv.length === 0 ? ['--help'] : await withDayCommand(program, context);
  await program.parseAsync(await shieldQuery(program, words, context), { from: 'user' });
}

/** Commander's own help command answers an unknown name with the whole help and doesn't repeat the name. */
function addHelp(program: Command): void {
  program
    .command('help')
    .description('show the help of a command')
    .argument('[command...]')
    .action((names: readonly string[]) => {
      let found = program;
      for (const name of names) {
        const inner = found.commands.find((command) => command.name() === name);
        if (!inner) throw unknownCommandError(found, name);
        found = inner;
      }
      found.help();
    });
}

// `memories completions <shell>`, the hidden command that its scripts call while a line is typed, and the manual page.

import { Argument, type Command } from 'commander';
import { QUESTIONS } from '../completions/values.ts';
import type { Context } from '../platform/context.ts';
import { helpBelow } from './help.ts';
import { settingFlags } from '../cli/flags.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export const HOW_TO_INSTALL = `To have them from the next shell on, and again after an update of memories:

bash, with the package bash-completion:
  dir=~/.local/share/bash-completion/completions
  mkdir -p $dir && memories completions bash > $dir/memories
bash without it, in ~/.bashrc:
  eval "$(memories completions bash)"
zsh, with these two lines in ~/.zshrc:
  fpath=(~/.zfunc $fpath)
  autoload -U compinit; compinit
and then:
  mkdir -p ~/.zfunc && memories completions zsh > ~/.zfunc/_memories
fish:
  dir=~/.config/fish/completions
  mkdir -p $dir && memories completions fish > $dir/memories.fish`;

export function addCompletions(program: Command, context: Context): void {
  program
    .command('completions')
    .description('print what makes a shell complete commands, options, accounts and dates')
    .addArgument(new Argument('<shell>', 'for which shell').choices(SHELLS))
    .addHelpText('after', () => helpBelow(HOW_TO_INSTALL, [], context))
    .action(async (shell: Shell) => {
      const { programDefinition } = await import('../completions/from-commander.ts');
      context.stdout.write((await scriptFor(shell))(programDefinition(program)));
    });
  addCompleteWords(program, context);
  addManPage(program, context);
}

type Script = typeof import('../completions/bash.ts').bashScript;

async function scriptFor(shell: Shell): Promise<Script> {
  switch (shell) {
    case 'bash':
      return (await import('../completions/bash.ts')).bashScript;
    case 'zsh':
      return (await import('../completions/zsh.ts')).zshScript;
    case 'fish':
      return (await import('../completions/fish.ts')).fishScript;
  }
}

/** Answers a script's question with a word and its meaning on each line; an unknown question has no answer. */
function addCompleteWords(program: Command, context: Context): void {
  program
    .command('complete-words', { hidden: true })
    .argument('<question>')
    .argument('[about]')
    .allowExcessArguments()
    .action(async (asked: string, about: string | undefined, _flags: object, command: Command) => {
      const question = QUESTIONS.find((known) => known === asked);
      if (question === undefined) return;
      const { completionWords } = await import('../completions/words.ts');
      const words = await completionWords(context, settingFlags(command.optsWithGlobals()), question, about ?? '');
      context.stdout.write(
        words.map(({ word, what }) => `${what === undefined ? word : `${word}\t${what}`}\n`).join(''),
      );
    });
}

function addManPage(program: Command, context: Context): void {
  program.command('man-page', { hidden: true }).action(async () => {
    const { programDefinition } = await import('../completions/from-commander.ts');
    const { manPage } = await import('../completions/man-page.ts');
    context.stdout.write(manPage(programDefinition(program)));
  });
}

// `memories demo`: the words of the command line. The work is loaded when it is asked for.

import type { Command } from 'commander';
import type { GlobalFlags } from '../cli/flags.ts';
import { UsageError } from '../platform/errors.ts';
import type { Context } from '../platform/context.ts';

/** Runs a command line, in a context of its own. `values` are those of options that it does without. */
export type Run = (context: Context, values: Readonly<Record<string, unknown>>) => Promise<void>;

interface DemoFlags extends GlobalFlags {
  readonly open?: boolean;
  readonly digest?: boolean;
}

/** What isn't about tweets, or is about more than this archive. */
const OUTSIDE = [
  ...['import', 'backup', 'hide', 'unhide', 'setup', 'serve-digest', 'service', 'config', 'doctor'],
  ...['demo', 'completions'],
];

export function addDemo(program: Command, context: Context, run: Run): void {
  program
    .command('demo')
    .description('show how it looks, with a made-up archive and a throw-away database')
    .argument('[command...]', 'another command on it: today, search plums, stats')
    .option('--open', "open the day's page in the browser")
    .option('--digest', "show the day's mail; with --open, in the browser")
    .allowUnknownOption()
    .action(async (words: readonly string[], _flags: DemoFlags, command: Command) => {
      const flags = command.optsWithGlobals<DemoFlags>();
      const { runDemo, runInDemo } = await import('../demo/command.ts');
      const argv = innerWords(context.argv, words, flags);
      if (argv === null) return runDemo(context, flags);
      const { color, input, pager } = flags as GlobalFlags & { readonly pager?: boolean };
      const values = { ...(color === undefined ? {} : { color }), input, pager, withoutFiles: true };
      await runInDemo(context, flags, (inside) => run({ ...inside, argv }, values));
    });
}

/** The command line to run inside; null for the demo itself. Throws a UsageError for what makes no sense there. */
function innerWords(argv: readonly string[], [name]: readonly string[], flags: DemoFlags): readonly string[] | null {
  const open = flags.open === true ? ['--open'] : [];
  if (name === undefined) {
    if (flags.digest === true) return ['digest', 'preview', ...open];
    return open.length > 0 ? ['today', ...open] : null;
  }
  const words = withoutDatabase(argv.slice(argv.indexOf('demo') + 1));
  if (name.startsWith('-')) {
    throw new UsageError(`memories demo has no option ${name}`, {
      hint: `options of another command come after its name: memories demo today ${words.join(' ')}`,
    });
  }
  const isMail = name === 'digest' && words[words.indexOf(name) + 1] !== 'preview';
  if (!OUTSIDE.includes(name) && !isMail) return words;
  throw new UsageError(`memories demo can't ${isMail ? 'send mails' : name}`, {
    hint: 'it can show: today, on, week, random, year, search, show, thread, calendar, stats, digest preview',
  });
}

/** It has one of its own. */
function withoutDatabase(words: readonly string[]): string[] {
  return words.filter((word, index) => !/^--db(?:=|$)/.test(word) && words[index - 1] !== '--db');
}

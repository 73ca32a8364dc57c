// `memories search <words…>`: the words of the command line. The work is loaded when it is asked for.

import { Option, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { ORDERS } from '../search/index/queries.ts';
import { wholeNumber, withConditions, withShowOptions } from './options.ts';
import type { SearchFlags } from '../search/command.ts';

/** More fit on no screen and in no page; an export has no limit. */
const MOST_SHOWN = 10_000;

export function addSearch(program: Command, context: Context): void {
  const command = program
    .command('search')
    .description('find posts by their words, dates and kind')
    .argument('<words...>', 'what to look for: otter "wild river" rail* since:2015 has:photo -word')
    .addOption(
      new Option('--sort <order>', 'by relevance (the default for words), newest, oldest or likes').choices(ORDERS),
    )
    .option('-n, --limit <n>', 'show at most N', wholeNumber(MOST_SHOWN), 20);
  withConditions(withShowOptions(command), context).action(
    async (words: string[], _flags: SearchFlags, parsed: Command) => {
      const { runSearch } = await import('../search/command.ts');
      await runSearch(context, words, parsed.optsWithGlobals());
    },
  );
}

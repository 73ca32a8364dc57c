// `memories export [query…]`: the words of the command line. The work is loaded when it is asked for.

import { Option, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { FORMAT_NAMES } from '../export/index.ts';
import { path, withAccountOption, withChoiceOptions, withConditions, withZone } from './options.ts';
import type { ExportFlags } from '../export/command.ts';

export function addExport(program: Command, context: Context): void {
  withConditions(withZone(withChoiceOptions(withAccountOption(program.command('export')))), context)
    .description('write posts for other programs: all, or those that a query finds')
    .argument('[query...]', 'as for search: otter since:2015 has:photo -word; else everything')
    .addOption(new Option('-f, --format <format>', "what to write; a file's name may say it").choices(FORMAT_NAMES))
    .option('-o, --out <path>', 'write there instead of to standard output (-)', path)
    .option('--force', 'replace an export that is there')
    .option('--circle', 'also what only your Twitter Circle or your followers saw')
    .option('--direct', 'also what only the people named in it saw, in csv, json, jsonl and markdown')
    .option('--hidden', 'also what is hidden')
    .option('--sensitive', 'show what is marked sensitive or has a content warning in html and markdown')
    .option('--no-sensitive', 'cover it there, whatever the configuration says')
    .option('-q, --quiet', 'say nothing but warnings')
    .action(async (words: string[], _flags: ExportFlags, command: Command) => {
      const { runExport } = await import('../export/command.ts');
      await runExport(context, words, command.optsWithGlobals());
    });
}

// `memories import [paths…]`: archives in, a summary out.

import { Option, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { MEDIA_MODES } from '../config/settings.ts';
import { handle, path } from './options.ts';
import type { ImportFlags } from '../import/command.ts';

export function addImport(program: Command, context: Context): void {
  program
    .command('import')
    .description('import archives of Twitter (X), Mastodon and Bluesky: as they came, or unpacked')
    .argument(
      '[paths...]',
      'zips and folders, also folders of zips; without any, asks which of those in Downloads and here',
      (raw: string, before?: readonly string[]) => [...(before ?? []), path(raw)],
    )
    .option('-a, --account <handle>', "whose archive it is, if it doesn't say", handle)
    .addOption(
      new Option('--media <which>', 'copy photos, all media (videos and GIFs too), or none').choices(MEDIA_MODES),
    )
    .option('--direct', 'also posts that only the people named in them saw')
    .option('--strict', 'exit with 1 when anything is missing or unreadable')
    .option('-q, --quiet', 'no progress and no summary; warnings stay')
    .option('--json', 'print one JSON object instead of the summary')
    .action(async (paths: string[], _flags: ImportFlags, command: Command) => {
      const { runImport } = await import('../import/command.ts');
      await runImport(context, command.optsWithGlobals(), paths);
    });
}

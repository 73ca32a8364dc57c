// `memories export [query…]`: tweets for other programs, as a file, a folder or on standard output.

import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { Context } from '../context.ts';
import { withNewFile } from '../export-file.ts';
import { withNewFolder } from '../export-folder.ts';
import { withStandardOutput } from '../export-stdout.ts';
import { exportTweets } from '../export-tweets.ts';
import type { ExportContext, ExportedTweets } from '../exports/format.ts';
import { FORMAT_NAMES, formatCalled, type FormatName } from '../exports/index.ts';
import { EVERYTHING, type Query } from '../search-query.ts';
import { accounts } from '../store/accounts.ts';
import { exportSummary } from '../views/export-summary.ts';
import { queryFrom } from './excluded-words.ts';
import { path, withAccountOption, withChoiceOptions, withZone, type ShowFlags } from './options.ts';
import { bringUpToDate, CONDITIONS, readable } from './query.ts';
import { viewing, type Viewing } from './viewing.ts';

interface ExportFlags extends ShowFlags {
  readonly format: FormatName;
  readonly out?: string;
  readonly force?: boolean;
  readonly circle?: boolean;
  readonly hidden?: boolean;
}

export function addExport(program: Command, context: Context): void {
  withZone(withChoiceOptions(withAccountOption(program.command('export'))))
    .description('write tweets for other programs: all, or those that a query finds')
    .argument('[query...]', 'as for search: otter since:2015 has:photo -word; else everything')
    .addOption(new Option('--format <format>', 'what to write').choices(FORMAT_NAMES).makeOptionMandatory())
    .option('--out <path>', 'write there instead of to standard output (-)', path)
    .option('--force', 'replace an export that is there')
    .option('--circle', 'also what only your Twitter Circle saw')
    .option('--hidden', 'also what is hidden')
    .addHelpText('after', CONDITIONS)
    .action(async (words: string[], _flags: ExportFlags, command: Command) => {
      const flags: ExportFlags = command.optsWithGlobals();
      if (formatCalled(flags.format).makes === 'folder' && isPiped(flags))
        command.error(`error: --format ${flags.format} makes a folder\nhint: say where with --out <folder>`);
      const typed = queryFrom(words);
      await exportAs(context, flags, typed, words.length === 0 ? EVERYTHING : readable(typed, command));
    });
}

function isPiped({ out = '-' }: ExportFlags): boolean {
  return out === '-';
}

async function exportAs(context: Context, flags: ExportFlags, typed: string, query: Query): Promise<void> {
  await viewing(context, flags, async (asked) => {
    const { library, accountIds, choice } = asked;
    await bringUpToDate(context, library.db);
    const request = {
      query,
      accountIds,
      choice: {
        ...choice,
        circle: flags.circle === true,
        hidden: flags.hidden === true ? [] : choice.hidden,
      },
    };
    const about = exportContext(context, asked, typed);
    const format = formatCalled(flags.format);
    const exported = await exportTweets(
      library,
      request,
      context.signal,
      (tweets) => put(context, flags, tweets, about),
      format.makes === 'folder' ? format.order : undefined,
    );
    context.stderr.write(exportSummary(exported, isPiped(flags) ? null : (flags.out ?? null)));
  });
}

function exportContext(
  context: Context,
  { library, accountIds, choice, today }: Viewing,
  query: string,
): ExportContext {
  const handles = accounts(library.db).flatMap(({ id, handle }) => (accountIds.includes(id) ? [handle] : []));
  return { timeZone: choice.timeZone, today, now: context.now(), accounts: handles, query };
}

/** Writes the tweets where the flags want them. */
async function put(context: Context, flags: ExportFlags, tweets: ExportedTweets, about: ExportContext): Promise<void> {
  const format = formatCalled(flags.format);
  const target = {
    path: resolve(context.cwd, flags.out ?? '-'),
    force: flags.force === true,
    pid: context.pid,
  };
  if (format.makes === 'folder') await withNewFolder(target, (out) => format.write(tweets, out, about));
  else if (isPiped(flags)) await withStandardOutput(context.stdout, (out) => format.write(tweets, out, about));
  else await withNewFile(target, (out) => format.write(tweets, out, about));
}

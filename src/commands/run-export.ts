// The work of `memories export`: tweets for other programs, as a file, a folder or on standard output.

import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { withNewFile } from '../export-file.ts';
import { withNewFolder } from '../export-folder.ts';
import { withStandardOutput } from '../export-stdout.ts';
import { exportTweets } from '../export-tweets.ts';
import type { ExportContext, ExportedTweets, Format } from '../exports/format.ts';
import { formatCalled } from '../exports/index.ts';
import { EVERYTHING, type Query } from '../search-query.ts';
import { accounts } from '../store/accounts.ts';
import { exportSummary } from '../views/export-summary.ts';
import { queryFrom } from './excluded-words.ts';
import type { ExportFlags } from './export.ts';
import { bringUpToDate, readable } from './query.ts';
import { viewing, type Viewing } from './viewing.ts';

/** Ends the program as a wrong command line does when the query can't be read, or a folder is wanted on standard output. */
export async function runExport(context: Context, words: readonly string[], command: Command): Promise<void> {
  const flags: ExportFlags = command.optsWithGlobals();
  const format = await formatCalled(flags.format);
  if (format.makes === 'folder' && isPiped(flags))
    command.error(`error: --format ${flags.format} makes a folder\nhint: say where with --out <folder>`);
  const typed = queryFrom(words);
  await exportAs(context, format, flags, typed, words.length === 0 ? EVERYTHING : readable(typed, command));
}

function isPiped({ out = '-' }: ExportFlags): boolean {
  return out === '-';
}

async function exportAs(
  context: Context,
  format: Format,
  flags: ExportFlags,
  typed: string,
  query: Query,
): Promise<void> {
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
    const exported = await exportTweets(
      library,
      request,
      context.signal,
      (tweets) => put(context, format, flags, tweets, about),
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
async function put(
  context: Context,
  format: Format,
  flags: ExportFlags,
  tweets: ExportedTweets,
  about: ExportContext,
): Promise<void> {
  const target = {
    path: resolve(context.cwd, flags.out ?? '-'),
    force: flags.force === true,
    pid: context.pid,
  };
  if (format.makes === 'folder') await withNewFolder(target, (out) => format.write(tweets, out, about));
  else if (isPiped(flags)) await withStandardOutput(context.stdout, (out) => format.write(tweets, out, about));
  else await withNewFile(target, (out) => format.write(tweets, out, about));
}

// The work of `memories export`: posts for other programs, as a file, a folder or on standard output.

import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { withNewFile } from './output/file.ts';
import { withNewFolder } from './output/folder.ts';
import { withStandardOutput } from './output/stdout.ts';
import { exportPosts, type Exported } from './export-posts.ts';
import type { ExportContext, Format } from './formats/format.ts';
import type { TextOut } from './output/output.ts';
import { formatCalled, type FormatName } from './index.ts';
import { EVERYTHING, type Query } from '../search/query/query.ts';
import type { Found, Glimpse } from '../search/find-posts.ts';
import { accounts } from '../library/accounts.ts';
import { queryFrom } from '../search/query/negated-words.ts';
import { bringUpToDate, readable } from '../search/prepare.ts';
import { viewing, type Viewing } from '../cli/session.ts';
import { counted, grouped } from '../text/numbers-and-dates.ts';
import { harmlessLine } from '../text/sanitize.ts';
import type { ShowFlags } from '../cli/flags.ts';

/** Ends the program as a wrong command line does when the query can't be read, or a folder is wanted on standard output. */
export async function runExport(context: Context, words: readonly string[], command: Command): Promise<void> {
  const flags: ExportFlags = command.optsWithGlobals();
  const format = await formatCalled(flags.format);
  if (format.makes === 'folder' && isPiped(flags))
    command.error(`error: --format ${flags.format} makes a folder\nhint: say where with --out <folder>`);
  const typed = queryFrom(words);
  await exportAs(context, format, flags, typed, words.length === 0 ? EVERYTHING : readable(typed, command));
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
    const about = exportContext(context, asked, flags, typed);
    const run: Run = (pick, write) => exportPosts(library, request, context.signal, pick, write);
    const exported = await exportedBy(context, format, flags, run, about);
    context.stderr.write(exportSummary(exported, isPiped(flags) ? null : (flags.out ?? null)));
  });
}

function exportContext(
  context: Context,
  { config, library, accountIds, choice, today }: Viewing,
  flags: ExportFlags,
  query: string,
): ExportContext {
  const handles = accounts(library.db).flatMap(({ id, handle }) => (accountIds.includes(id) ? [handle] : []));
  const showSensitive = config.get('sensitive', flags.sensitive);
  return { timeZone: choice.timeZone, today, now: context.now(), accounts: handles, query, showSensitive };
}

/** Exports what a format wants of the posts found. */
type Run = <Item extends { readonly circle: boolean }>(
  pick: (found: Found) => Iterable<Item>,
  write: (items: AsyncIterable<Item>) => Promise<void>,
) => Promise<Exported>;

/** Writes where the flags want it. */
async function exportedBy(
  context: Context,
  format: Format,
  flags: ExportFlags,
  run: Run,
  about: ExportContext,
): Promise<Exported> {
  const target = {
    path: resolve(context.cwd, flags.out ?? '-'),
    force: flags.force === true,
    pid: context.pid,
  };
  const withText = (use: (out: TextOut) => Promise<void>): Promise<void> =>
    isPiped(flags) ? withStandardOutput(context.stdout, use) : withNewFile(target, use);
  if ('reads' in format) {
    let posts = 0;
    const write = async (glimpses: AsyncIterable<Glimpse>, out: TextOut): Promise<void> => {
      posts = await format.write(glimpses, out, about);
    };
    const exported = await run(
      (found) => found.glimpses(format.order),
      (glimpses) => withText((out) => write(glimpses, out)),
    );
    return { ...exported, posts };
  }
  if (format.makes === 'file')
    return await run(
      (found) => found.posts('oldest'),
      (posts) => withText((out) => format.write(posts, out, about)),
    );
  return await run(
    (found) => found.posts(format.order ?? 'oldest'),
    (posts) => withNewFolder(target, (out) => format.write(posts, out, about)),
  );
}

function isPiped({ out = '-' }: ExportFlags): boolean {
  return out === '-';
}

/** For stderr; `path` is null for standard output, whose reader may have seen enough. */
export function exportSummary({ posts, leftOut }: Exported, path: string | null): string {
  const { retweets, replies, hidden, circle } = leftOut;
  const parts = [
    retweets > 0 ? `${counted(retweets, 'retweet')} (--retweets)` : '',
    replies > 0 ? `${counted(replies, 'reply', 'replies')} (--replies)` : '',
    hidden > 0 ? `${grouped(hidden)} hidden (--hidden)` : '',
    circle > 0 ? `${counted(circle, 'circle tweet')} (--circle)` : '',
  ].filter(Boolean);
  const done = path === null ? '' : `${counted(posts, 'tweet')} exported: ${harmlessLine(path)}\n`;
  return parts.length === 0 ? done : `${done}left out: ${parts.join(', ')}\n`;
}

export interface ExportFlags extends ShowFlags {
  readonly format: FormatName;
  readonly out?: string;
  readonly force?: boolean;
  readonly circle?: boolean;
  readonly hidden?: boolean;
}

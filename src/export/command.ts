// The work of `memories export`: posts for other programs, as a file, a folder or on standard output.

import { pathFromHere } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UsageError } from '../platform/errors.ts';
import { withNewFile } from './output/file.ts';
import { withNewFolder } from './output/folder.ts';
import { withStandardOutput } from './output/stdout.ts';
import { exportPosts, type Exported } from './export-posts.ts';
import type { ExportContext, Format } from './formats/format.ts';
import type { TextOut } from './output/output.ts';
import { findFormat, type FormatName } from './index.ts';
import { EVERYTHING, type Query } from '../search/query/query.ts';
import type { Found, PostRef } from '../search/find-posts.ts';
import { accounts } from '../library/accounts.ts';
import { unshieldQuery } from '../search/query/negated-words.ts';
import { ensureIndexed, readQuery } from '../search/prepare.ts';
import { withSession, type Session } from '../cli/session.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { omissionPhrases } from '../views/note-words.ts';
import { phraseText } from '../views/phrase.ts';
import type { ShowFlags } from '../cli/flags.ts';

/** Throws a UsageError when the query can't be read, or a folder is wanted on standard output. */
export async function runExport(context: Context, words: readonly string[], flags: ExportFlags): Promise<void> {
  const format = await findFormat(flags.format);
  if (format.makes === 'folder' && goesToStdout(flags))
    throw new UsageError(`--format ${flags.format} makes a folder`, { hint: 'say where with --out <folder>' });
  const typed = unshieldQuery(words);
  await exportAs(context, format, flags, typed, words.length === 0 ? EVERYTHING : readQuery(typed));
}

async function exportAs(
  context: Context,
  format: Format,
  flags: ExportFlags,
  typed: string,
  query: Query,
): Promise<void> {
  await withSession(context, flags, async (asked) => {
    const { library, accountIds, choice } = asked;
    await ensureIndexed(context, library.db);
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
    const exported = await writeExport(context, format, flags, run, about);
    context.stderr.write(formatExportSummary(exported, goesToStdout(flags) ? null : (flags.out ?? null)));
  });
}

function exportContext(
  context: Context,
  { config, library, accountIds, choice, today }: Session,
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
async function writeExport(
  context: Context,
  format: Format,
  flags: ExportFlags,
  run: Run,
  about: ExportContext,
): Promise<Exported> {
  const target = {
    path: flags.out === undefined || goesToStdout(flags) ? '-' : pathFromHere(flags.out, context),
    force: flags.force === true,
    pid: context.pid,
  };
  const withText = (use: (out: TextOut) => Promise<void>): Promise<void> =>
    goesToStdout(flags) ? withStandardOutput(context.stdout, use) : withNewFile(target, use);
  if ('reads' in format) {
    let posts = 0;
    const write = async (refs: AsyncIterable<PostRef>, out: TextOut): Promise<void> => {
      posts = await format.write(refs, out, about);
    };
    const exported = await run(
      (found) => found.refs(format.order),
      (refs) => withText((out) => write(refs, out)),
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

function goesToStdout({ out = '-' }: ExportFlags): boolean {
  return out === '-';
}

/** For stderr; `path` is null for standard output, whose reader may have seen enough. */
export function formatExportSummary({ posts, leftOut }: Exported, path: string | null): string {
  const parts = omissionPhrases(leftOut, 'export').map(phraseText);
  const done = path === null ? '' : `${pluralize(posts, 'tweet')} exported: ${sanitizeLine(path)}\n`;
  return parts.length === 0 ? done : `${done}left out: ${parts.join(', ')}\n`;
}

export interface ExportFlags extends ShowFlags {
  readonly format: FormatName;
  readonly out?: string;
  readonly force?: boolean;
  readonly circle?: boolean;
  readonly hidden?: boolean;
}

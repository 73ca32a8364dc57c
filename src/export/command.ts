// The work of `memories export`: posts for other programs, as a file, a folder or on standard output.

import { join } from 'node:path';
import { pathFromHere } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UsageError } from '../platform/errors.ts';
import { withNewFile } from './output/file.ts';
import { withNewFolder, type ReplacedFolder } from './output/folder.ts';
import { withStandardOutput } from './output/stdout.ts';
import type { Target } from './output/target.ts';
import type { ExportContext, Format } from './formats/format.ts';
import type { TextOut } from './output/output.ts';
import { findFormat, FORMAT_NAMES, formatOfFile, type FormatName } from './index.ts';
import { Handover, momentsIn, protectedPaths } from './handover.ts';
import { formatExportSummary } from './report.ts';
import { EVERYTHING, type Query } from '../search/query/query.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { Output } from '../platform/standard-output.ts';
import { searchPosts } from '../search/find-posts.ts';
import { withoutCopies, type Source } from './without-copies.ts';
import { usualIn } from '../memories/choose.ts';
import { accountHandles, accountNames, accounts, identityOf } from '../library/accounts.ts';
import { accountsAskedFor } from '../search/plan.ts';
import { withoutAccounts } from '../search/query/parse.ts';
import { unshieldQuery } from '../search/query/negated-words.ts';
import { ensureIndexed, readQuery } from '../search/prepare.ts';
import { startProgress, type Progress } from '../cli/progress.ts';
import { withSession, type Session } from '../cli/session.ts';
import type { ShowFlags } from '../cli/flags.ts';
import { avatarFiles } from '../library/media-folder.ts';

/** What is made to be published or subscribed to: what only the people named in it saw is never there. */
const FOR_OTHERS: readonly FormatName[] = ['html', 'atom', 'ics'];

/**
 * Throws a UsageError when the query can't be read, a folder is wanted on standard output, or direct posts where others may
 * look.
 */
export async function runExport(context: Context, words: readonly string[], flags: ExportFlags): Promise<void> {
  const name = formatNameFor(flags);
  const format = await findFormat(name);
  if (format.makes === 'folder' && goesToStdout(flags))
    throw new UsageError(`--format ${name} makes a folder`, { hint: 'say where with --out <folder>' });
  if (flags.direct === true && isForOthers(flags))
    throw new UsageError(`--direct can't be used with ${name}, which others may look at`, { hint: 'leave it out' });
  const typed = unshieldQuery(words);
  await exportAs(context, format, flags, typed, words.length === 0 ? EVERYTHING : readQuery(typed));
}

function isForOthers(flags: ExportFlags): boolean {
  return FOR_OTHERS.includes(formatNameFor(flags));
}

/** Throws a UsageError when nothing says it. */
function formatNameFor({ format, out = '-' }: ExportFlags): FormatName {
  const name = format ?? formatOfFile(out);
  if (name !== null) return name;
  throw new UsageError('memories export needs a --format', {
    hint: `it can be ${FORMAT_NAMES.join(', ')}; or name a file such as --out posts.csv`,
  });
}

async function exportAs(
  context: Context,
  format: Format,
  flags: ExportFlags,
  typed: string,
  query: Query,
): Promise<void> {
  await withSession(context, flags, async (session) => {
    const { config, library, accountIds, choice } = session;
    await ensureIndexed(context, library.db);
    const hidden = flags.hidden === true ? [] : choice.hidden;
    const request = { query, accountIds, choice: { ...choice, circle: flags.circle === true, hidden } };
    const place: Place = {
      stdout: goesToStdout(flags) ? context.stdout : null,
      target: {
        path: flags.out === undefined || goesToStdout(flags) ? '-' : pathFromHere(flags.out, context),
        force: flags.force === true,
        protects: protectedPaths(config),
      },
    };
    // All of it is as the database was at the start.
    library.db.exec('BEGIN');
    try {
      const found = searchPosts(library, request);
      const alike = query === EVERYTHING ? accountIds : [];
      const source = isForOthers(flags) ? withoutCopies(found, library, request.choice, alike) : found;
      const progress = await exportProgress(context, flags, found.total);
      const handover = new Handover(request.choice, context.signal, progress);
      const about = {
        ...exportContext(context, session, flags, { typed, query }),
        moments: () => momentsIn(source, request.choice),
        read: (ids: readonly string[]) => source.read(ids),
      };
      const writing = writeExport(format, source, handover, place, about);
      const result = await writing.finally(() => {
        progress?.stop();
      });
      const leftOut = { ...found.leftOut, circle: handover.withheld };
      const exported = {
        posts: result.posts ?? handover.given,
        leftOut,
        accounts: found.accounts,
        replaced: result.replaced,
      };
      const where = goesToStdout(flags) ? null : (flags.out ?? null);
      context.stderr.write(formatExportSummary(exported, where, flags.quiet === true));
      if (format.opens !== undefined && where !== null && flags.quiet !== true) {
        context.stderr.write(`to look at it: open ${sanitizeLine(join(where, format.opens))}\n`);
      }
    } finally {
      library.db.exec('COMMIT');
    }
  });
}

/** Null where it would stand among what is printed. */
async function exportProgress(context: Context, flags: ExportFlags, total: number): Promise<Progress | null> {
  if (flags.quiet === true || (goesToStdout(flags) && context.stdout.isTTY === true)) return null;
  return startProgress(context, `{done} of ${pluralize(total, 'post')}`, total);
}

/** Where an export goes: to standard output, or else to a file or folder. */
interface Place {
  readonly stdout: Output | null;
  readonly target: Target;
}

interface Written {
  /** How many posts the format took, if not all that it was given. */
  readonly posts?: number;
  readonly replaced?: ReplacedFolder;
}

async function writeExport(
  format: Format,
  found: Source,
  handover: Handover,
  { stdout, target }: Place,
  about: ExportContext,
): Promise<Written> {
  if (format.makes === 'folder') {
    const posts = handover.of(found.posts(format.order ?? 'oldest'));
    return { replaced: await withNewFolder(target, (out) => format.write(posts, out, about)) };
  }
  let taken: Pick<Written, 'posts'> = {};
  const write = async (out: TextOut): Promise<void> => {
    if (format.reads !== 'moments') await format.write(handover.of(found.posts('oldest')), out, about);
    else taken = { posts: await format.write(handover.of(found.moments(format.order)), out, about) };
  };
  await (stdout ? withStandardOutput(stdout, write) : withNewFile(target, write));
  return taken;
}

function exportContext(
  context: Context,
  { config, library, accountIds, choice, today }: Session,
  flags: ExportFlags,
  { typed, query }: { readonly typed: string; readonly query: Query },
): Omit<ExportContext, 'moments' | 'read'> {
  const all = accounts(library.db);
  const asked = accountsAskedFor({ query, accountIds }, all);
  const { without } = query;
  const named = [config.get('accounts', flags.account), query.from, query.networks, without.from, without.networks];
  const isChosen = flags.network !== undefined || named.some(({ length }) => length > 0);
  return {
    timeZone: choice.timeZone,
    today,
    now: context.now(),
    accounts: accountHandles(all, accountIds),
    names: accountNames(all),
    avatars: avatarFiles(all, library.mediaFolder),
    query: typed,
    identity: [
      withoutAccounts(typed),
      ...identityOf(all, isChosen ? all.filter(({ id }) => asked.includes(id)) : null),
    ],
    showSensitive: config.get('sensitive', flags.sensitive),
    usualFor: usualIn(library.db),
  };
}

function goesToStdout({ out = '-' }: ExportFlags): boolean {
  return out === '-';
}

export interface ExportFlags extends ShowFlags {
  readonly format?: FormatName;
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly circle?: boolean;
  readonly hidden?: boolean;
}

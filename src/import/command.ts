// The work of `memories import`, loaded only for it: readers of zips and JSON would slow every other start.

import { basename } from 'node:path';
import { groupByArchive } from '../archive/parts.ts';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { importArchive } from './import-archive.ts';
import type { ImportReport } from '../library/import-report.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import type { MediaMode } from '../config/settings.ts';
import { toUserError, openDatabase } from '../library/database.ts';
import { postCount } from '../library/posts.ts';
import { formatError, formatWarning } from '../cli/error-message.ts';
import { lineWidthOf, wrapLines } from '../text/wrap.ts';
import { ImportProgress } from './progress.ts';
import { formatImportSummary, formatInterrupted } from './summary.ts';
import { jsonText } from '../text/json.ts';
import { version } from '../platform/package.ts';
import { askForArchives } from './ask-for-archive.ts';
import { expandFolders } from './find-archives.ts';
import { noteMissingConfig, openingNotices } from '../cli/notices.ts';
import { commandNaming, settingFlags, type GlobalFlags } from '../cli/flags.ts';

export interface ImportFlags extends GlobalFlags {
  readonly account?: string;
  readonly media?: MediaMode;
  readonly direct?: boolean;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export async function runImport(context: Context, flags: ImportFlags, paths: readonly string[]): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  noteMissingConfig(context, config);
  const archives =
    paths.length > 0 ? groupByArchive(await expandFolders(paths)) : await askForArchives(context, flags.input);
  const reports: ImportReport[] = [];
  const failures: Failure[] = [];
  for (const parts of archives) {
    try {
      reports.push(await importOneArchive(context, flags, config, { parts, isOneOfSeveral: archives.length > 1 }));
    } catch (error) {
      // A bad archive doesn't stop the good ones.
      if (!(error instanceof UserError) || context.signal.aborted) throw error;
      if (archives.length > 1) context.stderr.write(formatError(error, lineWidthOf(context.stderr)));
      failures.push({ parts, error });
    }
  }
  if (flags.json) {
    context.stdout.write(jsonText({ imports: reports.map(publicReport), failed: failures.map(publicFailure) }));
  }
  const [failure] = failures;
  if (failure) throw archives.length === 1 ? failure.error : throwIfAnyFailed(failures.length, archives.length);
  const [nothing] = reports.filter(isWithoutTweets);
  if (nothing) throw nothingReadError(nothing);
  if (flags.strict && reports.some(({ incomplete }) => incomplete)) {
    throw new UserError('something is missing or unreadable, and --strict was asked for', {
      hint: 'what could be read has been imported',
    });
  }
}

interface Failure {
  readonly parts: readonly string[];
  readonly error: UserError;
}

async function importOneArchive(
  context: Context,
  flags: ImportFlags,
  config: Config,
  { parts, isOneOfSeveral }: { readonly parts: readonly string[]; readonly isOneOfSeveral: boolean },
): Promise<ImportReport> {
  const media = config.get('media', flags.media);
  const nameCommand = commandNaming(context, flags);
  const progress = flags.quiet ? null : await ImportProgress.on(context.stderr, () => context.now());
  const db = openDatabase(config.databasePath, { create: true, ...openingNotices(context) });
  try {
    const report = await importArchive(db, parts, {
      account: flags.account,
      direct: flags.direct === true,
      media,
      mediaFolder: mediaFolderOf(config.databasePath),
      pid: context.pid,
      version: version(),
      now: () => context.now(),
      signal: context.signal,
      onEvent: (event) => progress?.show(event),
      nameCommand,
    });
    progress?.stop();
    for (const warning of report.warnings) {
      const isNamed = !isOneOfSeveral || warning.startsWith(`${report.source}, `);
      const line = isNamed ? warning : `${report.source}: ${warning}`;
      context.stderr.write(formatWarning(line, lineWidthOf(context.stderr)));
    }
    if (!flags.quiet && !flags.json)
      context.stdout.write(wrapLines(formatImportSummary(report, media, nameCommand), lineWidthOf(context.stdout)));
    return report;
  } catch (error) {
    progress?.stop();
    if (context.signal.aborted) context.stderr.write(formatInterrupted(postCount(db)));
    throw toUserError(error, config.databasePath);
  } finally {
    db.close();
  }
}

/** An archive whose own count is zero, or that is whole, has nothing to lose. */
function isWithoutTweets({ tweets, leftOut, incomplete }: ImportReport): boolean {
  return tweets.read === 0 && leftOut === undefined && tweets.expected !== 0 && incomplete;
}

function nothingReadError({ source }: ImportReport): UserError {
  return new UserError(`not one post of ${source} could be read`, {
    hint: 'the warnings say what is wrong; download the archive again, or unpack it and import the folder',
  });
}

function throwIfAnyFailed(failures: number, archives: number): UserError {
  const were = failures === 1 ? 'was' : 'were';
  return new UserError(`${failures} of ${archives} archives ${were} not imported`);
}

/** What `--json` prints. */
function publicReport({ incomplete, tweets: posts, longTweets: longPosts, ...report }: ImportReport): object {
  const { source, account, accountId, format, network, generatedAt, ...rest } = report;
  return { source, network, account, accountId, format, generatedAt, posts, longPosts, ...rest, complete: !incomplete };
}

function publicFailure({ parts, error }: Failure): object {
  const source = parts.map((path) => basename(path)).join(', ');
  return { source, error: error.message, hint: error.hint ?? null };
}

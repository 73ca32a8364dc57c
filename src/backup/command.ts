// The work of `memories backup`.

import { existsSync } from 'node:fs';
import { backUpDatabase } from './backup.ts';
import { pathFromHere, loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { formatBytes, pluralize } from '../text/numbers-and-dates.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import { bytesOf } from '../library/health.ts';
import { openToRead } from '../library/database.ts';
import { versionOf } from '../library/migrate.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { startProgress } from '../cli/progress.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';

/** Throws a UserError when there is nothing to copy, or copying fails. */
export async function runBackup(context: Context, flags: BackupFlags, named: string): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const file = pathFromHere(named, context);
  const db = openToRead(existing(config));
  try {
    if (versionOf(db) === 0) throw new UserError('nothing has been imported yet');
    const { databasePath, path: configPath } = config;
    const total = bytesOf(db);
    const progress = flags.quiet === true ? null : await startProgress(context, `of ${formatBytes(total)}`, total);
    const onProgress = (part: number): void => {
      progress?.advance(Math.round(part * total));
    };
    const job = { databasePath, configPath, file, force: flags.force === true, signal: context.signal, onProgress };
    const copying = backUpDatabase(db, job);
    const { posts, bytes } = await copying.finally(() => {
      progress?.stop();
    });
    const what = `${pluralize(posts, 'post')}, ${formatBytes(bytes)}`;
    if (flags.quiet === true) return;
    context.stdout.write(`Copied into ${sanitizeLine(file)}: ${what}; the copy was read back and is whole.\n`);
    context.stdout.write(mediaLine(mediaFolderOf(databasePath)));
  } finally {
    db.close();
  }
}

function existing({ databasePath }: Config): string {
  if (existsSync(databasePath)) return databasePath;
  throw new UserError(`there is no database ${databasePath}`, { hint: 'the first import makes it' });
}

function mediaLine(folder: string): string {
  if (!existsSync(folder)) return '';
  return `Photos and videos are not in it: copy the folder ${sanitizeLine(folder)} too.\n`;
}

export interface BackupFlags extends GlobalFlags {
  readonly force?: boolean;
  readonly quiet?: boolean;
}

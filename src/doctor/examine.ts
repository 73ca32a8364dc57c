// All checks of the doctor, in their order. They change nothing.

import { existsSync } from 'node:fs';
import { loadConfig, type Config, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import { toUserError, openToRead } from '../library/database.ts';
import { versionOf } from '../library/migrate.ts';
import { accountFindings } from './accounts.ts';
import { databaseFindings } from './database.ts';
import { fine, warning, wrong, type Finding } from './finding.ts';
import { mediaFindings } from './media.ts';
import { permissionFindings } from './permissions.ts';
import { feedFindings, mailFindings, serviceFindings, zoneFinding } from './environment.ts';

export interface Examination {
  /** Whether the mail server is left alone. */
  readonly offline: boolean;
}

/** All findings. The configuration comes first: without it nothing else can be checked. */
export async function examine(context: Context, flags: Flags, { offline }: Examination): Promise<Finding[]> {
  let config: Config;
  try {
    config = await loadConfig(context, flags);
    config.settings();
  } catch (error) {
    return [asFinding('configuration', error, 'fix it')];
  }
  return [
    configFinding(config),
    ...(await storeFindings(context, config)),
    ...(context.platform === 'win32' ? [] : permissionFindings(config)),
    zoneFinding(context, config),
    ...(offline ? [] : await mailFindings(context, config)),
    ...(await feedFindings(config)),
    ...(await serviceFindings(context, config)),
  ];
}

function configFinding(config: Config): Finding {
  if (!existsSync(config.path))
    return fine('configuration', `there is no file ${config.path}: every setting has its default`);
  return fine('configuration', `${config.path} is as it should be`);
}

async function storeFindings(context: Context, config: Config): Promise<Finding[]> {
  const path = config.databasePath;
  const nothing = warning('database', `nothing has been imported yet (${path})`, 'memories import <archive>');
  if (!existsSync(path)) return [nothing];
  try {
    const db = openToRead(path);
    try {
      if (versionOf(db) === 0) return [nothing];
      return [
        ...(await databaseFindings(db, path, context.platform)),
        ...accountFindings(db, config),
        ...mediaFindings(db, mediaFolderOf(path)),
      ];
    } finally {
      db.close();
    }
  } catch (error) {
    return [asFinding('database', toUserError(error, path), 'see whether the disk is sound')];
  }
}

/** An expected failure is a finding; anything else is a bug. */
function asFinding(check: string, error: unknown, fix: string): Finding {
  if (!(error instanceof UserError)) throw error;
  return wrong(check, error.message, error.hint ?? fix);
}

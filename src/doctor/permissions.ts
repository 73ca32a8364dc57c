// Checks that other users of this machine can't read private files.

import { existsSync, statSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { hasPasswordInFile } from '../config/mail-server.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import { migrationBackups } from '../library/migrate.ts';
import { shellQuoted } from '../text/shell-words.ts';
import { fine, wrong, type Finding } from './finding.ts';

/** For systems with Unix permissions. */
export function permissionFindings(config: Config): Finding[] {
  const { databasePath: path } = config;
  const backups = existsSync(path) ? migrationBackups(path) : [];
  const files = [path, `${path}-wal`, `${path}-shm`, ...backups, ...(hasPasswordInFile(config) ? [config.path] : [])];
  const open = [
    ...files.filter(isReadableByOthers).map((file) => permissionFinding(file, '600')),
    ...[mediaFolderOf(path)].filter(isReadableByOthers).map((folder) => permissionFinding(folder, '700')),
  ];
  return open.length > 0 ? open : [fine('permissions', 'nobody else can read what is yours')];
}

function permissionFinding(path: string, mode: string): Finding {
  return wrong('permissions', `others can read ${path}`, `chmod ${mode} ${shellQuoted(path, 'posix')}`);
}

function isReadableByOthers(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0;
}

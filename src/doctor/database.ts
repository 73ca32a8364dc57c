// Checks that the database is undamaged and of this version, and that it has room to grow.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatBytes, pluralize } from '../text/numbers-and-dates.ts';
import { freeSpaceOf } from '../library/media-folder.ts';
import { isAlive } from '../platform/process.ts';
import { shellQuoted, shellWord } from '../text/shell-words.ts';
import { leftoversIn } from '../platform/temporary.ts';
import type { Db } from '../library/database.ts';
import { imports } from '../library/imports.ts';
import { migrationBackups, versionOf } from '../library/migrate.ts';
import { MIGRATIONS } from '../library/migrations.ts';
import { countUnindexed } from '../search/index/update.ts';
import { bytesOf, findDamage, countDanglingRows } from '../library/health.ts';
import { postCount } from '../library/posts.ts';
import { fine, warning, wrong, type Finding } from './finding.ts';

/** In bytes: with less, the next import may not fit. */
const ROOM = 100e6;
/** The first version that has a search index. */
const WITH_SEARCH = 3;

/** For a database that isn't empty. */
export async function databaseFindings(db: Db, path: string, platform: string): Promise<Finding[]> {
  const damage = findDamage(db);
  if (damage.length > 0) return [damageFinding(path, damage)];
  const dangling = countDanglingRows(db);
  return [
    dangling > 0 ? danglingFinding(dangling) : soundFinding(db, path),
    ...versionFindings(db),
    ...searchFindings(db),
    ...importFindings(db, platform),
    ...leftovers(path, platform),
    await roomFinding(path),
  ];
}

function damageFinding(path: string, damage: readonly string[]): Finding {
  return wrong(
    'database',
    `${path} is damaged: ${damage.join('; ')}`,
    'restore it from a backup, or move it away and import your archives again',
  );
}

function danglingFinding(rows: number): Finding {
  const message = `${pluralize(rows, 'row')} ${rows === 1 ? 'belongs' : 'belong'} to an account that is not there`;
  return wrong('database', message, 'restore it from a backup, or move it away and import your archives again');
}

function soundFinding(db: Db, path: string): Finding {
  return fine('database', `${path}: ${pluralize(postCount(db), 'post')}, ${formatBytes(bytesOf(db))}, whole`);
}

function versionFindings(db: Db): Finding[] {
  const version = versionOf(db);
  if (version === MIGRATIONS.length) return [];
  const message = `it is of version ${version}, and this program's is ${MIGRATIONS.length}`;
  return [
    warning(
      'version',
      message,
      'nothing: the next command, such as memories today, keeps a copy and brings it up to date',
    ),
  ];
}

function searchFindings(db: Db): Finding[] {
  if (versionOf(db) < WITH_SEARCH) return [];
  const waiting = countUnindexed(db);
  if (waiting === 0) return [fine('search', 'the index has every post')];
  const message = `the index has ${pluralize(waiting, 'post')} yet to take in`;
  return [fine('search', `${message}: the next search does it`)];
}

function importFindings(db: Db, platform: string): Finding[] {
  const cut = imports(db, isAlive).filter(({ state }) => state === 'interrupted');
  const sources = [...new Set(cut.map(({ source }) => source))];
  return sources.map((source) =>
    warning('import', `${source} was cut off`, `memories import ${again(source, platform)} does the rest`),
  );
}

/** An archive in parts has the names of all of them. */
function again(source: string, platform: string): string {
  const names = source.split(', ');
  return names.map((name) => shellWord(name, platform)).join(' ');
}

/** What killed processes left beside the database. */
function leftovers(path: string, platform: string): Finding[] {
  const found = [
    ...migrationBackups(path).filter((name) => name.endsWith('.part')),
    ...leftoversIn(dirname(path)),
    ...(existsSync(`${path}-journal`) ? [`${path}-journal`] : []),
  ];
  return found.map((name) =>
    name !== `${path}-journal`
      ? warning(
          'leftover',
          `${name} is an unfinished copy`,
          `remove it: ${platform === 'win32' ? 'del' : 'rm'} ${shellQuoted(name, platform)}`,
        )
      : warning('leftover', `${name} is of a change that was cut off`, 'leave it: the next command takes it back'),
  );
}

async function roomFinding(path: string): Promise<Finding> {
  const free = await freeSpaceOf(dirname(path));
  if (free === Infinity) return fine('disk', 'free space is unknown');
  const message = `${formatBytes(free)} free`;
  return free < ROOM ? wrong('disk', `only ${message}`, 'make room before the next import') : fine('disk', message);
}

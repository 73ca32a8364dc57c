// Databases looked into without the program.

import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempFolder } from '../support/temp.ts';
import { MIGRATIONS } from '../../src/library/migrations.ts';

type Cells = readonly (bigint | number | string | null)[];

/** A database of an earlier version, to be copied. */
export function oldDatabase(version: number): string {
  return join(import.meta.dirname, `../fixtures/databases/v${version}.db`);
}

/** Puts a copy of a database in place of all that is in a folder. */
export function placeDatabase(from: string, path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  copyFileSync(from, path);
}

export function lookInto<Found>(path: string, look: (db: Database.Database) => Found): Found {
  const db = new Database(path, { readonly: true, timeout: 10_000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong, a line each; nothing of a database that is not there yet. */
export function damageOf(path: string): string[] {
  if (!existsSync(path)) return [];
  return lookInto(path, (db) => [
    ...(db.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((said) => said !== 'ok'),
    ...(db.pragma('foreign_key_check') as object[]).map((row) => `foreign key: ${JSON.stringify(row)}`),
  ]);
}

/** Every cell of every tweet, by its id; none where there is no table yet. */
export function tweetsIn(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  return lookInto(path, (db) => {
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tweets'").get() === undefined)
      return new Map<string, string>();
    const find = db.prepare('SELECT * FROM tweets').raw().safeIntegers();
    const names = find.columns().map(({ name }) => name);
    const rows = find.all() as Cells[];
    return new Map(rows.map((cells) => [String(cells[0]), knownCells(cells, names).map(String).join('\u0000')]));
  });
}

const TWITTER_LACKS_CELLS = {
  network_id: null,
  url: null,
  warning: null,
  poll: null,
  edited_at: null,
  reply_to_url: null,
  quoted_url: null,
};

/** Columns that came with a later version, with what they have for the tweets that were there. */
const LATER: Readonly<Record<string, unknown>> = { styles: '[]', place: null, ...TWITTER_LACKS_CELLS };

/** The cells that an earlier version would have too, and last for whom a tweet was, which `circle` told until version 8. */
function knownCells(cells: Cells, names: readonly string[]): Cells {
  const known = cells.filter((cell, index) => {
    const name = names[index] ?? '';
    return name !== 'circle' && name !== 'audience' && (!(name in LATER) || LATER[name] !== cell);
  });
  const [circle, audience] = [cells[names.indexOf('circle')], cells[names.indexOf('audience')]];
  return [...known, audience ?? (circle === 1n ? 'circle' : 'public')];
}

/** What of `before` is gone or changed, a line each, but not more than three; `or` may stand for it instead. */
export function lostFrom(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  or: ReadonlyMap<string, string> = before,
): string[] {
  const isKept = (id: string, cells: string): boolean => {
    const found = after.get(id);
    return found !== undefined && (found === cells || found === or.get(id));
  };
  const lost = [...before].filter(([id, cells]) => !isKept(id, cells)).map(([id]) => id);
  return lost.slice(0, 3).map((id) => `tweet ${id} is ${after.has(id) ? 'changed' : 'gone'} (${lost.length} are)`);
}

/** What is in `after` beyond `expected`, a line each. */
export function inventedIn(after: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  const others = [...after.keys()].filter((id) => !expected.has(id));
  return others.slice(0, 3).map((id) => `tweet ${id} is of no archive (${others.length} are)`);
}

export function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

export const LATEST = MIGRATIONS.length;
/** All before the latest need a fixture; those of the latest are there for the day when it is one of them. */
export const VERSIONS = Array.from({ length: LATEST - 1 }, (_, index) => index + 1);

export const NOTE =
  /^note: the database is brought up to date \(version \d+ to \d+\); as it was, it is kept in (.*)\n$/;

export const versionOf = (path: string): unknown => lookInto(path, (db) => db.pragma('user_version', { simple: true }));

export function copyOf(version: number): string {
  const path = join(tempFolder(), 'memories.db');
  copyFileSync(oldDatabase(version), path);
  return path;
}

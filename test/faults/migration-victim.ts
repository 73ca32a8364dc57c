// A database of the first version, large enough that bringing it up to date takes a while, to be killed over that.

import Database from 'better-sqlite3';
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import type { Kind } from './campaign.ts';
import { damageOf, lookInto, lostFrom, namesIn, oldDatabase, placeDatabase, tweetsIn } from './databases.ts';

const TWEETS = 40_000;

function largeOldDatabase(): string {
  const path = join(tempFolder(), 'memories.db');
  copyFileSync(oldDatabase(1), path);
  const db = new Database(path);
  const columns = db.prepare("SELECT name FROM pragma_table_info('tweets') WHERE name <> 'id'").pluck().all().join();
  db.exec(`
    WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < ${TWEETS})
    INSERT INTO tweets (id, ${columns}) SELECT n, ${columns} FROM more, (SELECT * FROM tweets LIMIT 1)`);
  db.close();
  return path;
}

const versionOf = (path: string): unknown => lookInto(path, (db) => db.pragma('user_version', { simple: true }));

/** In milliseconds since 1970 UTC; never, where there is no such file. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

export const migration: Kind = {
  name: 'migration',
  prepare: () => {
    const home = tempFolder();
    const path = join(home, 'data/memories.db');
    const backup = `${path}.v1-backup`;
    const original = largeOldDatabase();
    const before = tweetsIn(original);
    const command = ['--db', path, 'accounts'];
    const inBackup = (): string[] => {
      if (!existsSync(backup)) return versionOf(path) === 1 ? [] : ['it is migrated without a backup'];
      const isOld = versionOf(backup) === 1 ? [] : ['the backup is not of version 1'];
      return [...isOld, ...damageOf(backup), ...lostFrom(before, tweetsIn(backup)).map((line) => `backup: ${line}`)];
    };
    const inspect = (): string[] => {
      const version = versionOf(path);
      const half = version === 1 || version === MIGRATIONS.length ? [] : [`it is of version ${String(version)}`];
      return [...damageOf(path), ...half, ...lostFrom(before, tweetsIn(path)), ...inBackup()];
    };
    return Promise.resolve({
      command,
      options: () => ({ home }),
      window: {
        // The copy is the first thing that a migration makes.
        isBegun: (since) =>
          namesIn(dirname(path)).some(
            (name) => name.includes('.v1-backup') && changedAt(join(dirname(path), name)) >= since,
          ),
        isOpen: () => versionOf(path) === 1,
      },
      reset: () => {
        placeDatabase(original, path);
      },
      inspect,
      complete: async () => {
        const { code, stderr } = await runMemories(command, { home });
        const failed = code === 0 ? [] : [`it ended with ${String(code)}: ${stderr}`];
        const old = versionOf(path) === MIGRATIONS.length ? [] : ['it is not migrated'];
        const left = namesIn(dirname(path)).filter((name) => /part|journal/.test(name));
        return [...failed, ...old, ...inspect(), ...left.map((name) => `${name} is left`)];
      },
    });
  },
};
